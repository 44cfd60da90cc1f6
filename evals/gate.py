"""The gate: a run must not fall below thresholds.yaml."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.schema import Record
from evals.dataset import Split
from evals.errors import DatasetError
from evals.measures import BY_NAME
from evals.summary import Summary

OTHERS = ("latency_p50_ms", "latency_p95_ms", "length_p50", "length_p95")
"""Figures besides the measures that may have a threshold."""


class Thresholds(BaseModel):
    """What a run must reach.

    Attributes:
        split: the items that the gate asks.
        at_least: by measure, the least mean.
        at_most: by latency or length, the greatest value.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: Split
    at_least: dict[str, float]
    at_most: dict[str, float]


class Shortfall(Record):
    """A threshold that is not met; ``value`` is None where the run has no such figure."""

    name: str
    value: float | None
    threshold: float


def default_thresholds() -> Path:
    """The thresholds that come with the project."""
    return Path(str(resources.files("evals"))) / "thresholds.yaml"


def load_thresholds(path: Path) -> Thresholds:
    """Read thresholds.

    Raises:
        DatasetError: the file cannot be read, or names a figure that there is not.
    """
    try:
        thresholds = Thresholds.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        reason = " ".join(str(error).split())[:200]
        raise DatasetError("thresholds_unreadable", path=path, reason=reason) from error
    unknown = (thresholds.at_least.keys() - BY_NAME) | (thresholds.at_most.keys() - set(OTHERS))
    if unknown:
        reason = f"no such figure: {', '.join(sorted(unknown))}"
        raise DatasetError("thresholds_unreadable", path=path, reason=reason)
    return thresholds


def shortfalls(summary: Summary, thresholds: Thresholds) -> tuple[Shortfall, ...]:
    """The thresholds that a run does not meet; an item that failed to run meets none."""
    overall = summary.overall
    found = []
    for name, threshold in thresholds.at_least.items():
        figure = overall.figures.get(name)
        if figure is None or figure.mean < threshold:
            mean = figure.mean if figure else None
            found.append(Shortfall(name=name, value=mean, threshold=threshold))
    for name, threshold in thresholds.at_most.items():
        value: float | None = getattr(overall, name)
        if value is None or value > threshold:
            found.append(Shortfall(name=name, value=value, threshold=threshold))
    if overall.n_errors:
        found.append(Shortfall(name="errors", value=float(overall.n_errors), threshold=0.0))
    return tuple(found)

"""The run record: everything that a run's results depend on, without any secret."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib import resources
from importlib.metadata import distributions
from pathlib import Path

from pydantic import Field, ValidationError

import prompts
from assistant.schema import Record
from assistant.settings import Settings
from evals.dataset import Split, dataset_digest
from evals.errors import ResultsError
from evals.verdict import JudgeFacts
from ingest.index import IndexMeta

_CODE = ("assistant", "ingest", "prompts")
_PROMPTS = "model"
"""The catalogue of what language models are told."""

_SECRETS = frozenset({"llm_api_key"})
_USER_INFO = re.compile(r"//[^/@\s]*@")
"""A name and password within a URL."""


class RunRecord(Record):
    """How a run was made.

    Attributes:
        date: when it began, UTC.
        dataset, dataset_sha256, split: what was asked.
        limit: how many items of it, evenly spread; None: all.
        settings: the assistant's, without secrets.
        index: how the index was made: model and units fingerprints, digest of its sources.
        commit: the checkout's commit; "" outside one. modified: it had uncommitted changes.
        code_sha256: digest of the product's source files.
        versions: every installed package.
        prompts: digest of each prompt for language models.
        judge: who judged the answers; None where nobody did.
    """

    date: str
    dataset: str
    dataset_sha256: str
    split: Split | None
    limit: int | None = None
    settings: dict[str, str | None]
    index: IndexMeta
    commit: str
    modified: bool
    code_sha256: str
    versions: dict[str, str]
    prompts: dict[str, str] = Field(default_factory=dict)
    judge: JudgeFacts | None = None

    def differences(self, other: RunRecord) -> Sequence[str]:
        """The names of what makes the results of two runs incomparable line by line."""
        names = ["dataset_sha256", "split", "limit", "settings", "index", "code_sha256"]
        if self.judge and other.judge:
            names.append("judge")
        return [name for name in names if getattr(self, name) != getattr(other, name)]


def make_record(
    dataset: Path,
    split: Split | None,
    settings: Settings,
    index: IndexMeta,
    *,
    limit: int | None = None,
    judge: JudgeFacts | None = None,
) -> RunRecord:
    """The record of a run that begins now."""
    commit, modified = _commit()
    return RunRecord(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        dataset=dataset.name,
        dataset_sha256=dataset_digest(dataset),
        split=split,
        limit=limit,
        settings=_public(settings),
        index=index,
        commit=commit,
        modified=modified,
        code_sha256=_code_digest(),
        versions=_versions(),
        prompts={
            name: prompts.digest(f"{_PROMPTS}.{name}") for name in prompts.load_catalogue(_PROMPTS)
        },
        judge=judge,
    )


def record_path(results: Path) -> Path:
    """Where the record of a results file lies: ``dev.jsonl`` has ``dev.run.json``."""
    return results.with_suffix(".run.json")


def read_record(results: Path) -> RunRecord:
    """The record beside a results file.

    Raises:
        ResultsError: there is none, or it is damaged.
    """
    path = record_path(results)
    try:
        return RunRecord.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ResultsError("record_unreadable", path=path, reason=reason) from error


def _public(settings: Settings) -> dict[str, str | None]:
    values: Mapping[str, object] = settings.model_dump(mode="json", exclude=set(_SECRETS))
    return {
        name: None if value is None else _USER_INFO.sub("//", str(value))
        for name, value in values.items()
    }


def _versions() -> dict[str, str]:
    found = {(one.name or "").lower(): one.version for one in distributions()}
    return dict(sorted(found.items()))


def _commit() -> tuple[str, bool]:
    """The commit of the checkout that this file is in, and whether files differ from it."""
    folder = Path(__file__).resolve().parent.parent
    if not (folder / ".git").exists():
        return "", False
    commit = _git(folder, "rev-parse", "HEAD")
    return commit, bool(_git(folder, "status", "--porcelain"))


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _code_digest() -> str:
    total = sha256()
    for package in _CODE:
        root = Path(str(resources.files(package)))
        for path in sorted(root.rglob("*")):
            if path.suffix in (".py", ".yaml"):
                total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()

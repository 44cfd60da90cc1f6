from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from bench.speed_report import Speed, figures_of, write_report

SPEED = Speed(
    ask=(10.0, 20.0, 30.0),
    stock_retrieval=(40.0, 40.0, 40.0),
    index=30.0,
    stock_index=20.0,
    n_units=100,
    n_chunks=10,
    cold_ask=2.5,
    serving_mib=701.0,
    reading_megabytes=1.5,
    processors=2,
    load_average=0.4,
)


def test_ratios_and_targets_by_hand() -> None:
    figures = {one.name: one for one in figures_of(SPEED)}
    assert (figures["warm ask, p50"].ratio, figures["warm ask, p50"].met) == (0.5, True)
    # The 95th percentile of 10, 20, 30 lies nine tenths of the way from 20 to 30.
    assert figures["warm ask, p95"].ours == 29.0
    assert (figures["indexing the five plans"].ratio, figures["indexing the five plans"].met) == (
        1.5,
        False,
    )
    assert figures["keikaku ask, cold"].met is True
    assert figures["serving memory"].met is False
    assert figures["reading"].met is None


def test_writes_a_table_the_figures_and_a_plot(tmp_path: Path) -> None:
    text = write_report(replace(SPEED, load_average=9.0), tmp_path / "bench")
    assert "| warm ask, p50 | 20.0 ms | 40.0 ms | 0.50 | 1.0 | yes |" in text
    assert "| serving memory | 701.0 MiB | – | – | 700.0 MiB | NO |" in text
    assert "load average 9.0" in text
    assert (tmp_path / "bench" / "speed.md").read_text("utf-8").strip() == text
    figures = json.loads((tmp_path / "bench" / "speed.json").read_text("utf-8"))["figures"]
    assert [one["name"] for one in figures] == [one.name for one in figures_of(SPEED)]
    assert (tmp_path / "bench" / "speed.png").read_bytes().startswith(b"\x89PNG")

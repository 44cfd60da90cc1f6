"""``keikaku eval``: ask a dataset or a benchmark, score the answers, say what came of it."""

from __future__ import annotations

from pathlib import Path

import click

import prompts
from assistant.cli import interface_language
from assistant.cli.progress import Bars
from assistant.llm.chat import Chat
from assistant.llm.endpoint import endpoint_of
from assistant.settings import load_settings
from evals.compare import compare as compare_runs
from evals.dataset import Split, default_dataset
from evals.errors import ResultsError, RunError
from evals.gate import Thresholds, default_thresholds, load_thresholds, shortfalls
from evals.invented import invented_dataset, with_invented_plans
from evals.judge import Judge
from evals.results import read_results
from evals.session import Session, evaluate_dataset, neutral
from evals.show import benchmark_text, comparison_text, summary_text
from evals.summary import Summary, summarize

_FILE = click.Path(path_type=Path, dir_okay=False)
_EXISTING = click.Path(path_type=Path, exists=True)


@click.group(invoke_without_command=True)
@click.option("--dataset", type=_FILE, help="JSON Lines of questions; default: the project's own.")
@click.option(
    "--invented",
    is_flag=True,
    help="Ask about fifty-five invented plans, in an index of its own.",
)
@click.option("--split", type=click.Choice(["dev", "test"]), help="Ask this split only.")
@click.option("--out", type=_FILE, help="Write a result a line here, and a run record beside it.")
@click.option("--resume", is_flag=True, help="Go on with the results in --out.")
@click.option("--report", type=_FILE, help="Write a report: HTML, or Markdown if it ends in .md.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--extractive", is_flag=True, help="Use no language model, whatever is set.")
@click.option("--gate", is_flag=True, help="Ask extractively, and fail below thresholds.yaml.")
@click.option(
    "--benchmark",
    type=(click.Choice(["jsquad", "qrels"]), _EXISTING),
    metavar="KIND PATH",
    help="Instead of a dataset: jsquad FILE (SQuAD's format) or qrels FOLDER (BEIR's).",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help="Ask N questions only: evenly spread over a dataset, the first of a benchmark.",
)
@click.option("--judge", is_flag=True, help="Have the answers graded by the language model set.")
@click.option("--baselines", is_flag=True, help="Measure dense, BM25 and their RRF on it too.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    *,
    dataset: Path | None,
    invented: bool,
    split: Split | None,
    out: Path | None,
    resume: bool,
    report: Path | None,
    as_json: bool,
    extractive: bool,
    gate: bool,
    benchmark: tuple[str, Path] | None,
    limit: int | None,
    judge: bool,
    baselines: bool,
) -> None:
    """Score the answers to a dataset, or retrieval on a public benchmark."""
    if ctx.invoked_subcommand:
        return
    if benchmark:
        _run_benchmark(*benchmark, limit=limit, baselines=baselines, as_json=as_json)
        return
    if resume and out is None:
        raise ResultsError("resume_needs_out")
    thresholds = load_thresholds(default_thresholds()) if gate else None
    judging = _judge() if judge else None
    settings = neutral(load_settings(), extractive=extractive or gate)
    if invented:
        settings = with_invented_plans(settings)
    with Bars(interface_language()) as bars:
        session = evaluate_dataset(
            dataset or (invented_dataset() if invented else default_dataset()),
            split or (thresholds.split if thresholds else None),
            settings,
            limit=limit,
            judge=judging,
            out=out,
            resume=resume,
            on_progress=bars.of("evals.asking"),
            on_judged=bars.of("evals.judging"),
        )
    _finish(session, thresholds, out, report, data_dir=settings.data_dir, as_json=as_json)


@evaluate.command()
@click.argument("first", metavar="A", type=_EXISTING)
@click.argument("second", metavar="B", type=_EXISTING)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def compare(first: Path, second: Path, as_json: bool) -> None:
    """Compare the results files A and B, item by item."""
    found = compare_runs(read_results(first), read_results(second))
    click.echo(found.model_dump_json(indent=2) if as_json else comparison_text(found))


def _judge() -> Judge:
    endpoint = endpoint_of(load_settings())
    if endpoint is None:
        raise ResultsError("judge_needs_llm")
    return Judge(Chat(endpoint))


def _finish(
    session: Session,
    thresholds: Thresholds | None,
    out: Path | None,
    report: Path | None,
    *,
    data_dir: Path,
    as_json: bool,
) -> None:
    summary = summarize(session.results)
    click.echo(summary.model_dump_json(indent=2) if as_json else summary_text(summary))
    from evals.report.write import keep_as_latest, write_report

    keep_as_latest(data_dir, session, summary)
    if out is not None:
        _say("results_written", path=out)
    if report is not None:
        write_report(report, session, summary)
        _say("report_written", path=report)
    failed = [result for result in session.results if result.status == "error"]
    if failed:
        first = f"{failed[0].id}: {failed[0].error}"
        raise RunError("items_failed", count=len(failed), first=first)
    if thresholds is not None:
        _check(summary, thresholds)


def _check(summary: Summary, thresholds: Thresholds) -> None:
    path = default_thresholds()
    missed = shortfalls(summary, thresholds)
    if missed:
        names = ", ".join(
            f"{one.name} {'–' if one.value is None else round(one.value, 4)} ({one.threshold})"
            for one in missed
        )
        raise RunError("gate_failed", names=names, path=path)
    _say("gate_passed", path=path)


def _run_benchmark(
    kind: str, path: Path, *, limit: int | None, baselines: bool, as_json: bool
) -> None:
    from evals.benchmarks.measure import measure_benchmark
    from evals.benchmarks.qrels import read_qrels
    from evals.benchmarks.squad import read_squad

    read = {"jsquad": read_squad, "qrels": read_qrels}[kind]
    settings = neutral(load_settings(), extractive=True)
    with Bars(interface_language()) as bars:
        report = measure_benchmark(
            read(path),
            settings,
            limit=limit,
            baselines=baselines,
            on_embed=bars.of("evals.preparing"),
            on_ask=bars.of("evals.asking"),
            on_baseline=bars.of("evals.baselines"),
        )
    click.echo(report.model_dump_json(indent=2) if as_json else benchmark_text(report))


def _say(name: str, **values: object) -> None:
    click.echo(prompts.text(f"evals.{name}", interface_language(), **values), err=True)

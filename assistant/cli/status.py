"""``keikaku status``: what there is and how it is set."""

from __future__ import annotations

import json
from typing import Any

import click

import prompts
from assistant.cli import interface_language
from assistant.llm.endpoint import endpoint_of
from assistant.settings import Settings, load_settings
from ingest.generations import Generations
from ingest.index import STORE_NAME, IndexMeta, read_meta
from ingest.store import Store


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def status(as_json: bool) -> None:
    """Show the index, the documents in it, and the settings."""
    settings = load_settings()
    folder = Generations(settings.data_dir).current()
    meta = read_meta(folder) if folder else None
    documents = _documents(Store(folder / STORE_NAME)) if folder else []
    if as_json:
        click.echo(json.dumps(_values(settings, meta, documents), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(settings, meta, documents)))


def _documents(store: Store) -> list[dict[str, Any]]:
    return [
        {
            **document.info.model_dump(),
            "encoding": document.encoding,
            "source": document.source,
            "n_characters": len(document.text),
            "n_units": store.unit_doc_ids.count(document.info.doc_id),
        }
        for document in store.documents()
    ]


def _values(
    settings: Settings, meta: IndexMeta | None, documents: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "settings": settings.model_dump(mode="json"),
        "mode": "llm" if endpoint_of(settings) else "extractive",
        "index": meta.model_dump() if meta else None,
        "documents": documents,
    }


def _mode(settings: Settings) -> str:
    language = interface_language()
    endpoint = endpoint_of(settings)
    if endpoint is None:
        return prompts.text("cli.extractive", language)
    return prompts.text(
        "cli.with_model", language, model=endpoint.model, url=endpoint.base_url.rpartition("@")[2]
    )


def _lines(
    settings: Settings, meta: IndexMeta | None, documents: list[dict[str, Any]]
) -> list[str]:
    language = interface_language()

    def line(name: str, **values: object) -> str:
        return prompts.text(f"cli.{name}", language, **values)

    lines = [
        line("status_data_dir", path=settings.data_dir),
        line("status_model", model=settings.embedding_model or line("default_model")),
        line("status_mode", mode=_mode(settings)),
        line("status_home", home=settings.home or line("not_set")),
    ]
    if meta is None:
        return [*lines, line("status_no_index")]
    lines.append(
        line(
            "status_index",
            documents=meta.n_documents,
            units=meta.n_units,
            created=meta.created,
        )
    )
    return [*lines, *(f"  {one['doc_id']}: {one['title']} ({one['n_units']})" for one in documents)]

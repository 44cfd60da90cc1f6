"""How a place in a plan is referred to in a paper: title, section, page."""

from __future__ import annotations

from collections.abc import Sequence

import prompts
from prompts import Language


def formal_reference(
    title: str,
    municipality: str | None,
    section: Sequence[str],
    page: int | None = None,
    language: Language = "ja",
) -> str:
    """「北九州市ＤＸ推進計画（抜粋） (11) テレワークの推進 ⑥成果目標（12ページ）」."""
    owner = () if municipality is None or municipality in title else (municipality,)
    words = " ".join(" ".join(part.split()) for part in (*owner, title, *section))
    if page is None:
        return words
    return prompts.text("ui.reference_with_page", language, reference=words, page=page)

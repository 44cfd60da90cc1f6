"""Notes that say which year an abbreviated or Japanese year is."""

from __future__ import annotations

from ingest.fiscal import Year, both_notations, find_years
from ingest.normalize import normalize
from prompts import Language


def year_notes(text: str, language: Language) -> list[str]:
    """For each year of a quote that the asker may not know, what it is.

    In Japanese: only abbreviations (``R7年度は令和7年度（2025年度）``). In English: every year of a
    Japanese era (``R7年度 = FY2025``).
    """
    normalized = normalize(text)
    notes: dict[str, None] = {}
    for year in find_years(normalized):
        written = normalized[year.start : year.end].strip()
        if language == "en":
            if not written[:4].isdigit() and not written.upper().startswith("FY"):
                notes[f"{written} = {_english(year)}"] = None
        elif written[0] in "RHSrhs" and year.fiscal is not False:
            notes[f"{written}は{both_notations(year.value)}"] = None
    return list(notes)


def _english(year: Year) -> str:
    return str(year.value) if year.fiscal is False else f"FY{year.value}"

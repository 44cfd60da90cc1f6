from pathlib import Path

import pytest

from assistant.library import Candidate
from assistant.ui.document_form import form_headers, form_rows, read_form
from ingest.errors import UsageError
from ingest.manifest import DocumentInfo

INFO = DocumentInfo(doc_id="plan", title="計画", municipality="若葉市", aliases=("若葉",))
FILE = Candidate(Path("plan.pdf"), "plan.pdf", INFO, 100)


def test_the_form_is_filled_with_what_the_text_says() -> None:
    assert form_rows([FILE]) == [["plan.pdf", "計画", "若葉市", "", ""]]
    assert len(form_headers("en")) == 5
    assert read_form([FILE], form_rows([FILE]), "ja") == [INFO]


def test_what_a_person_corrects_is_what_counts() -> None:
    (info,) = read_form([FILE], [["plan.pdf", " DX計画 ", "", "1.1版", "2025-04"]], "ja")

    assert info == INFO.model_copy(
        update={
            "title": "DX計画",
            "municipality": None,
            "aliases": (),
            "version": "1.1版",
            "published": "2025-04",
        }
    )


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (["plan.pdf", "", "若葉市", "", ""], "題名"),
        (["plan.pdf", "計画", "若葉市", "", "R7.4"], "公表日"),
    ],
)
def test_a_field_that_does_not_fit_is_named(row: list[str], field: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_form([FILE], [row], "ja")
    assert field in caught.value.message("ja")
    assert "plan.pdf" in caught.value.message("ja")

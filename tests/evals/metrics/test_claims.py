import pytest

from evals.metrics.claims import Claim, claims_of


def _values(text: str, kind: str) -> list[str]:
    return [claim.value for claim in claims_of(text) if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "value"),
    [("4,100時間", "4100"), ("４１００時間", "4100"), ("4千100時間", "4100"), ("2万5千人", "25000"),
     ("1.5億円", "150000000"), ("0.70", "0.7"), ("3 million yen", "3000000")],
)  # fmt: skip
def test_numbers_have_one_form(text: str, value: str) -> None:
    assert _values(text, "number") == [value]


@pytest.mark.parametrize("text", ["80%", "８０％", "8割", "80パーセント", "80 percent", "80.0%"])
def test_percentages_have_one_form(text: str) -> None:
    assert _values(text, "percent") == ["80"]


@pytest.mark.parametrize("text", ["令和7年度", "R7", "FY2025", "2025年度", "令和７年", "2025年"])
def test_years_have_one_form(text: str) -> None:
    assert _values(text, "year") == ["2025"]
    assert _values(text, "number") == []


def test_a_date_is_a_year_and_two_numbers() -> None:
    assert _values("令和5年2月13日", "year") == ["2023"]
    assert _values("令和5年2月13日", "number") == ["2", "13"]


def test_names_are_proper_nouns_and_acronyms() -> None:
    assert _values("北九州市はRPAを使う", "name") == ["rpa", "北九州"]


@pytest.mark.parametrize(
    ("claim", "quote", "supported"),
    [
        ("80%", "実施率8割", True),
        ("80%", "実施率80", False),
        ("80%", "実施率（%）80", True),
        ("50%", "実施率80%", False),
        ("FY2025", "R7年度まで", True),
        ("FY2026", "R7年度まで", False),
        ("7年度", "令和7年度", True),
        ("4,100", "4100", True),
        ("久慈市", "久慈市の計画", True),
        ("久慈市", "鯖江市の計画", False),
    ],
)
def test_what_supports_a_claim(claim: str, quote: str, supported: bool) -> None:
    (first, *_) = claims_of(claim)
    assert first.supported_by(claims_of(quote), quote) is supported


def test_a_claim_says_where_it_comes_from() -> None:
    assert claims_of("8割") == [Claim("percent", "80", "8割")]

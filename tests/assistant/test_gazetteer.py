"""Places as English questions write them."""

from __future__ import annotations

import pytest

from assistant.gazetteer import Place, is_known_place, places_in_english


def names(text: str) -> list[str]:
    return [place.name for place in places_in_english(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does Kobe City plan?", ["神戸市"]),
        ("What does the City of Kobe plan?", ["神戸市"]),
        ("What does the city of Kobe plan?", ["神戸市"]),
        ("Fukui City and Fukui Prefecture", ["福井市", "福井県"]),
        # Without its suffix a name may be either; its stem is in both.
        ("What does Fukui plan?", ["福井"]),
        ("What does Tokyo plan?", ["東京"]),
        ("What does Hokkaido plan?", ["北海道"]),
        ("What does Kobe's plan say?", ["神戸"]),
        # A place that the gazetteer does not have is known by its suffix.
        ("Is Kamisato Town ahead?", ["Kamisato Town"]),
        ("Is the town of Kamisato ahead?", ["Kamisato Town"]),
        ("Is Kamisato-machi ahead?", ["Kamisato Town"]),
        ("Is Asahino-cho ahead of Kobe-shi?", ["Asahino Town", "神戸市"]),
        ("What does the Prefecture of Fukui plan?", ["福井県"]),
        ("Is Kamisato ahead?", []),
        # A prefecture where there is no such city, and the other way round.
        ("What does Osaka Prefecture plan?", ["大阪府"]),
        ("What does Osaka City plan?", ["大阪市"]),
        ("What does Tokyo City plan?", ["東京都"]),
    ],
)
def test_the_places_of_a_question(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Our City plans much",
        "Which City plans most?",
        "Every City Hall",
        "The City decides",
        "A Smart City for all",
        "The Digital Garden City concept",
        "Does City Hall open?",
        "what does kobe plan",
        "Kobelco makes steel",
        "",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What is Fukutsu's telework target?", "Fukutsu"),
        ("What is Mitaka doing about telework?", "Mitaka"),
        ("Does it say how telework is done in Mitaka?", "Mitaka"),
        ("How many residents of Mitaka use it?", "Mitaka"),
        ("What does Chigasaki plan for FY2025?", "Chigasaki"),
    ],
)
def test_what_is_spoken_of_as_a_place_is_one(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "How are meetings held in Zoom?",
        "What happens in March?",
        "When does Yukimaru start running?",
        "What are the Mayu points?",
        "Who runs the Yukinko shuttle?",
        "What is done in Phase 2?",
    ],
)
def test_other_names_are_no_places(text: str) -> None:
    assert names(text) == []


def test_where_the_places_stand() -> None:
    text = "Compare Kanazawa with Kobe City and Kamisato Town"
    found = places_in_english(text)
    assert [text[place.start : place.end] for place in found] == [
        "Kanazawa",
        "Kobe City",
        "Kamisato Town",
    ]
    assert found[0] == Place("金沢", 8, 16)
    # In order of appearance, though names with a suffix are looked for first.
    assert [place.start for place in found] == sorted(place.start for place in found)


def test_a_name_is_found_once() -> None:
    # Not also as 神戸 inside of 神戸市.
    assert names("Kobe City") == ["神戸市"]
    assert names("the City of Kobe City") == ["神戸市"]


@pytest.mark.parametrize("name", ["神戸市", "東京都", "北海道", "福井県"])
def test_a_known_place(name: str) -> None:
    assert is_known_place(name)


@pytest.mark.parametrize("name", ["青葉市", "神戸", "Kobe", ""])
def test_an_unknown_place(name: str) -> None:
    assert not is_known_place(name)

"""What askers think of answers: good or not, and why. Kept for those who tend the assistant."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from assistant.kept.database import Database
from assistant.kept.transcripts import Exchange
from assistant.schema import Record

FILE_NAME = "feedback.sqlite"
COMMENT_LIMIT = 1000
"""Characters of a comment that are kept."""

Verdict = Literal["up", "down"]
Reason = Literal["wrong", "incomplete", "other_place", "not_found", "unclear", "citation"]

REASONS: tuple[Reason, ...] = (
    "wrong",
    "incomplete",
    "other_place",
    "not_found",
    "unclear",
    "citation",
)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS ratings (
    conversation TEXT NOT NULL, number INTEGER NOT NULL, verdict TEXT NOT NULL,
    given TEXT NOT NULL, rating TEXT NOT NULL, PRIMARY KEY (conversation, number)
) STRICT;
CREATE INDEX IF NOT EXISTS ratings_by_verdict ON ratings (verdict, given);
"""


class Rating(Record):
    """A verdict on an answer.

    Attributes:
        conversation: the id of the conversation.
        number: which of its questions, from 1.
        reasons: what is wrong with the answer.
        comment: the asker's own words.
        exchange: the question and the answer themselves, so that the rating can still be read
            when the conversation is deleted.
        home: the asker's municipality; "" for none.
        given: when, ISO 8601 in UTC; "" before it is kept.
    """

    conversation: str
    number: int
    verdict: Verdict
    exchange: Exchange
    home: str = ""
    reasons: tuple[Reason, ...] = ()
    comment: str = ""
    given: str = ""


class Feedback:
    """The ratings of a data directory; each method raises StoreError if the file is unusable."""

    def __init__(self, data_dir: Path) -> None:
        self._database = Database(data_dir / FILE_NAME, _SCHEMA)

    def give(self, rating: Rating) -> None:
        """Keep a rating; it takes the place of an earlier one of the same answer."""
        given = datetime.now(UTC).isoformat(timespec="microseconds")
        kept = rating.model_copy(
            update={"given": given, "comment": rating.comment.strip()[:COMMENT_LIMIT]}
        )
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?, ?)",
                (kept.conversation, kept.number, kept.verdict, given, kept.model_dump_json()),
            )

    def withdraw(self, conversation: str, first: int) -> None:
        """Forget the ratings of a conversation's answers from number ``first`` on."""
        with self._database.reading() as connection:
            if connection is None:
                return
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM ratings WHERE conversation = ? AND number >= ?", (conversation, first)
            )

    def of_conversation(self, conversation: str) -> dict[int, Verdict]:
        """The verdicts on a conversation's answers, by number."""
        with self._database.reading() as connection:
            if connection is None:
                return {}
            rows = connection.execute(
                "SELECT number, verdict FROM ratings WHERE conversation = ?", (conversation,)
            ).fetchall()
        return {row["number"]: row["verdict"] for row in rows}

    def latest(self, verdict: Verdict, limit: int = 50) -> tuple[Rating, ...]:
        """The latest ratings of that verdict, the latest first."""
        with self._database.reading() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                "SELECT rating FROM ratings WHERE verdict = ? ORDER BY given DESC LIMIT ?",
                (verdict, limit),
            ).fetchall()
        return tuple(Rating.model_validate_json(row["rating"]) for row in rows)

    def counts(self) -> dict[Verdict, int]:
        """How many ratings there are of each verdict."""
        found: dict[Verdict, int] = {"up": 0, "down": 0}
        with self._database.reading() as connection:
            if connection is not None:
                for row in connection.execute(
                    "SELECT verdict, count(*) AS n FROM ratings GROUP BY verdict"
                ):
                    found[row["verdict"]] = row["n"]
        return found

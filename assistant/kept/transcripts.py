"""Conversations as they were held: questions with their whole answers, kept until deleted.

A store of our own and not LangGraph's checkpointer: a checkpoint is the state of a run of the
graph, every step of it, in a form that changes with the code. What is listed, renamed, exported and
deleted here is the record of what was asked and answered, which is the same ten releases later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Row
from uuid import uuid4

from assistant.kept.database import Database
from assistant.schema import Answer, Record

FILE_NAME = "conversations.sqlite"
TITLE_LIMIT = 60
"""Characters that a conversation's title may have."""

LISTED = 100
"""How many of an owner's conversations are listed, the latest first."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, home TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS conversations_by_owner ON conversations (owner, changed);
CREATE TABLE IF NOT EXISTS exchanges (
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    number INTEGER NOT NULL, exchange TEXT NOT NULL, PRIMARY KEY (conversation, number)
) STRICT;
"""


class Exchange(Record):
    """A question and its answer.

    Attributes:
        question: as it was typed.
        answer: what was answered.
        scope: the municipalities whose documents were searched; () for all of them.
        engine: the language model that wrote it; "" where it is extractive.
    """

    question: str
    answer: Answer
    scope: tuple[str, ...] = ()
    engine: str = ""


@dataclass(frozen=True)
class Transcript:
    """A conversation.

    Attributes:
        id: cannot be guessed; "" before the first answer.
        title: the asker's, at first the first question.
        home: the municipality chosen; "" for none.
        exchanges: what was asked and answered, oldest first.
        changed: when it last changed, ISO 8601 in UTC; "" before it is kept.
    """

    id: str = ""
    title: str = ""
    home: str = ""
    exchanges: tuple[Exchange, ...] = ()
    changed: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions, oldest first."""
        return tuple(exchange.question for exchange in self.exchanges)

    def with_exchange(self, exchange: Exchange) -> Transcript:
        """The conversation gone on by one question."""
        return replace(
            self,
            id=self.id or uuid4().hex,
            title=self.title or _title(exchange.question),
            exchanges=(*self.exchanges, exchange),
        )

    def before_last(self) -> Transcript:
        """The conversation without its last question; the next gives an unnamed one its title."""
        only = len(self.exchanges) == 1 and self.title == _title(self.exchanges[0].question)
        return replace(self, title="" if only else self.title, exchanges=self.exchanges[:-1])


@dataclass(frozen=True)
class Heading:
    """A conversation in a list."""

    id: str
    title: str
    changed: str
    n_exchanges: int


class Transcripts:
    """The conversations of a data directory. Everyone sees their own: those of their ``owner``.

    Each method raises StoreError if the file cannot be used.
    """

    def __init__(self, data_dir: Path) -> None:
        self._database = Database(data_dir / FILE_NAME, _SCHEMA)

    def save(self, owner: str, transcript: Transcript) -> Transcript:
        """Keep a conversation as it is now; what is kept of another owner stays as it was."""
        changed = datetime.now(UTC).isoformat(timespec="microseconds")
        with self._database.writing() as connection:
            written = connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
                "SET home = excluded.home, changed = excluded.changed "
                "WHERE owner = excluded.owner",
                (transcript.id, owner, transcript.title, transcript.home, changed),
            )
            if written.rowcount:
                connection.execute("DELETE FROM exchanges WHERE conversation = ?", (transcript.id,))
                connection.executemany(
                    "INSERT INTO exchanges VALUES (?, ?, ?)",
                    (
                        (transcript.id, number, exchange.model_dump_json())
                        for number, exchange in enumerate(transcript.exchanges, start=1)
                    ),
                )
        return replace(transcript, changed=changed)

    def load(self, owner: str, conversation: str) -> Transcript | None:
        """A conversation of ``owner``; None if there is none of that id."""
        return self._find(conversation, owner)

    def find(self, conversation: str) -> Transcript | None:
        """The conversation of that id, whoever asks; None if there is none."""
        return self._find(conversation, None)

    def _find(self, conversation: str, owner: str | None) -> Transcript | None:
        with self._database.reading() as connection:
            if connection is None:
                return None
            row = connection.execute(
                "SELECT * FROM conversations WHERE id = ? AND owner = coalesce(?, owner)",
                (conversation, owner),
            ).fetchone()
            if row is None:
                return None
            exchanges = connection.execute(
                "SELECT exchange FROM exchanges WHERE conversation = ? ORDER BY number",
                (conversation,),
            ).fetchall()
        return Transcript(
            id=row["id"],
            title=row["title"],
            home=row["home"],
            exchanges=tuple(Exchange.model_validate_json(one["exchange"]) for one in exchanges),
            changed=row["changed"],
        )

    def headings(self, owner: str) -> tuple[Heading, ...]:
        """The conversations of ``owner``, the latest first."""
        with self._database.reading() as connection:
            rows: Sequence[Row] = ()
            if connection is not None:
                rows = connection.execute(
                    "SELECT id, title, changed, (SELECT count(*) FROM exchanges "
                    "WHERE conversation = id) AS n FROM conversations WHERE owner = ? "
                    "ORDER BY changed DESC LIMIT ?",
                    (owner, LISTED),
                ).fetchall()
        return tuple(Heading(row["id"], row["title"], row["changed"], row["n"]) for row in rows)

    def rename(self, owner: str, conversation: str, title: str) -> None:
        """Give a conversation another title; an empty one changes nothing."""
        title = _title(title)
        if title:
            with self._database.writing() as connection:
                connection.execute(
                    "UPDATE conversations SET title = ? WHERE id = ? AND owner = ?",
                    (title, conversation, owner),
                )

    def delete(self, owner: str, conversation: str) -> None:
        """Delete a conversation with all that was said in it."""
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM conversations WHERE id = ? AND owner = ?", (conversation, owner)
            )


def _title(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= TITLE_LIMIT else words[: TITLE_LIMIT - 1] + "…"

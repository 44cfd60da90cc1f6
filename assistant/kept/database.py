"""A small SQLite file in the data directory; made when it is first written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import StoreError

_BUSY_SECONDS = 10


class Database:
    """Opens its file for each use: safe from several threads and several servers."""

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        self._schema = schema

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction, which takes effect unless the block raises.

        Raises:
            StoreError: the file cannot be written.
        """
        with self._translated():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = self._connect()
            try:
                with connection:
                    connection.executescript(self._schema)
                    yield connection
            finally:
                connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection; None where nothing has been written yet.

        Raises:
            StoreError: the file cannot be read.
        """
        if not self._path.is_file():
            yield None
            return
        with self._translated():
            connection = self._connect()
            try:
                yield connection
            finally:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.row_factory = sqlite3.Row
        return connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError("kept_unusable", path=self._path, reason=error) from error

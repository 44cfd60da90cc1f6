"""A SQLite file opened for reading; the errors of SQLite become ours."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

from ingest.errors import IndexStateError


class SqliteFile:
    """A SQLite file that nobody writes to; safe to use from several threads.

    Attributes:
        path: the file.
        version: its ``user_version``.

    Raises:
        IndexStateError: the file is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        if not path.is_file():
            raise IndexStateError("index_damaged", path=path, reason="file missing")
        try:
            # As a URI, so that SQLite writes nothing beside it; a path may hold "#" or "?".
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise IndexStateError("index_damaged", path=path, reason=error) from error
        try:
            self.version = int(self.rows("PRAGMA user_version")[0][0])
        except IndexStateError:
            self.close()
            raise

    def rows(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The result of a query.

        Raises:
            IndexStateError: the file is damaged, or lacks what is asked for.
        """
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise IndexStateError("index_damaged", path=self.path, reason=error) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

"""Where an index lies on disk, and how a new one takes its place: at once or not at all.

    <data_dir>/index/current            names the generation in use
    <data_dir>/index/<generation>/      store.sqlite, bm25/, chroma/, meta.json

A generation is complete before ``current`` names it, and ``current`` is replaced in one step; a
killed ingest leaves a generation that nothing names, which the next one deletes. The generation
before the current one is kept, for servers that still read it.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import StoreError

_POINTER = "current"
_LOCK_SECONDS = 0.5


class Generations:
    """The generations under one data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.folder = data_dir / "index"

    def current(self) -> Path | None:
        """The folder of the generation in use, or None."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="utf-8").split()
        except OSError:
            return None
        folder = self.folder / name[0] if name else None
        return folder if folder and folder.is_dir() else None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock that one ingest at a time holds, so that the current one stays current.

        Raises:
            StoreError: another ingest is running, or the data directory cannot be written.
        """
        from filelock import FileLock, Timeout

        with translated_os_errors(self.data_dir):
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / "ingest.lock")
            try:
                lock.acquire(timeout=_LOCK_SECONDS)
            except Timeout as error:
                raise StoreError("ingest_running", path=self.data_dir) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """A new generation's empty folder; to be used while the lock is held.

        The folder is deleted if the block raises; ``publish`` makes it the current one.

        Raises:
            StoreError: the data directory cannot be written.
        """
        with translated_os_errors(self.data_dir):
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
            folder = self.folder / f"{stamp}-{uuid.uuid4().hex[:8]}"
            folder.mkdir(parents=True)
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def publish(self, folder: Path) -> None:
        """Make a complete generation the current one; the one before is remembered."""
        before = self.current()
        names = [folder.name, *([before.name] if before and before != folder else [])]
        draft = self.folder / f".{_POINTER}.{folder.name}"
        with translated_os_errors(self.data_dir):
            draft.write_text("\n".join(names) + "\n", encoding="utf-8")
            draft.replace(self.folder / _POINTER)

    def sweep(self, before_delete: Callable[[str], None]) -> None:
        """Delete every generation but the current one and the one before it.

        Args:
            before_delete: called with a generation's name before its folder goes.
        """
        try:
            kept = set((self.folder / _POINTER).read_text(encoding="utf-8").split())
        except OSError:
            kept = set()
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in kept:
                before_delete(folder.name)
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def translated_os_errors(path: Path) -> Iterator[None]:
    """An OSError while writing becomes the error that names the data directory."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError("data_dir_unwritable", path=path, reason=reason) from error

"""A server over the five plans in a data directory of its own, and a browser that watches itself."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("KEIKAKU_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
SECONDS_TO_START = 180
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 380, "height": 800}
OPENED = "#question textarea:not([disabled])"


@pytest.fixture(scope="session")
def address(corpus_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that these tests may upload to; it ends with them."""
    data_dir = tmp_path_factory.mktemp("browser") / "data"
    shutil.copytree(corpus_data_dir, data_dir)
    with_server = serve(data_dir)
    try:
        yield next(with_server)
    finally:
        with_server.close()


def serve(data_dir: Path, **variables: str) -> Generator[str, None, None]:
    """``keikaku serve`` over a data directory; yields its address."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KEIKAKU_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--port", "0"],
        cwd=data_dir.parent,
        env={
            **kept,
            "KEIKAKU_DATA_DIR": str(data_dir),
            "PYTHONPATH": str(ROOT),
            "LANG": "ja_JP.UTF-8",
            **variables,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        lines: queue.Queue[str] = queue.Queue()
        out = process.stdout
        assert out is not None
        threading.Thread(target=lambda: lines.put(out.readline()), daemon=True).start()
        yield lines.get(timeout=SECONDS_TO_START).strip()
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).is_file():
        pytest.fail(f"no browser at {CHROMIUM}; run `make test-browser`, or set KEIKAKU_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens the page as a new visitor. Whatever leaves the machine, or fails in the page's own
    scripts, fails the test.
    """
    contexts: list[Any] = []
    troubles: list[str] = []

    def watch(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            troubles.append(f"asked for {request.url}")

    def opened(
        path: str = "/", locale: str = "ja-JP", viewport: dict[str, int] = WIDE, at: str = address
    ) -> Any:
        context = chromium.new_context(
            locale=locale, viewport=viewport, reduced_motion="reduce", accept_downloads=True
        )
        contexts.append(context)
        context.on("request", watch)
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.on("pageerror", lambda error: troubles.append(f"script failed: {error}"))
        page.goto(at + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []

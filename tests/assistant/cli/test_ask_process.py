"""``keikaku ask`` as a process of its own, with the real model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("question", "code"), [("？", 2), ("計画の期間は？", 1)])
def test_a_question_that_fails_while_the_model_loads_ends_in_order(
    corpus_data_dir: Path, tmp_path: Path, question: str, code: int
) -> None:
    """ONNX Runtime aborts a process that ends while it is loading."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    for entry in corpus_data_dir.iterdir():
        if entry.name != "index":
            (data_dir / entry.name).symlink_to(entry)
    ran = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", question],
        env={**os.environ, "KEIKAKU_DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1


def test_what_one_question_loads_is_not_collected_meanwhile() -> None:
    import gc

    from assistant.cli.ask import _nothing_collected

    with _nothing_collected():
        assert not gc.isenabled()
    assert gc.isenabled()

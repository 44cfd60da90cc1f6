"""With no language model set, nothing of one is imported, whatever is asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OF_A_MODEL = ("langchain_openai", "openai", "tiktoken", "assistant.llm.model")
CODE = f"""
import sys
from pathlib import Path
from assistant.offline import close_network
close_network()
from assistant.service import Assistant
from assistant.settings import Settings
assistant = Assistant(Settings(data_dir=Path(sys.argv[1]), home=None, _env_file=None))
answer = assistant.ask("北九州市のテレワーク実施率の目標は？")
print(answer.mode, *sorted(set(sys.modules) & set({OF_A_MODEL!r})))
"""


def test_nothing_of_a_language_model_is_imported(corpus_data_dir: Path) -> None:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ran = subprocess.run(
        [sys.executable, "-c", CODE, str(corpus_data_dir)],
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["extractive"]

"""What importing costs: no heavy library before it is needed, no file, no variable."""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("torch", "transformers", "gradio", "langgraph", "chromadb", "onnxruntime", "fugashi")
PACKAGES = ("assistant", "ingest", "prompts")

_SAY_WHAT_IS_LOADED = f"""
import sys
print(*sorted({{name.partition(".")[0] for name in sys.modules}} & set({HEAVY!r})))
"""

_IMPORT_ALL = """
import importlib, os, sys
before = dict(os.environ)
for name in sys.argv[1:]:
    importlib.import_module(name)
    after = dict(os.environ)
    if after != before:
        changed = sorted(key for key in before.keys() | after.keys()
                         if before.get(key) != after.get(key))
        print(name, "sets", *changed)
        before = after
"""


def run_python(code: str, cwd: Path, *arguments: str, **variables: str) -> str:
    """Run ``code`` in a fresh interpreter; what it printed."""
    environment = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ
    }
    ran = subprocess.run(
        [sys.executable, "-B", "-c", code, *arguments],
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def modules() -> list[str]:
    """All modules of the packages; ``__main__`` is a program."""
    names = []
    for package in PACKAGES:
        found = pkgutil.walk_packages([str(ROOT / package)], f"{package}.")
        names += [package, *(one.name for one in found if not one.name.endswith("__main__"))]
    return names


def test_the_check_sees_a_heavy_library(tmp_path: Path) -> None:
    assert run_python("import fugashi\n" + _SAY_WHAT_IS_LOADED, tmp_path).split() == ["fugashi"]


@pytest.mark.parametrize(
    "module",
    [
        "assistant.schema",
        "assistant.settings",
        "assistant.cli",
        "assistant.cli.status",
        "assistant.understand",
        "ingest.errors",
        "prompts",
    ],
)
def test_light_modules_load_no_heavy_library(module: str, tmp_path: Path) -> None:
    assert run_python(f"import {module}\n{_SAY_WHAT_IS_LOADED}", tmp_path).split() == []


@pytest.mark.parametrize("arguments", [["status"], ["--help"], ["no-such-command"]])
def test_light_commands_load_no_heavy_library(arguments: list[str], tmp_path: Path) -> None:
    code = f"from assistant.cli import run\nrun({arguments!r})\n{_SAY_WHAT_IS_LOADED}"
    printed = run_python(code, tmp_path, KEIKAKU_DATA_DIR=str(tmp_path / "data"))
    assert printed.splitlines()[-1] == ""


def test_the_service_and_the_commands_load_no_torch(tmp_path: Path) -> None:
    code = "import assistant.service, assistant.cli.ask, assistant.cli.ingest\n"
    loaded = run_python(code + _SAY_WHAT_IS_LOADED, tmp_path).split()
    assert not {"torch", "gradio", "chromadb", "onnxruntime"} & set(loaded)


NOT_FOR_A_QUESTION = (
    "torch",
    "sentence_transformers",
    "transformers",
    "sklearn",
    "onnx",
    "gradio",
    "matplotlib",
    "uvicorn",
)


def test_a_question_loads_no_torch(corpus_data_dir: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom assistant.cli import main\ntry:\n    main(['ask', 'DXとは何ですか'])\n"
        "except SystemExit as ended:\n    assert ended.code == 0\n"
        f"print(*sorted(set(sys.modules) & set({NOT_FOR_A_QUESTION!r})))\n"
        "print('onnxruntime' in sys.modules)\n"
    )
    printed = run_python(code, tmp_path, KEIKAKU_DATA_DIR=str(corpus_data_dir))
    assert printed.splitlines()[-2:] == ["", "True"]


def test_importing_makes_no_file_and_sets_no_variable(tmp_path: Path) -> None:
    cwd, home = tmp_path / "cwd", tmp_path / "home"
    cwd.mkdir()
    home.mkdir()
    ours = modules()
    assert {"assistant.ui", "assistant.api", "assistant.cli.serve", "ingest.vectors"} <= set(ours)
    assert run_python(_IMPORT_ALL, cwd, *ours, HOME=str(home)) == ""
    assert list(cwd.iterdir()) == []
    assert list(home.rglob("*")) == []


def test_importing_sets_no_variable_of_the_offline_list(tmp_path: Path) -> None:
    code = (
        "import os\nbefore = dict(os.environ)\nimport assistant.offline, assistant.cli\n"
        "assert dict(os.environ) == before\n"
        "assistant.offline.close_network()\n"
        "print(os.environ['HF_HUB_OFFLINE'], os.environ['ANONYMIZED_TELEMETRY'])\n"
    )
    assert run_python(code, tmp_path).split() == ["1", "False"]

"""Threads of numpy's products."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import numpy
from threadpoolctl import ThreadpoolController
from assistant.threads import one_thread_a_product
one_thread_a_product()
found = ThreadpoolController().select(internal_api="openblas").info()
print(max((one["num_threads"] for one in found), default=1))
"""


def test_a_product_takes_one_thread() -> None:
    # A process of its own: the setting is the process's.
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "1"

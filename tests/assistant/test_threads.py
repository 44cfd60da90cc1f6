"""Threads of numpy's products."""

from __future__ import annotations

import subprocess
import sys

from assistant import service
from assistant.threads import one_thread_a_product

_SCRIPT = """
import numpy
from threadpoolctl import ThreadpoolController
from assistant.threads import one_thread_a_product
blas = ThreadpoolController().select(internal_api="openblas")
blas.limit(limits=2)
before = [one["num_threads"] for one in blas.info()]
one_thread_a_product()
print(before, [one["num_threads"] for one in blas.info()])
"""


def test_a_product_takes_one_thread() -> None:
    # A process of its own: the setting is the process's.
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() in ("[2] [1]", "[2, 2] [1, 1]")


def test_the_assistant_asks_for_it() -> None:
    assert service.one_thread_a_product is one_thread_a_product

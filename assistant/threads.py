"""How many threads numpy's matrix products take: one each."""

from __future__ import annotations

from functools import cache


@cache
def one_thread_a_product() -> None:
    """Have each matrix product of numpy computed by the thread that asks for it, for the rest of the process.

    A question makes many small ones. Shared among threads each costs more in waking them, and they go on
    spinning on processors that the encoder and Chroma want: warm questions took 37 ms at the median with
    two threads and 26 with one. The OpenBLAS that numpy has loaded is asked, once; a numpy with another
    library is left as it is.
    """
    from threadpoolctl import ThreadpoolController  # sets a variable of the environment

    ThreadpoolController().select(internal_api="openblas").limit(limits=1)

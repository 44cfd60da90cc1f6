"""Fails if the installation brought CUDA along: town halls have no use for gigabytes of it."""

import sys
from importlib.metadata import distributions

heavy = sorted(
    name
    for distribution in distributions()
    if (name := distribution.metadata["Name"] or "").startswith(("nvidia-", "cuda-", "triton"))
)
if heavy:
    sys.exit(
        f"The installed torch is not the CPU build: it brought {', '.join(heavy)}. "
        "Offer pip the CPU wheel of torch 2.13.0 (--find-links), then: make clean serve"
    )

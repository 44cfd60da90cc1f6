"""What goes wrong with a language model, as errors with a sentence each."""

from __future__ import annotations

from ingest.errors import FailureError


class LanguageModelError(FailureError):
    """The language model gave no usable text; the plans can still be answered from.

    Keys: ``llm_timeout``, ``llm_unreachable``, ``llm_busy``, ``llm_failed``, ``llm_rejected``,
    ``llm_overflow``, ``llm_broke_off``, ``llm_malformed``.
    """

    @property
    def passing(self) -> bool:
        """Whether the same request may succeed a moment later (HTTP 429 and 5xx)."""
        return self.key in ("llm_busy", "llm_failed")

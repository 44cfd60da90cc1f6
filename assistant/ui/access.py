"""Who may change what the assistant knows. There are no accounts yet: it is a matter of place."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

import gradio as gr

from ingest.errors import UsageError

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Headers that tell that a proxy passes the request on for someone else."""


@dataclass(frozen=True)
class Access:
    """Whether documents may be added and deleted.

    Attributes:
        managing: True: by everyone; False: by nobody; None: by those who sit at the machine.
    """

    managing: bool | None = False

    @property
    def possible(self) -> bool:
        """Whether anyone may."""
        return self.managing is not False

    def may_manage(self, request: gr.Request) -> bool:
        """Whether whoever sent the request may."""
        if self.managing is not None:
            return self.managing
        forwarded = any(request.headers.get(name) for name in _FORWARDED)
        host = request.client.host if request.client else ""
        return not forwarded and is_loopback(host)

    def check(self, request: gr.Request) -> None:
        """Refuse whoever may not.

        Raises:
            UsageError: the sender may not.
        """
        if not self.may_manage(request):
            raise UsageError("managing_not_allowed")


def is_loopback(host: str) -> bool:
    """Whether an address is the machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

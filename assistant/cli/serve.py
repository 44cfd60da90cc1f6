"""``keikaku serve``: the chat page and the HTTP API."""

from __future__ import annotations

import errno
import ipaddress
import logging
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from assistant.cli import interface_language
from assistant.memory import give_back, keep_few_heaps
from assistant.offline import close_network
from assistant.settings import Settings, load_settings
from ingest.errors import FailureError, KeikakuError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.service import Assistant

_SECONDS_TO_FINISH = 2
"""How long a stopping server waits for pages that are still open."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=7860,
    show_default=True,
    help="Port to listen on; 0 is any free one.",
)
def serve(host: str, port: int) -> None:
    """Start the chat page and the HTTP API, and print their address."""
    close_network()
    keep_few_heaps()
    settings = load_settings()
    with _listen(host, port) as listener:
        from assistant.api import create_app
        from assistant.service import Assistant

        assistant = Assistant(settings)
        threading.Thread(target=_warm_up, args=(assistant,), daemon=True).start()
        _run(create_app(assistant, managing=_managing(settings, listener)), listener, host)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        FailureError: the port is taken, or the address cannot be used.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise FailureError(
            "address_unusable", host=host, port=port, reason=error.strerror
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise FailureError("port_taken", host=host, port=port) from error
        raise FailureError(
            "address_unusable", host=host, port=port, reason=error.strerror
        ) from error
    return listener


def _managing(settings: Settings, listener: socket.socket) -> bool | None:
    """Whether the page may change documents: as set, else only to those at the machine (None)."""
    if settings.manage_documents is not None:
        return settings.manage_documents
    own = ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback
    return None if own else False


def _warm_up(assistant: Assistant) -> None:
    """Load models before the first question; what is missing is said once, and on the page."""
    try:
        assistant.warm_up()
        give_back()
    except KeikakuError as error:
        click.echo(error.message(interface_language()), err=True)


def _run(app: FastAPI, listener: socket.socket, host: str) -> None:
    """Serve until interrupted; prints the address once requests are answered."""
    import uvicorn

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                click.echo(_address(host, listener.getsockname()[1]))

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # A page that is still open is cut off; uvicorn would log a traceback for each.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    with suppress(KeyboardInterrupt):
        Announcing(config).run(sockets=[listener])


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

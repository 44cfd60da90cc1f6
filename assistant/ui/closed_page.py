"""Keeps the page closed: the browser loads nothing, and sends nothing, beyond this server."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.ui.locale import accepted_language

# Gradio's page runs inline scripts and compiles templates, hence the two "unsafe" sources; they
# concern scripts of the page itself, and no other host is named anywhere.
_POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "media-src 'self' data: blob:; "
    "connect-src 'self'; "
    "worker-src 'self' blob:; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FOREIGN_META = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')
_LANGUAGE = re.compile(rb'(<html\s+lang=")[a-z-]*(")')


class ClosedPage:
    """ASGI middleware: adds the policy to every response; cleans the page of foreign addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Response(scope, send).send)


class _Response:
    """A response on its way: HTML is held back until it is whole, the rest is streamed."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            await self._hold(self._start, message)
            return
        await self._send(message)

    async def _hold(self, start: Message, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = _cleaned(self._body, self._scope)
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _cleaned(page: bytes, scope: Scope) -> bytes:
    """The page without link-preview tags, in the visitor's language."""
    headers = dict(scope["headers"])
    accepted = headers.get(b"accept-language", b"").decode("latin-1")
    language = accepted_language(accepted).encode("ascii")
    return _LANGUAGE.sub(rb"\g<1>" + language + rb"\2", _FOREIGN_META.sub(b"", page), count=1)

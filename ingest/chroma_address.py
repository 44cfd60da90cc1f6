"""The address of a Chroma server: a URL that may hold a path and a password."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from ingest.errors import StoreError

_PORTS = {"http": 8000, "https": 443}
"""The ports of a URL without one."""


@dataclass(frozen=True)
class ChromaAddress:
    """Where a Chroma server is, and how to be let in.

    Attributes:
        host, port, secure: of the server.
        path: what precedes its API, "" for nothing ("/chroma" behind a reverse proxy).
        headers: what each request carries; the user and password of the URL, if it has any.
    """

    host: str
    port: int
    secure: bool
    path: str
    headers: dict[str, str]

    @classmethod
    def of(cls, url: str) -> ChromaAddress:
        """The address that a URL gives.

        Raises:
            StoreError: it is none that a server can have.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError) as error:
            raise StoreError("chroma_url_invalid", url=without_password(url)) from error
        if not parts.hostname or parts.query or parts.fragment:
            raise StoreError("chroma_url_invalid", url=without_password(url))
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return cls(host, port, parts.scheme == "https", parts.path.rstrip("/"), _login(parts))


def without_password(url: str) -> str:
    """A URL as it may be shown and kept: without user and password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _login(parts: SplitResult) -> dict[str, str]:
    if parts.username is None:
        return {}
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {b64encode(login.encode('utf-8')).decode('ascii')}"}

from types import SimpleNamespace
from typing import Any

import pytest

from assistant.ui.access import Access, is_loopback
from ingest.errors import UsageError


def request(host: str = "127.0.0.1", **headers: str) -> Any:
    return SimpleNamespace(client=SimpleNamespace(host=host), headers=headers)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("10.0.0.5", False),
        ("0.0.0.0", False),
        ("", False),
        ("town.lg.jp", False),
    ],
)
def test_the_machines_own_addresses(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_by_default_only_who_sits_at_the_machine_may_manage() -> None:
    access = Access(None)
    assert access.may_manage(request())
    assert not access.may_manage(request("10.0.0.5"))
    assert not access.may_manage(request(**{"x-forwarded-for": "10.0.0.5"}))
    assert not access.may_manage(SimpleNamespace(client=None, headers={}))  # type: ignore[arg-type]


def test_a_setting_decides_for_everyone() -> None:
    assert Access(managing=True).may_manage(request("10.0.0.5"))
    closed = Access(managing=False)
    assert not closed.possible
    with pytest.raises(UsageError, match="KEIKAKU_MANAGE_DOCUMENTS"):
        closed.check(request())

"""A folder as a gateway: what goes out goes once, whenever its process dies."""

from pathlib import Path
from stat import S_IMODE

import pytest

from infra.edxml.folder import FolderGateway
from services.edxml.gateway import Verdict
from services.edxml.intake import poll
from services.stores import NoSuchFile
from tests.data.edxml_offices import desk, drop, names
from tests.data.edxml_packages import NEW
from tests.infra.edxml.deaths import Dead, dying_before


@pytest.fixture
def gateway(tmp_path):
    return FolderGateway(tmp_path)


def collected(folder: Path) -> int:
    """Take away what is in the outbox, as whoever carries it on does; return how much it was."""
    found = list((folder / "outbox").glob("*.edxml"))
    for one in found:
        one.unlink()
    return len(found)


def test_a_key_is_sent_once(gateway, tmp_path):
    assert [True, False, False] == [gateway.send("k", content) for content in (b"a", b"a", b"b")]
    assert b"a" == (tmp_path / "outbox" / "k.edxml").read_bytes()


def test_what_was_collected_is_not_sent_again(gateway, tmp_path):
    gateway.send("k", b"a")

    assert (1, False, 0) == (collected(tmp_path), gateway.send("k", b"a"), collected(tmp_path))


def test_the_outbox_can_be_read_by_our_group(gateway, tmp_path):
    gateway.send("k", b"a")

    assert 0o640 == S_IMODE((tmp_path / "outbox" / "k.edxml").stat().st_mode)


@pytest.mark.parametrize("step", range(1, 25))
def test_a_death_at_any_step_sends_once(gateway, tmp_path, step):
    with dying_before(step):
        gateway.send("k", b"a")
    before = collected(tmp_path)
    gateway.send("k", b"a")

    assert 1 == before + collected(tmp_path)


@pytest.mark.parametrize("step", range(1, 50))
def test_a_death_at_any_step_takes_once_and_answers_once(tmp_path, step):
    exchange, home = tmp_path / "exchange", tmp_path / "home"
    with desk(exchange, home) as first:
        drop(exchange, "a.edxml", NEW)
        with dying_before(step):
            list(poll(first))
    before = collected(exchange)
    with desk(exchange, home) as again:
        list(poll(again))
        taken = [entry.verdict for _, entry in again.received.entries()]

    assert ([Verdict.TAKEN], 1) == (taken, before + collected(exchange))
    assert (["a.edxml"], []) == (names(exchange, "done"), names(exchange, "inbox"))


def test_those_deaths_reach_to_the_end(gateway, tmp_path):
    reached = []
    with dying_before(1_000):
        gateway.send("k", b"a")
        reached.append("the end")
    with dying_before(1):
        gateway.send("l", b"a")
        reached.append("too far")

    assert ["the end"] == reached
    assert not isinstance(Dead(), Exception)


def test_nothing_of_what_never_came_is_kept(tmp_path):
    with desk(tmp_path / "a", tmp_path / "b") as empty:
        with pytest.raises(NoSuchFile):
            empty.received.content("0" * 64)
        assert [] == empty.received.entries()

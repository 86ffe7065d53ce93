"""The file of senders: read as it is written, refused with everything that is wrong."""

from pathlib import Path

import pytest

from infra.bus.senders import BadSenders, read_senders
from infra.foreseen import explain
from services.senders import Sender

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "bus-senders.toml"
ONE = """
[[senders]]
source = "urn:city"
actor = "city-system"
roles = ["clerk"]
units = ["288"]
types = ["vn.vinhdanh.order.paper.book.v1"]
capacity = "TM"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "bus-senders.toml"
    path.write_text(text)
    return path


def test_a_sender_is_read(tmp_path):
    types = frozenset({"vn.vinhdanh.order.paper.book.v1"})
    one = Sender("urn:city", "city-system", frozenset({"clerk"}), frozenset({"288"}), types, "TM")
    assert {"urn:city": one} == read_senders(written(tmp_path, ONE))


def test_the_example_can_be_used():
    assert len(read_senders(EXAMPLE)) >= 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("senders = 7", "Expected `array`"),
        ("senders = [", "Invalid value"),
        ("", "missing required field `senders`"),
        (ONE.replace("capacity", "rank"), "unknown field `rank`"),
        (ONE.replace("TM", "PP"), "Invalid enum value"),
        (ONE.replace("urn:city", "the city"), "sender 1: source"),
        (ONE + ONE, "sender 2: source"),
        (ONE.replace("city-system", ""), "sender 1: actor"),
        (ONE.replace("clerk", "operator"), "sender 1: operator is no role"),
        (ONE.replace("clerk", "service"), "sender 1: service is no role"),
        (ONE.replace("book.v1", "book.v9"), "there is no message"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path, text, told):
    with pytest.raises(BadSenders, match=told) as refused:
        read_senders(written(tmp_path, text))
    assert explain(refused.value)


def test_all_flaws_are_said_at_once(tmp_path):
    bad = ONE.replace("urn:city", "a b").replace("clerk", "service").replace("book.v1", "book.v9")
    with pytest.raises(BadSenders) as refused:
        read_senders(written(tmp_path, bad))
    assert 3 == len(explain(refused.value))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadSenders, match="No such file"):
        read_senders(tmp_path / "none.toml")

"""A paper as it goes out: the signer's name comes from the erasable store, or not at all."""

from datetime import date
from uuid import uuid5

import pytest

from api.commands.edxml_papers import paper
from services.stores import Claims, Name
from tests.builders import SPACE

SIGNER = uuid5(SPACE, "signer")
WHO = Claims("clerk", frozenset({"clerk"}), frozenset({"10531"}), "TM")
ROW = {
    "kind": "submission",
    "number": "112/TTr-UBND",
    "dated": date(2026, 3, 2),
    "unit": "10531",
    "to_unit": "288",
    "items": [],
    "capacity": "TM",
    "signer": str(SIGNER),
    "signer_position": None,
}


def test_the_name_is_written_while_it_is_known(house):
    house.people.add(SIGNER, "person", Name("Người Ký Mẫu"))
    known = paper((house, WHO), ROW, (), (), "Chủ tịch").signer
    house.people.erase(SIGNER)
    erased = paper((house, WHO), ROW, (), (), "Chủ tịch").signer

    assert ("Người Ký Mẫu", "") == (known.full_name, erased.full_name)
    assert ("TM", "Chủ tịch") == (erased.competence, erased.position)


@pytest.mark.parametrize("signer", ["leader.10531", str(uuid5(SPACE, "nobody"))])
def test_whom_the_store_does_not_know_is_not_named(house, signer):
    assert "" == paper((house, WHO), {**ROW, "signer": signer}, (), (), "").signer.full_name


def test_the_receivers_are_the_usual_ones_unless_others_are_named(house):
    assert ("288",) == paper((house, WHO), ROW, (), (), "").receivers
    assert ("30", "VN") == paper((house, WHO), ROW, (), ("30", "VN"), "").receivers

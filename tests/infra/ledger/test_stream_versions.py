"""What every ledger promises of versions: of many streams at once, and none is read for them."""

from uuid import uuid4

from tests.infra.writing import A, B, C, put


def test_versions_are_told_of_many_streams_at_once(ledger):
    assert {A: 0, B: 0} == ledger.versions([A, B])
    put(ledger, A, 0, 1, 2)
    put(ledger, B, 0, 3)
    assert {A: 2, B: 1, C: 0} == ledger.versions([A, B, C])
    assert {} == ledger.versions([])
    many = [A, *(uuid4() for _ in range(40))]
    assert [2, *[0] * 40] == list(ledger.versions(many).values())

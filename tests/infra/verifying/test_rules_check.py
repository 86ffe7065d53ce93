"""`verify` with the rules: a forged act in a store or an export, whose hashes all fit, is named."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from domain.proof.leaf import StoredFact
from infra.ledger.codec import Codec
from infra.ledger.ledger import open_ledger
from infra.proof.check import verify
from infra.proof.export import exported
from infra.settings import Settings
from infra.verifying.fact_shelf import KEPT, FactShelf
from infra.verifying.rules_check import rules_held, rules_hold
from services.ports import Append
from services.proofs import Asked
from services.redeciding.act import Fact, acts
from services.redeciding.means import NoMeans
from services.upkeep import CannotOpen
from services.verifying import Torn
from tests.honest_walks import walked
from tests.infra.tampering import Office
from tests.promises.test_rule_forgeries import rows
from tests.rule_forgeries import Forged, forgeries


@pytest.fixture(scope="module")
def honest() -> Sequence[Fact]:
    return tuple(walked().log)


@pytest.fixture(scope="module")
def forged(honest) -> Forged:
    return next(one for one in forgeries(honest) if one.how == "self-approval")


@pytest.fixture
def house(given):
    """Return the settings of a house in files."""
    return given()


def kept(log: Sequence[Fact], settings: Settings) -> Office:
    """Write a log into the store of a house, past all rules, and sign for it as the house would."""
    with closing(open_ledger(settings.address)) as ledger:
        for act in acts(log):
            parts = groupby(act.facts, key=lambda one: one.stream)
            ledger.append([_append(tuple(facts)) for _, facts in parts], act.envelope)
    office = Office(settings)
    with office.proofs() as proofs:
        proofs.checkpoint()
    return office


def _append(facts: tuple[Fact, ...]) -> Append:
    return Append(facts[0].stream, facts[0].version - 1, tuple(one.event for one in facts))


def export(settings: Settings, path: Path) -> Path:
    path.write_bytes(b"".join(exported(settings)))
    return path


def wrong(settings: Settings, file: Path | None = None) -> list[str]:
    return [one.seen for one in rules_hold(settings, file) if not one.ok]


def test_an_honest_log_is_accepted_again(house, honest, tmp_path):
    kept(honest, house)

    assert [] == wrong(house)
    assert [] == wrong(house, export(house, tmp_path / "log"))


def test_a_forged_act_is_named_where_no_hash_tells_of_it(house, forged, tmp_path):
    office = kept(forged.log, house)
    file = export(house, tmp_path / "log")

    assert {} == office.found()
    assert all(one.ok for one in verify(house, Asked(export=file)))
    for found in (wrong(house), wrong(house, file)):
        assert found[0].startswith(f"position {forged.at}, CaseAppraised in ")
        assert "own-nomination: nobody judges" in found[0]


@pytest.mark.postgres
def test_on_postgres_it_is_named_too(given, postgres_url, forged):
    house = given(DATABASE_URL=postgres_url)

    assert {} == kept(forged.log, house).found()
    assert wrong(house)[0].startswith(f"position {forged.at}, ")


def test_an_export_that_ends_early_is_not_what_was_signed(house, honest, tmp_path):
    kept(honest, house)
    file = export(house, tmp_path / "log")
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))

    found = [one.seen for one in verify(house, Asked(export=file)) if not one.ok]

    assert [f"the log ends at {len(honest) - 1}" in one for one in found] == [True]


@pytest.mark.parametrize("text", [b"{}\n", b"no line of ours\n"])
def test_a_file_that_is_no_export_is_told_with_its_line(house, tmp_path, text):
    file = tmp_path / "log"
    file.write_bytes(text)

    assert wrong(house, file) == ["1 rows that are no fact of ours, the first at 1"]
    (torn,) = (one for one in verify(house, Asked(export=file)) if "no export has" in one.seen)
    assert not torn.ok
    with pytest.raises(CannotOpen, match="cannot be read"):
        wrong(house, tmp_path / "none")


def test_rows_that_are_no_facts_are_told(honest):
    bad: list[StoredFact | Torn] = [
        Torn(1, "torn"),
        replace(rows(honest)[0], name="nobody.knows.v1"),
    ]

    found = [one.seen for one in rules_held(bad, NoMeans()) if not one.ok]

    assert ["2 rows that are no fact of ours, the first at 1"] == found


def test_what_was_not_asked_is_said(honest):
    older = [replace(one, envelope=replace(one.envelope, units=None)) for one in honest]

    found = {one.about: one for one in rules_held(rows(older), NoMeans())}

    assert found["rules"].ok
    assert "unit-foreign: " in found["rules not asked"].seen


def test_a_shelf_remembers_what_it_does_not_hold(honest, monkeypatch):
    monkeypatch.setattr("infra.verifying.fact_shelf.KEPT", 1)
    with FactShelf(Codec()) as shelf:
        for one, row in zip(honest, rows(honest), strict=True):
            shelf.bring(one.position, (row.name, row.content))
            shelf.add([one])
        streams = list(dict.fromkeys(one.stream for one in honest))
        found = shelf.read_many(streams)

    assert KEPT > 1
    for stream in streams:
        assert [one.event for one in honest if one.stream == stream] == [
            one.event for one in found[stream]
        ]


def test_a_shelf_knows_where_each_fact_stood(honest):
    with FactShelf(Codec()) as shelf:
        for one, row in zip(honest, rows(honest), strict=True):
            shelf.bring(one.position, (row.name, row.content))
        shelf.add(honest)
        places = [shelf.stream_at(one.position) for one in honest]
        nowhere = shelf.stream_at(len(honest) + 1)

    assert places == [one.stream for one in honest]
    assert nowhere is None

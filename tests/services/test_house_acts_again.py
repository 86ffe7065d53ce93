"""Forged acts on the house: a reform that nobody else agreed to is told, one of before is not."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

import pytest

from domain.facts import Event
from domain.house_acts.events import (
    HouseActAgreed,
    HouseActDone,
    HouseActProposed,
    RulesTakenOver,
    SecondPersonAsked,
)
from domain.house_acts.state import act_stream
from domain.reform.events import UnitsReorganised
from infra.rulebooks.reform_files import load_reform
from services.redeciding.act import Fact
from services.redeciding.cases import BEFORE
from services.redeciding.findings import Looked
from services.reform import apply, hand_of
from tests.builders import SPACE
from tests.forging_acts import otherwise
from tests.notebook import Notebook
from tests.plain_house import RULEBOOKS
from tests.redeciding import HOUSE, found
from tests.second_person import agree
from tests.services.test_reform import At

NOW = datetime(2026, 7, 3, 5, tzinfo=UTC)


def quiet(*_args: object) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def log() -> list[Fact]:
    """Return an honest log: proposed, agreed to, applied."""
    book, plan = Notebook(), load_reform("2025-07-01")
    agree(plan, book, NOW)
    apply(plan, hand_of("operator", plan, At(NOW), At(NOW), RULEBOOKS.forces()), book, quiet)
    return list(book.log)


def codes(log: list[Fact], seen: Looked | None = None) -> list[str]:
    """Return what is told of a log, its positions and versions made to fit."""
    versions: dict[object, int] = {}
    told = []
    for position, one in enumerate(log, 1):
        versions[one.stream] = versions.get(one.stream, 0) + 1
        told.append(replace(one, position=position, version=versions[one.stream]))
    return [one.code for one in found(told, HOUSE, seen)]


def without(log: list[Fact], *kinds: type) -> list[Fact]:
    return [one for one in log if not isinstance(one.event, kinds)]


def test_an_honest_log_is_not_blamed(log):
    assert [] == codes(log)
    assert {UnitsReorganised, HouseActDone} < {type(one.event) for one in log}


def test_a_reform_without_agreement_is_told(log):
    assert ["second-person-missing"] == codes(without(log, HouseActAgreed))
    assert ["second-person-missing"] == codes(without(log, HouseActAgreed, HouseActDone))
    assert ["incomplete"] == codes(without(log, HouseActDone))


def test_a_reform_of_before_the_rule_is_counted_and_not_blamed(log):
    seen = Looked()
    before = [one for one in log if isinstance(one.event, UnitsReorganised)]

    assert [] == codes(before, seen)
    assert 1 == seen.untold[BEFORE]
    asked = [one for one in log if isinstance(one.event, SecondPersonAsked)]
    assert ["second-person-missing"] == codes([*asked, *before])[-1:]


def test_an_agreement_by_the_first_person_is_told(log):
    mine = next(one.envelope for one in log if isinstance(one.event, HouseActProposed))
    forged = [
        replace(one, envelope=replace(one.envelope, actor=mine.actor))
        if isinstance(one.event, HouseActAgreed)
        else one
        for one in log
    ]
    assert "second-person-is-first" in codes(forged)


def swapped(log: list[Fact], kind: type, **changes: object) -> list[Fact]:
    """Return a log in which facts of a kind say something else."""
    return [
        replace(one, event=otherwise(one.event, **changes)) if isinstance(one.event, kind) else one
        for one in log
    ]


def test_another_digest_than_the_agreed_one_is_told(log):
    assert "house-act-differs" in codes(swapped(log, HouseActAgreed, digest="0" * 64))
    assert ["otherwise"] == codes(swapped(log, HouseActDone, agreed_by=("nobody",)))
    assert "house-act-days" in codes(
        swapped(log, HouseActProposed, expires_on=NOW.date().replace(year=2027))
    )


def test_what_is_done_by_no_order_is_told(log):
    alone = [one for one in log if not isinstance(one.event, UnitsReorganised)]
    assert ["rules-file-unknown"] == [one for one in codes(alone) if one == "rules-file-unknown"]


def test_a_file_of_rules_that_was_taken_over_too_late_is_told(log):
    file = act_stream("rules", "rules")
    late = _as(log[-1], RulesTakenOver("rules", "a" * 64), file)

    assert "second-person-missing" in codes([*log, late])


def _as(one: Fact, event: Event, stream: UUID) -> Fact:
    """Return another fact by the service, in an act of its own."""
    mine = replace(one.envelope, actor="service", roles=("service",), command=uuid5(SPACE, "late"))
    return replace(one, event=event, stream=stream, envelope=mine)

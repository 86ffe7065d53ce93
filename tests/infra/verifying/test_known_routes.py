"""Routes held to the rulebooks: of now, of earlier versions, of a folder; a made-up one is told."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from domain.ladder import Act, Ladder
from domain.nomination.commands import OpenNomination
from domain.nomination.events import Campaign, NominationOpened
from domain.rulebooks.award import Share
from infra.rulebooks.shelf import ROOT, load
from infra.verifying.known_routes import EARLIER, SHARE, as_pinned, versions
from infra.verifying.rules_means import HouseMeans
from services.redeciding.act import Fact
from services.redeciding.findings import Looked
from services.upkeep import CannotOpen
from tests.builders import APRIL, CASE, NOMINEE, WARD
from tests.forging_acts import otherwise
from tests.honest_lives import DAY, Life, officer
from tests.plain_house import CALENDARS, RULEBOOKS, UNITS
from tests.redeciding import HOUSE, found

REGIME, AWARD = "nd98-2023", "cstdtq"
ZEROS = "0" * 64


def given(award: str = AWARD) -> Ladder:
    """Return the route of an award for a case of the ward."""
    ladder = RULEBOOKS.ladder(award, WARD, APRIL + DAY)
    assert ladder is not None
    return ladder


def opened(ladder: Ladder) -> Sequence[Fact]:
    """Return a log in which a case was opened on a route."""
    life, own = Life(), officer("officer", "nominating-officer", WARD)
    nominee = replace(NOMINEE, kind=ladder.subjects[0])
    life.give(OpenNomination(CASE, own, nominee, WARD, "A", ladder))
    return life.log


def codes(ladder: Ladder, seen: Looked | None = None) -> list[str]:
    """Return what is said of an opening on a route."""
    return [one.code for one in found(opened(ladder), HOUSE, seen)]


def earlier() -> str:
    """Return the digest that the file of the award bore before."""
    return versions()[REGIME][AWARD][1]


@pytest.mark.parametrize("award", sorted(versions()[REGIME]))
def test_every_route_of_the_rulebooks_is_accepted_again(award):
    ladder = RULEBOOKS.ladder(award, WARD, APRIL + DAY)

    assert ladder is None or [] == codes(ladder)


def test_a_route_under_a_digest_that_nobody_knows_is_told():
    assert ["route-unknown"] == codes(replace(given(), digest=ZEROS))
    assert ["route-unknown"] == codes(replace(given(), award="gk-nobody"))
    assert ["route-unknown"] == codes(replace(given(), digest=given("cstdcs").digest))


def test_a_route_of_a_unit_that_never_was_is_told():
    (first, *rest) = opened(given())
    nowhere = replace(first, event=otherwise(first.event, unit="ward"))

    assert "route-unknown" == found([nowhere, *rest], HOUSE)[0].code


FORGED = (
    {"quorum": 9},
    {"unit": "elsewhere"},
    {"role": "passer-by"},
    {"act": Act.PUBLISH},
    {"working_days": 999},
    {"papers": ("a joke",)},
)


@pytest.mark.parametrize("other", FORGED, ids=str)
@pytest.mark.parametrize("digest", [given().digest, earlier()], ids=["now", "earlier"])
def test_a_step_that_the_rulebook_does_not_give_is_told(other, digest):
    steps = tuple(replace(one, **other) for one in given().steps)

    assert ["otherwise"] == codes(replace(given(), digest=digest, steps=steps))
    assert ["otherwise"] == codes(replace(given(), digest=digest, steps=given().steps[-1:]))
    assert ["otherwise"] == codes(replace(given(), digest=digest, subjects=("person", "tree")))


@pytest.mark.parametrize("field", ["papers", "conditions", "streaks"])
def test_papers_titles_and_conditions_are_those_of_the_file(field):
    assert getattr(given(), field)
    assert ["otherwise"] == codes(otherwise(given(), **{field: ()}))


def test_an_earlier_version_is_known_by_its_digest_and_what_is_believed_of_it_is_said():
    seen = Looked()

    assert [] == codes(replace(given(), digest=earlier(), conditions=()), seen)
    assert {EARLIER: 1} == seen.untold


def test_a_share_that_an_operator_set_is_believed_and_said():
    steps = tuple(replace(one, percent=one.percent and 70) for one in given().steps)
    seen = Looked()

    assert [] == codes(replace(given(), steps=steps), seen)
    assert {SHARE: 1} == seen.untold


def test_no_share_is_believed_below_a_confirmed_one():
    voted = next(one for one in given().steps if one.percent)
    fewer, law = replace(voted, percent=10), Share(90, "a law", confirmed=True)

    assert voted == as_pinned(fewer, voted, law)
    assert fewer == as_pinned(fewer, voted, replace(law, confirmed=False))


def test_a_folder_of_older_rulebooks_makes_its_routes_known(tmp_path):
    copytree(ROOT / REGIME, tmp_path / REGIME)
    file = tmp_path / REGIME / f"{AWARD}.toml"
    file.write_text(f"# as it was\n{file.read_text()}")
    book = HouseMeans(RULEBOOKS, CALENDARS, UNITS, [tmp_path])
    own = next(rule for _, rule in book._routes._older if rule.award.key == AWARD)
    older = replace(given(), digest=own.digest)

    assert ["route-unknown"] == codes(older)
    assert [] == found(opened(older), book)
    few = opened(replace(older, steps=older.steps[-1:]))
    assert ["otherwise"] == [one.code for one in found(few, book)]


@pytest.mark.parametrize("text", [None, "key = 1"])
def test_a_folder_that_holds_no_rulebook_cannot_be_used(tmp_path, text):
    if text:
        (tmp_path / REGIME).mkdir()
        (tmp_path / REGIME / "regime.toml").write_text(text)

    with pytest.raises(CannotOpen, match=str(Path(tmp_path))):
        HouseMeans(RULEBOOKS, CALENDARS, UNITS, [tmp_path])


def test_each_file_that_cases_rest_on_has_its_digest_among_the_versions():
    shelf, known = load(), versions()
    rules = [(rule.regime, rule.award.key, rule.digest) for rule in shelf.awards.values()]
    rules += [("movements", one.key, one.digest) for one in shelf.movements.values()]

    assert [] == [one for one in rules if one[2] not in known.get(one[0], {}).get(one[1], ())]


def test_a_movement_that_nobody_launched_is_told():
    first, *rest = opened(given())
    assert isinstance(first.event, NominationOpened)
    made_up = Campaign("ghost", ZEROS, "review", "anybody", ())
    forged = replace(first, event=replace(first.event, campaign=made_up))

    assert "movement-unknown" == found([forged, *rest], HOUSE)[0].code

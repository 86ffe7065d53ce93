"""What two wards may both want and one may have: a draft of each ward for every kind of key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from unicodedata import normalize
from uuid import UUID, uuid5

from domain.force import Forces, places_key
from domain.hand import Hand
from domain.ladder import Ladder
from domain.lineage import Lineage
from domain.nomination.basis import Basis, Entry
from domain.nomination.events import EvidenceAdded, NominationOpened, Nominee
from domain.nomination.keys import CERTIFICATE
from infra.rulebooks.reform_files import units_of_house
from tests.builders import LADDER, OFFICER, SPACE, WARD, opened, sha

WARDS = ("10531", "10507", "10510", "10513", "10514", "10516", "10525", "10534")
"""Real wards of one city; no two of the first eight racers are of one."""
HEIR, AFTER = "10532", date(2025, 7, 2)
"""The ward that carries the first one on, and a day on which it does."""
WHOLE = replace(LADDER, papers=())
LINEAGE = frozenset({"places"})


@dataclass(frozen=True)
class Entrant:
    """What a ward brings to a race: its hand, its draft, and the papers in it."""

    hand: Hand
    told: NominationOpened
    papers: tuple[EvidenceAdded, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of key: who brings what for it, and as what the others are refused."""

    code: str
    enters: Callable[[int, int], Entrant]


def plain(ward: int, race: int) -> Entrant:
    """Return a draft of a ward, of a nominee and in words of its own."""
    unit = WARDS[ward]
    nominee = Nominee(uuid5(SPACE, f"person of ward {unit}, race {race}"), "person", unit)
    words = f"As ward {unit} says in race {race}"
    steps = tuple(replace(one, unit=unit) if one.unit == WARD else one for one in LADDER.steps)
    ladder = replace(WHOLE, steps=steps)
    told = replace(opened, nominee=nominee, unit=unit, achievement=words, ladder=ladder)
    actor = f"officer of {unit}"
    hand = replace(OFFICER, actor=actor, units=frozenset({unit}))
    return Entrant(hand, replace(told, nominator=actor))


def shared(race: int, ward: int) -> Nominee:
    """Return the one person of a race, as a ward knows them."""
    return Nominee(uuid5(SPACE, f"person of race {race}"), "person", WARDS[ward])


def resting_on(basis: Basis, ward: int, race: int) -> Entrant:
    """Return a draft of a ward that rests on entries."""
    one = plain(ward, race)
    return replace(one, told=replace(one.told, basis=basis))


def of_an_entry(ward: int, race: int) -> Entrant:
    """Return a draft for an entry in a book: each ward knows the person otherwise."""
    return resting_on(Basis(achievement=Entry("31", 2025, str(race + 1))), ward, race)


def of_a_wording(ward: int, race: int) -> Entrant:
    """Return a draft for one deed of one person, in another spelling in every second ward."""
    words = f"Số hóa thủ tục đợt {race}"
    spelt = normalize("NFD", f"  {words.upper()} ") if ward % 2 else words
    one = plain(ward, race)
    return replace(one, told=replace(one.told, nominee=shared(race, ward), achievement=spelt))


def of_an_initiative(ward: int, race: int) -> Entrant:
    """Return a draft that counts an initiative, its number written in two ways."""
    number = f"{race + 1}{'/-'[ward % 2]}SK"
    return resting_on(Basis(initiatives=(Entry("31", 2025, number),)), ward, race)


def of_a_certificate(ward: int, race: int) -> Entrant:
    """Return a draft with one certificate, of an initiative that each ward calls otherwise."""
    named = Basis(initiatives=(Entry(WARDS[ward], 2025, f"{race + 1}/CN"),))
    paper = EvidenceAdded(sha(f"certificate {race}"), 9, "text/plain", CERTIFICATE, "original", "C")
    return replace(resting_on(named, ward, race), papers=(paper,))


def of_a_title(ward: int, race: int) -> Entrant:
    """Return a draft for the title of the year of one person."""
    return _of_one_person(ward, race, replace(WHOLE, award="cstdcs", yearly=True))


def of_a_state_form(ward: int, race: int) -> Entrant:
    """Return a draft for a form of the State for one person."""
    return _of_one_person(ward, race, replace(WHOLE, award="hcld3", state_form=True))


def _of_one_person(ward: int, race: int, route: Ladder) -> Entrant:
    one = plain(ward, race)
    ladder = replace(route, steps=one.told.ladder.steps)
    return replace(one, told=replace(one.told, nominee=shared(race, ward), ladder=ladder))


def of_a_place(ward: int, race: int) -> Entrant:
    """Return a draft for the one place of a ward, by that ward or by the one that carries it on."""
    one, award = plain(0, race), f"title-{race}"
    forces = Forces(places={places_key(award, WARDS[0], 2025): 1}, lineage=lineage())
    one = replace(one, hand=replace(one.hand, forces=forces))
    there = replace(one, told=replace(one.told, ladder=_named(one, award)))
    return _carried_on(one, award) if ward else there


def _carried_on(one: Entrant, award: str) -> Entrant:
    """Return the draft as the heir of the ward brings it, after the reform."""
    steps = tuple(
        replace(step, unit=HEIR) if step.unit == WARDS[0] else step
        for step in one.told.ladder.steps
    )
    nominee = Nominee(uuid5(SPACE, f"person of the heir, {award}"), "person", HEIR)
    ladder = replace(_named(one, award), steps=steps)
    words = f"As the heir says of {award}"
    hand = replace(one.hand, units=frozenset({HEIR}), effective_on=AFTER)
    there = replace(one.told, unit=HEIR, opened_on=AFTER, achievement=words, ladder=ladder)
    return replace(one, hand=hand, told=replace(there, nominee=nominee))


def _named(one: Entrant, award: str) -> Ladder:
    return replace(one.told.ladder, award=award)


@cache
def lineage() -> Lineage:
    """Return who carried whom on in the country, where places follow."""
    return Lineage(units_of_house(), LINEAGE)


KINDS: Mapping[str, Kind] = {
    "achievement-entry": Kind("achievement-taken", of_an_entry),
    "achievement": Kind("achievement-taken", of_a_wording),
    "initiative": Kind("initiative-used", of_an_initiative),
    "initiative-certificate": Kind("initiative-used", of_a_certificate),
    "title": Kind("title-taken", of_a_title),
    "state-form": Kind("second-state-form", of_a_state_form),
    "place": Kind("no-place-left", of_a_place),
}
"""By how a key begins: every kind that `domain/nomination/keys.py` makes."""


def case_of(kind: str, ward: int, race: int) -> UUID:
    """Return the case of a ward in a race for a kind of key."""
    return uuid5(SPACE, f"{kind} ward {ward} race {race}")

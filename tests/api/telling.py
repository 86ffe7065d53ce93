"""What may stand among the facts of a refusal, as the domain writes it there: codes and texts."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from api.text_words import text_words
from domain.council.policies import GROUNDS as INTERESTS
from domain.council.ranking import PRIORITIES
from domain.delegation.granting import ACTS as LENT
from domain.delegation.granting import LENT as CAPACITIES
from domain.hearing.access import GROUNDS as AGAINST
from domain.hearing.complain import OUTCOMES as SETTLED
from domain.hearing.consult import OPINIONS, SILENCES
from domain.hearing.required import CONFIRMATIONS, NAMESAKE
from domain.house_acts.policies import FILES, ROLES
from domain.house_acts.state import Stage
from domain.ladder import Act
from domain.nomination.basis import Commendation
from domain.nomination.holding import LETTERS
from domain.nomination.holds import GROUNDS as HOLDS
from domain.nomination.state import Opened
from domain.nominee_kinds import KINDS
from domain.personal.rules import GROUNDS as ANSWERS
from domain.refusal import listed
from domain.register.grounds import GROUNDS_OF
from domain.review.rules import GROUNDS as REVIEWS
from domain.review.standing import OUTCOMES as CONCLUDED

UNIT, AGENCY, ID, DIGEST = "10532", "POLICE", "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "ab" * 32
DAYS = frozenset(
    {"dated", "earlier", "expires_on", "until", "valid_until", "last_day", "came_on", "covers_to"}
    | {"since", "today", "in_force_from", "ended_on", "closes_on", "opens_on", "begins_on"}
    | {
        "comes_on",
        "discipline_ended_on",
        "due_on",
        "effective_on",
        "ends_on",
        "held_on",
        "opened_on",
    }
    | {"received_on", "recorded_on", "recovered_on", "restored_on"}
)
NUMBERS = frozenset(
    {"amount", "ballots", "days", "first", "handed_out", "held", "in_favour", "in_reach", "last"}
    | {"measured", "members", "most", "needed", "not_returned", "owed", "places", "positions"}
    | {"present", "seats", "taken", "taken_in", "target", "times", "verdict", "version", "year"}
    | {"working_days", "character"}
)
IDS = frozenset(
    {"case", "delegation", "holder", "honour", "nomination", "nominations", "ref", "request"}
    | {"session", "stream", "subject", "nonce"}
)
TEXTS = frozenset(
    {"complaint", "discipline", "inspection", "investigation", "issuer", "key", "letter", "number"}
    | {"objection", "open", "press", "receipt", "reference", "references", "remark", "finding"}
    | {"source", "why", "words", "part", "class"}
)
PEOPLE = frozenset({"person", "member"})
LEVELS = ("ward", "district", "province", "central")
POSITIONS = ("direct-worker", "leader")
UNITS = frozenset({"unit", "units", "may", "granted_by", "candidates", "successors", "old", "code"})
PLAIN = (
    (DAYS, ("2025-07-01",)),
    (NUMBERS, ("7",)),
    (IDS, (ID,)),
    (TEXTS, ("12/KN",)),
    (PEOPLE, ("officer.10532",)),
    (UNITS, (UNIT,)),
    (frozenset({"level", "own", "decided_at", "granted_at"}), LEVELS),
    (frozenset({"digest", "sha256", "evidence"}), (DIGEST,)),
    (frozenset({"nominee_position"}), (*POSITIONS, "not-recorded")),
)
RULEBOOKS = [tomllib.loads(path.read_text()) for path in Path("domain/rulebooks").glob("*/*.toml")]


def keys_of(sort: str) -> tuple[str, ...]:
    """Return the keys of all things of a sort in the rulebooks."""
    return tuple(sorted({one["key"] for book in RULEBOOKS for one in book.get(sort, ())}))


STEPS, CONDITIONS = keys_of("steps"), keys_of("conditions")
AWARDS = tuple(sorted({book["key"] for book in RULEBOOKS if "steps" in book}))
CHOICES = (
    *(LENT, CAPACITIES, OPINIONS, SILENCES, CONFIRMATIONS, ROLES, FILES, HOLDS, AGAINST),
    *(REVIEWS, INTERESTS, ANSWERS, SETTLED, CONCLUDED, PRIORITIES, LETTERS, KINDS),
)
OF: Mapping[str, tuple[str, ...]] = {
    "against": (*text_words()["about"],),
    "agency": (AGENCY, UNIT),
    "act": (*LENT, *ROLES, *(one.value for one in Act)),
    "annulled_on": ("2025-07-01", *frozenset().union(*GROUNDS_OF.values())),
    "award": AWARDS,
    "book": ("incoming", "outgoing"),
    "capacity": (*CAPACITIES,),
    "commendation": tuple(one.value for one in Commendation),
    "condition": (*CONDITIONS, f"{NAMESAKE}{ID}"),
    "confirmation": (*CONFIRMATIONS,),
    "criterion": ("contribution", "useful-initiative"),
    "field": ("achievement", "nominee_position", "signer_position", "legal_basis"),
    "file": (*FILES,),
    "from": ("2025-07-01", "nd98-2023"),
    "ground": (*HOLDS, *AGAINST, *REVIEWS, *INTERESTS, *frozenset().union(*GROUNDS_OF.values())),
    "kinds": (listed(KINDS),),
    "kind": (*KINDS, *LETTERS, *CONFIRMATIONS, *ROLES, "access", "correction", "erasure"),
    "movement": ("hai-duong-2025",),
    "nominee_class": ("individual", "ward-committee"),
    "occasion": ("annual",),
    "of": (f"cstdcs/{UNIT}/2025, cstdcs/10535/2025",),
    "opinion": (*OPINIONS,),
    "order": ("FileNomination", "AppraiseCase"),
    "outcome": (*SETTLED, *CONCLUDED),
    "paper": ("council-minutes", "proposal-letter"),
    "reason": ("below-standard", "vote-lost"),
    "reform": ("2025-07-01",),
    "regime": ("nd98-2023", "law06-2026"),
    "role": ("council-secretary", "nominating-officer"),
    "rule": (*PRIORITIES,),
    "silence": (*SILENCES,),
    "sort": ("identity-number", "phone-number", "email-address"),
    "stands": ("running", "concluded", "closed"),
    "state": (
        *(one.__name__ for one in get_args(Opened)),
        *(one.value for one in Stage),
        "called-off",
    ),
    "current": STEPS,
    "in_force": ("law06-2026",),
    "roles": ("council-secretary, leader",),
    "title": ("cstdcs",),
    "step": STEPS,
    "to": ("2026-07-01", "law06-2026"),
    "allowed": tuple(map(listed, CHOICES)),
    "known": tuple(map(listed, (POSITIONS, LEVELS, ("achievement-report", "award-decision")))),
    "lent": tuple(map(listed, (LENT, ("gk-phuong", "bk-tinh"), ("hai-duong-2025",), LEVELS))),
}


def told(place: str) -> tuple[str, ...]:
    """
    Return what may stand in a place.

    Raises:
        KeyError: nobody has said yet what stands there.
    """
    found = next((one for names, one in PLAIN if place in names), None)
    return found or OF[place]

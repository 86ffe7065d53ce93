"""What can be chosen in the form that opens a case: by the law of its day, for its unit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from domain.nomination.position import POSITIONS
from domain.nominee_kinds import KINDS
from domain.personal.particulars import SEXES
from web.dossier import Told, rows
from web.fields import AREA, DAY, LINE, RADIO, SELECT, Choice, Field, texts, worded
from web.ordering import Said
from web.words import called
from web.work import read, rows_of

Group = tuple[str, Sequence[Field]]


def begun_with(today: date) -> dict[str, str]:
    """Return the movement that runs today and its review, where there is one alone of each."""
    told, _ = read("/movements")
    running = [str(one["key"]) for one in rows_of(told) if is_open(one, today)]
    if len(running) != 1:
        return {}
    plan, _ = read(f"/movements/{running[0]}")
    reviews = [str(one["key"]) for one in rows(plan, "occasions") if is_open(one, today)]
    return {"movement": running[0], "occasion": reviews[0] if len(reviews) == 1 else ""}


def is_open(one: Told, day: date) -> bool:
    """Say whether a movement or a review is open on a day."""
    window = cast("Mapping[str, str]", one["window"])
    return window["opens_on"] <= day.isoformat() <= window["closes_on"]


def groups_of(said: Said, on: date, units: Sequence[str]) -> Sequence[Group]:
    """Return the fields of the form in their groups."""
    plans, _ = read("/movements")
    movements = rows_of(plans)
    known = [one for one in movements if one["key"] == said["movement"]]
    plan = read(f"/movements/{known[0]['key']}")[0] if known else {"occasions": (), "classes": ()}
    unit = said["unit"] if said["unit"] in units else "".join(units[:1])
    return (
        ("when", _when(movements, units)),
        ("what", _what(plan, _awards(unit, on))),
        ("who", _who(plan)),
        ("particulars", _particulars()),
    )


def _when(movements: Sequence[Told], units: Sequence[str]) -> Sequence[Field]:
    own = [Choice(one, called("unit", one)) for one in units]
    every = [texts(one["key"], one["names"]) for one in movements]
    return (
        Field("unit", SELECT, own),
        Field("effective_on", DAY),
        Field("receipt", LINE, needed=False),
        Field("movement", SELECT, every, needed=False),
    )


def _awards(unit: str, on: date) -> Sequence[Choice]:
    """Return the awards that a unit may propose by the law of a day, with whom each is for."""
    asked = {"on": on.isoformat(), **({"unit": unit} if unit else {})}
    told, _ = read("/awards", **asked)
    return [_award(cast("Told", one["award"])) for one in rows_of(told)]


def _award(award: Told) -> Choice:
    named = texts(award["key"], award["names"])
    subjects = cast("Sequence[str]", award["subjects"])
    for_whom = ", ".join(called("subject", one).lower() for one in subjects)
    return Choice(named.value, f"{named.vi} ({for_whom})", named.en)


def _what(plan: Told, awards: Sequence[Choice]) -> Sequence[Field]:
    occasions = [texts(one["key"], one["names"]) for one in rows(plan, "occasions")]
    review = [Field("occasion", SELECT, occasions)] if occasions else []
    return (*review, Field("award", SELECT, awards), Field("achievement", AREA))


def _who(plan: Told) -> Sequence[Field]:
    classes = [texts(one["key"], one["names"]) for one in rows(plan, "classes")]
    positions = worded("position", *POSITIONS)
    return (
        Field("nominee_kind", RADIO, worded("subject", *KINDS)),
        *([Field("nominee_class", SELECT, classes)] if classes else []),
        Field("nominee_name", LINE),
        Field("nominee_note", LINE, needed=False),
        Field("nominee_position", SELECT, positions, needed=False),
        Field("nominee_unit", LINE),
    )


def _particulars() -> Sequence[Field]:
    return (
        Field("identity_number", LINE, needed=False),
        Field("sex", SELECT, worded("sex", *SEXES), needed=False),
        *(Field(one, LINE, needed=False) for one in ("phone", "email", "address")),
    )

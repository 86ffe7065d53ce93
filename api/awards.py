"""Awards: what each regime gives, to whom, and the ladder a case of a unit would climb."""

from datetime import date
from typing import TypedDict

from werkzeug.wrappers import Response

from api.actor import today
from api.fields import Day, unit_code
from api.forms import Query, asked
from api.operations import Resource, reads
from api.problems import Problem
from api.reply import answer
from api.system import house
from domain.ladder import Ladder
from domain.nomination.authority import StepDropped, StepHanded
from domain.refusal import Kind, Refusal, Refused
from domain.rulebooks.award import AwardRule
from domain.rulebooks.words import PaperKind
from services.moved_powers import route_of_a_new_case

awards = Resource("awards", "Awards under the law of a day.", open_to_all=True)


class AwardList(TypedDict):
    """The awards of the regime of a day, and the kinds of paper that a file may hold."""

    items: list[AwardRule]
    paper_kinds: list[PaperKind]


class PowersMovedRow(TypedDict):
    """What a reform moved in a ladder: which steps go elsewhere or fall away, and by which law."""

    reform: str
    in_force_from: date
    reason: str
    handed: list[StepHanded]
    dropped: list[StepDropped]


class AwardShown(TypedDict):
    """
    An award, and its ladder for a case of the unit that was asked about.

    `moved` is what reforms have moved in it since the law of the day began, in their order.
    """

    rule: AwardRule
    ladder: Ladder | None
    moved: list[PowersMovedRow]


class AwardsQuery(Query):
    """The day whose law is asked about, and the unit whose case it would be."""

    on = Day(metadata={"description": "The day whose law counts; today if absent."})
    unit = unit_code()


AWARDS = AwardsQuery()


@awards.get("/awards")
@reads(AwardList, AWARDS)
def list_awards() -> Response:
    """List the awards that the law of a day knows, or those alone that a unit may propose."""
    query, told = AWARDS.load(asked()), house().catalogue
    on, unit = query.get("on") or today(), query.get("unit")
    given = [one for one in told.awards(on) if unit is None or _gives(one, unit, on)]
    return answer({"items": given, "paper_kinds": told.paper_kinds()})


def _gives(rule: AwardRule, unit: str, on: date) -> bool:
    """Say whether a case of a unit has a way to an award."""
    return house().rulebooks.ladder(rule.award.key, unit, on) is not None


@awards.get("/awards/<award>")
@reads(AwardShown, AWARDS, also=(404,))
def show_award(award: str) -> Response:
    """Show an award as the law of a day has it, with the ladder for a unit."""
    query = AWARDS.load(asked())
    on, unit_code = query.get("on") or today(), query.get("unit")
    rule = house().catalogue.award(award, on)
    if rule is None:
        raise Problem("award-unknown", "the law of that day has no such award")
    ladder = house().rulebooks.ladder(award, unit_code, on) if unit_code else None
    if unit_code and ladder is None:
        raise Refused(not_given(award, unit_code))
    return answer({"rule": rule, **_route(ladder, unit_code or "", on)})


def _route(ladder: Ladder | None, unit_code: str, on: date) -> dict[str, object]:
    """Return the ladder that a case of a unit would climb, and what reforms moved in it."""
    if ladder is None:
        return {"ladder": None, "moved": []}
    units = house().rulebooks.forces().lineage.units
    now, found = route_of_a_new_case(ladder, unit_code, on, units, house().ledger)
    moved = [
        PowersMovedRow(
            reform=one.reform,
            in_force_from=one.in_force_from,
            reason=one.reason,
            handed=list(one.handed),
            dropped=list(one.dropped),
        )
        for one in found
    ]
    return {"ladder": now, "moved": moved}


def not_given(award: str, unit_code: str) -> Refusal:
    """Say that the unit has no way to the award."""
    facts = {"award": award, "unit": unit_code}
    return Refusal("award-not-given", Kind.INVALID, "the award is not given there that day", facts)

"""A newer regime for an open case: what it would change, and the act that chooses it."""

from typing import TypedDict
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import handed_over, version_is_named
from api.conditions import etag
from api.fact_names import Names, names_of
from api.fields import rule_key, why
from api.forms import Act, Query, asked, sent
from api.nomination.verdict_shapes import BrokenRule, broken_rules
from api.operations import TAGGED, Resource, acts, reads
from api.reply import answer
from api.shapes import Receipt
from api.system import house
from api.trace import POSITION
from domain.nomination.favour import Difference
from domain.rulebooks.regime import Favour
from services.favourable import Foreseen, foreseen, known_regime, ordered, told
from services.receipts import Receipt as Stands

favourable = Resource("favourable", "A newer regime for an open case, where it is more favourable.")


class RegimeQuery(Query):
    """Which regime the case is held against."""

    regime = rule_key(required=True)


class RegimeForm(Act):
    """Let the case go on under a newer regime, and say why it is more favourable."""

    regime = rule_key(required=True)
    reason = why()


class StepShown(TypedDict):
    """A step still ahead."""

    key: str
    level: str
    act: str
    role: str
    unit: str


class ForeseenShown(TypedDict):
    """
    What a regime would mean for a case, and what keeps this caller from choosing it.

    `favour` is the transition rule that lets it, null where none does; `steps` are the way from
    then on.
    """

    nomination: UUID
    version: int
    was: str
    regime: str
    allowed: bool
    favour: Favour | None
    broken: list[BrokenRule]
    differences: list[Difference]
    steps: list[StepShown]


class RegimeReceipt(Receipt):
    """Where the choice stands, and in what the case differs from what it was."""

    differences: list[Difference]


ASKED, CHOICE = RegimeQuery(), RegimeForm()


@favourable.get("/nominations/<uuid:nomination>/favourable")
@reads(ForeseenShown, ASKED, headers=TAGGED, also=(404, 503))
def show_favourable(nomination: UUID) -> Response:
    """Say what a newer regime would change for the case, and what keeps one from choosing it."""
    system = house()
    regime = known_regime(ASKED.load(asked())["regime"], system.catalogue)
    found = foreseen(nomination, regime, hand(None), system.ledger, system.rulebooks)
    shown = foreseen_shown(nomination, found, names_of(system))
    return answer(shown, headers={"ETag": etag(found.version)})


@favourable.post("/nominations/<uuid:nomination>/regime")
@acts(RegimeForm, shape=RegimeReceipt)
def choose_regime(nomination: UUID) -> Response:
    """Let the case go on under a newer regime; for who appraises it, before the decision."""
    system, body = house(), CHOICE.load(sent())
    regime, by = known_regime(body["regime"], system.catalogue), hand(body.get("effective_on"))
    parts = body["reason"], system.ledger, system.rulebooks
    version_is_named()
    receipt = handed_over(ordered(nomination, regime, by, *parts))
    headers = {"ETag": etag(receipt.version), POSITION: str(receipt.position)}
    return answer(receipt_shown(receipt), headers=headers)


def receipt_shown(receipt: Stands) -> RegimeReceipt:
    """Return where the choice stands, and in what the case differs."""
    fact = told(receipt.stream, receipt.version, house().ledger)
    found = list(fact.differences) if fact else []
    return {"id": receipt.stream, "version": receipt.version, "differences": found}


def foreseen_shown(nomination: UUID, found: Foreseen, names: Names) -> ForeseenShown:
    """Return what is foreseen as it is told."""
    return {
        "nomination": nomination,
        "version": found.version,
        "was": found.was,
        "regime": found.regime,
        "allowed": not found.broken,
        "favour": found.favour,
        "broken": broken_rules(found.broken, names),
        "differences": list(found.differences),
        "steps": [
            {
                "key": one.key,
                "level": one.level,
                "act": one.act.value,
                "role": one.role,
                "unit": one.unit,
            }
            for one in found.steps
        ],
    }

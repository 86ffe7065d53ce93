"""The page of a decision: a paper that grants this case, and others that wait for it as well."""

from collections.abc import Sequence
from uuid import UUID

from web.act_forms import DECISION, TOGETHER, body_of
from web.dossier import Told
from web.fields import AREA, LINE, SEVERAL, Choice, Field
from web.house import Order
from web.ordering import Said
from web.words import called, words
from web.work import read, rows_of

PLACE, MOST = "/decisions", "100"


def fields_of_decision(case: Told, _: Said) -> Sequence[Field]:
    """Return what is asked of a decision."""
    return [
        Field("number", LINE),
        Field("signer_position", LINE),
        Field("legal_basis", AREA),
        Field(TOGETHER, SEVERAL, waiting_beside(case), needed=False),
    ]


def waiting_beside(case: Told) -> list[Choice]:
    """Return the other cases that wait at the step of one, the first opened first."""
    step, unit = str(case["step"]), str(case["step_unit"])
    told, _ = read("/nominations", state="at-step", step=step, step_unit=unit, limit=MOST)
    return [_named(one) for one in rows_of(told) if one["nomination"] != case["nomination"]]


def _named(case: Told) -> Choice:
    name = case["nominee_name"] or words()["page"]["no-name"]["vi"]
    return Choice(str(case["nomination"]), f"{name}, {called('award', case['award'])}")


def decision(nomination: UUID, said: Said) -> Order:
    """Return the order: the paper is of the unit of the last step of the case."""
    case, _ = read(f"/nominations/{nomination}")
    told = body_of(DECISION, {**said, "step": ""})
    others = str(said[TOGETHER]).split()
    granted = {"unit": case["step_unit"], "nominations": [str(nomination), *others]}
    return Order({**told, **granted}, None, said["key"], said["by"])

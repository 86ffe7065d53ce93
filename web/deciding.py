"""The page of a decision: a paper that grants this case, and others that wait for it as well."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from web.act_forms import DECISION, TOGETHER, body_of
from web.beside_case import NOTHING_BESIDE, chosen, of_whom, told_of, waiting_beside
from web.dossier import Told
from web.fields import AREA, LINE, SEVERAL, Field
from web.house import Answer, Order
from web.ordering import DONE, NOT_SO, STALE, Reasons, Said, ordered, reasons_of
from web.words import hinted, words
from web.work import read, rows_of

PLACE = "/decisions"
AT_STEP, GRANTED, DECIDES = "at-step", "granted", "decide"


def fields_of_decision(case: Told, _: Said) -> Sequence[Field]:
    """Return what is asked of a decision."""
    found, more = waiting_beside(case) if waits(case) else NOTHING_BESIDE
    how = hinted("together-more", shown=len(found)) if more else None
    return [
        Field("number", LINE),
        Field("signer_position", LINE),
        Field("legal_basis", AREA),
        Field(TOGETHER, SEVERAL, [told_of(one) for one in found], needed=False, how=how),
    ]


def waits(case: Told) -> bool:
    """Say whether a case waits for a decision."""
    return case["state"] == AT_STEP and case["act"] == DECIDES


def decided(nomination: UUID, said: Said) -> Answer:
    """
    Give the order, and return what is answered: the paper is of the unit of the case's last step.

    Of what was granted meanwhile the API tells whether it was by this very page.
    """
    case, _ = read(f"/nominations/{nomination}")
    if case["state"] != GRANTED and (kept := _kept(case, said)):
        return kept
    others = [one for one, _ in chosen(said)]
    granted = {"unit": case["step_unit"], "nominations": [str(nomination), *others]}
    body = {**body_of(DECISION, {**said, "step": ""}), **granted}
    status, told, headers = ordered(PLACE, Order(body, None, said["key"], said["by"]))
    if status in DONE:
        return status, told, headers
    return status, {**told, "reasons": of_whom(reasons_of(told), case)}, headers


def _kept(case: Told, said: Said) -> Answer | None:
    """Return what keeps the order from being given at all, None where nothing does."""
    told, _ = read(f"/nominations/{case['nomination']}/acts")
    if said["seen"] != str(told["version"]):
        return STALE, {"reasons": [_reason("stale")]}, {}
    if not waits(case):
        broken = [one for one in rows_of(told) if one["act"] == DECISION]
        return NOT_SO, {"reasons": reasons_of(broken[0], "broken")}, {}
    wrong = list(_changed(case, said))
    return (STALE, {"reasons": wrong}, {}) if wrong else None


def _changed(case: Told, said: Said) -> Iterator[Mapping[str, object]]:
    """Yield which of the others do not wait there any more, or are not as they were shown."""
    if not chosen(said):
        return
    found = {str(one["nomination"]): one for one in waiting_beside(case)[0]}
    for one, seen in chosen(said):
        if one not in found:
            yield _reason("together-gone", asked=TOGETHER)
        elif seen != str(found[one]["version"]):
            about = _reason("stale", facts={"nomination": one})
            yield of_whom([about], case)[0]


def _reason(key: str, **more: object) -> Mapping[str, object]:
    return {"code": "version-stale", "says": words()["page"][key], **more}


def is_of_the_page(reasons: Reasons) -> bool:
    """Say whether what is in the way is of the page itself, not of a case chosen beside it."""
    return all(one.get("asked") != TOGETHER for one in reasons)

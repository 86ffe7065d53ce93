"""The cases that wait beside one for the same decision: which they are, and how they are told."""

from collections.abc import Mapping
from typing import cast

from flask import url_for

from web.act_forms import DECISION, TOGETHER
from web.dossier import Told
from web.fields import Choice
from web.ordering import Reasons, Said, reasons_of
from web.words import called, day, words
from web.work import Rows, cursor_of, read, rows_of

MOST = "50"
"""How many are offered: of each it is asked whether it may be decided."""
NOTHING_BESIDE: tuple[Rows, bool] = ((), False)


def waiting_beside(case: Told) -> tuple[Rows, bool]:
    """Return the other cases at the step of one, the first opened first; and if there are more."""
    step, unit = str(case["step"]), str(case["step_unit"])
    told, headers = read("/nominations", state="at-step", step=step, step_unit=unit, limit=MOST)
    others = [one for one in rows_of(told) if one["nomination"] != case["nomination"]]
    return others, cursor_of(headers) is not None


def told_of(one: Told) -> Choice:
    """Return a case to choose, as it stands now; with the first reason why it may not be."""
    key = str(one["nomination"])
    told, _ = read(f"/nominations/{key}/acts")
    found = [act for act in rows_of(told) if act["act"] == DECISION]
    kept = not any(act["allowed"] for act in found)
    why = cast("Mapping[str, str]", reasons_of(found[0], "broken")[0]["says"]) if kept else None
    unit, opened = called("unit", one["unit"]), day(one["opened_on"])
    text = (
        f"{name_of(one)}, {called('award', one['award'])}; {unit}, {opened}: {one['achievement']}"
    )
    there = url_for("case_page.show_case", nomination=key)
    return Choice(f"{key}:{one['version']}", text, why=why, there=there)


def chosen(said: Said) -> list[tuple[str, str]]:
    """Return which others were chosen, each with the version in which the page showed it."""
    parts = [one.partition(":") for one in said[TOGETHER].split()]
    return [(key, version) for key, _, version in parts]


def name_of(one: Told) -> str:
    """Return how the nominee of a case is called."""
    return str(one["nominee_name"] or words()["page"]["no-name"]["vi"])


def of_whom(reasons: Reasons, case: Told) -> Reasons:
    """Return reasons; one about another case than that of the page says first about which."""
    if all(about(one) in (None, case["nomination"]) for one in reasons):
        return reasons
    names = {str(one["nomination"]): name_of(one) for one in waiting_beside(case)[0]}
    return [_named(one, names) for one in reasons]


def about(reason: Told) -> str | None:
    """Return which case a reason is about, None where it is about none."""
    return cast("Mapping[str, str]", reason.get("facts", {})).get("nomination")


def _named(reason: Told, names: Mapping[str, str]) -> Told:
    name = names.get(about(reason) or "")
    if name is None:
        return reason
    says = cast("Mapping[str, str]", reason["says"])
    told = {language: f"{name}: {text}" for language, text in says.items()}
    return {**reason, "asked": TOGETHER, "says": told}

"""The notices of the history with the names of role, unit and step, as people call them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from domain.rulebooks.words import Vocabulary
from domain.units import Units
from projections.columns import Row
from projections.notice_words import sentence_en, sentence_vi, when_en, when_vi

NOTICES = {"reminder-issued": True, "case-escalated": False}


def with_notices(found: Sequence[Row], units: Units, words: Vocabulary) -> list[Row]:
    """Say each notice among acts with names in the place of codes."""
    return [_said(row, units, words) if row["kind"] in NOTICES else row for row in found]


def _said(row: Row, units: Units, words: Vocabulary) -> Row:
    """Return one act with its sentence."""
    detail = cast("Mapping[str, str]", row["detail"])
    due, on = date.fromisoformat(detail["due_on"]), cast("date", row["effective_on"])
    unit = units.unit(detail["unit"], on)
    where, reminder = unit.name if unit else detail["unit"], NOTICES[str(row["kind"])]
    role = {one.key: one.names for one in words.roles}.get(detail["role"])
    act = {one.key: one.names for one in words.acts}.get(detail["step"].rpartition("-")[2])
    vi = role.vi if role else detail["role"], where, act.vi if act else detail["step"]
    en = role.en if role else detail["role"], where, act.en if act else detail["step"]
    text = {
        "vi": f"{sentence_vi(*vi, reminder=reminder)} {when_vi(due, on)}",
        "en": f"{sentence_en(*en, reminder=reminder)} {when_en(due, on)}",
    }
    return {**row, "detail": {**detail, "text": text}}

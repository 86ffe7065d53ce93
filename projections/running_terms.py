"""A question of the inbox: which terms run, end by a day, and what was said of them?"""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from projections.desk import BY
from projections.inbox_rows import inbox


def ending_by(last: date) -> Select[UUID, str, date, list[str]]:
    """Ask for the steps whose term ends on *last* or before, the oldest first."""
    found = select(inbox.c.nomination, inbox.c.step, inbox.c.due_by, inbox.c.told)
    return found.where(inbox.c.kind == "act", inbox.c.due_by <= last).order_by(*BY)

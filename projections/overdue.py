"""A question of the inbox: which terms have run out while a case waited?"""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from projections.inbox import BY
from projections.inbox_rows import inbox


def overdue(today: date) -> Select[UUID, str, date]:
    """Ask for the steps whose last day was before *today*, the oldest first."""
    late = select(inbox.c.nomination, inbox.c.step, inbox.c.due_by)
    return late.where(inbox.c.kind == "act", inbox.c.due_by < today).order_by(*BY)

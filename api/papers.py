"""Papers that went out under a number, whatever their kind."""

from uuid import UUID

from api.problems import Problem
from api.views import one
from projections.columns import Row
from projections.documents import document


def paper(kind: str, key: UUID) -> Row:
    """
    Return a paper of one kind with its items.

    Raises:
        Problem: there is none, or it is of another kind.
    """
    unknown = f"{kind}-unknown"
    found = one(document(key), unknown)
    if found["kind"] != kind:
        raise Problem(unknown, f"there is no such {kind}")
    return found

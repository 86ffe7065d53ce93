"""The points of evaluators as a page tells them: who gave how many, and what each counts."""

from collections.abc import Sequence

from web.act_forms import SCORE
from web.dossier import Told, rows
from web.work import read


def weights(act: str, case: Told) -> Sequence[Told]:
    """Return how much the points of each role count, by the plan of the movement of a case."""
    if act != SCORE or case["movement"] is None:
        return ()
    plan, _ = read(f"/movements/{case['movement']}")
    return rows(plan, "scoring")

"""An answer to an act on the house of others is told nothing of it, not even its version."""

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import request

from api.actor import hand
from api.house_act.told import none_such
from domain.house_acts.policies import the_hand_reads_it
from domain.house_acts.state import HOUSE_ACT
from domain.refusal import Refusal
from services.histories import Histories

if TYPE_CHECKING:
    from api.system import System


def unread_house_act(system: "System") -> Refusal | None:
    """Return what is said of nothing where an answer at another version is to what is not read."""
    act = (request.view_args or {}).get("act")
    if act is None:
        return None
    mine, said = hand(None), Histories(system.ledger).of(HOUSE_ACT, act).said
    lent = system.views.lent_to(mine.actor, mine.effective_on)
    others = (
        replace(mine, roles=frozenset({role}), units=frozenset({unit})) for role, unit in lent
    )
    reads = said is not None and any(not the_hand_reads_it(by, said) for by in (mine, *others))
    return None if reads else none_such(act)

"""Paths of cases for the tests of the auditor's rules, told deed by deed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain.audit.finding import Limit, Limits
from domain.audit.on_a_path import ON_A_PATH
from domain.audit.path import OWN, Deed, Path, Rung
from tests.builders import CASE, NOON

RUNGS = (
    Rung("look", "ward", "secretary", "review"),
    Rung("send", "ward", "leader", "submit"),
    Rung("weigh", "province", "appraiser", "appraise"),
    Rung("vote", "province", "secretary", "vote"),
    Rung("sign", "province", "leader", "decide"),
)
TWO = (Rung("look", "ward", "secretary", "review", quorum=2), *RUNGS[1:])
PAST = (Rung("ask", "", "EMPLOYEE"), Rung("check", "", "OFFICE"), Rung("sign", "", "CHIEF"))
SEEN = Limits(*(Limit(one, "house rule", confirmed=False) for one in (60, 30, 3, 4, 15, 200)))
ROLES = {"look": "secretary", "send": "leader", "weigh": "appraiser", "vote": "secretary"}
NOMINEE = str(UUID(int=7))


class Told:
    """A path, deed after deed, an hour between them; positions count from 1."""

    def __init__(self, *, source: str = OWN, rungs: tuple[Rung, ...] = RUNGS) -> None:
        """Open a case."""
        self._source, self.deeds = source, [Deed(1, "opened", NOON.date(), NOON, rungs=rungs)]
        if source == OWN:
            self.deeds = []
            self.did("opened", by="officer", rungs=rungs)

    def did(self, kind: str, step: str | None = None, *, by: str = "", **more: Any) -> "Told":
        """Add a deed; who acts at a step has its role, unless `roles` says otherwise."""
        at = more.pop("at", NOON + timedelta(hours=len(self.deeds)))
        role = ROLES.get(step or "", "leader")
        told: dict[str, Any] = {
            "roles": (role,),
            "persons": tuple(by.split()),
            "on": at.date(),
            **more,
        }
        self.deeds.append(Deed(len(self.deeds) + 1, kind, at=at, step=step, **told))
        return self

    def path(self) -> Path:
        """Return what was told."""
        return Path(CASE, self._source, "ward", NOMINEE, tuple(self.deeds))

    def odd(self, rule: str) -> list[tuple[tuple[int, ...], dict[str, str]]]:
        """Return what a rule finds: positions and facts."""
        return [(one.positions, dict(one.facts)) for one in ON_A_PATH[rule](self.path(), SEEN)]

    def at(self, rule: str) -> list[tuple[int, ...]]:
        """Return the positions that a rule finds."""
        return [positions for positions, _ in self.odd(rule)]


def climbed(*, due_on: date | None = None) -> Told:
    """Tell of a case that went all the way, each by somebody else."""
    told = Told().did("filed", "look", by="officer", due_on=due_on)
    told.did("endorsed", "look", by="anh").did("passed", "look", by="anh", next_step="send")
    told.did("forwarded", "send", by="binh", next_step="weigh")
    told.did("received", "weigh", by="clerk").did("appraised", "weigh", by="chi")
    told.did("passed", "weigh", by="chi", next_step="vote")
    told.did("voted", "vote", by="dung").did("passed", "vote", by="dung", next_step="sign")
    return told.did("granted", "sign", by="em")

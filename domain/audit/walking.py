"""A walk along the deeds of a case: which ladder holds, where the case is, who agreed there."""

from dataclasses import dataclass, field
from itertools import pairwise

from domain.audit.path import Deed, Rung

ENDS = frozenset({"granted", "refused", "withdrawn"})
AGREEING = {"review": "endorsed", "appraise": "appraised", "vote": "voted"}
"""By what kind of deed a step is passed, for acts that nothing but a deed passes."""

OUT_OF_TURN = "another step comes next"


@dataclass(slots=True)
class Walking:
    """`came` is the position of the deed that brought the case where it is."""

    rungs: tuple[Rung, ...] = ()
    at: str | None = None
    came: int | None = None
    ended: Deed | None = None
    agreed: list[str] = field(default_factory=list)

    def rung(self, step: str | None) -> Rung | None:
        """Return a step of the ladder as it is here, None where it has none such."""
        return next((one for one in self.rungs if one.key == step), None)

    def take(self, deed: Deed) -> None:
        """Go on by one deed."""
        self.rungs = deed.rungs or self.rungs
        match deed.kind:
            case "filed" | "received" | "supplemented":
                self._arrive(deed.step, deed)
            case "passed" | "forwarded":
                self._arrive(deed.next_step, deed)
            case "regime-chosen" | "rerouted":
                self._rerouted(deed)
            case "endorsed" | "appraised" | "voted":
                self.agreed.append(deed.kind)
        if deed.kind in ENDS:
            self.ended = deed
        elif deed.kind == "filed":
            self.ended = None

    def _arrive(self, step: str | None, deed: Deed) -> None:
        self.at, self.came, self.agreed = step, deed.position, []

    def _rerouted(self, deed: Deed) -> None:
        if deed.next_step or (self.at and deed.step != self.at):
            self._arrive(deed.step, deed)

    def skips(self, deed: Deed) -> str | None:
        """Say what was left out before *deed*, None where nothing was."""
        if deed.kind == "filed":
            return None if deed.step == self.rungs[0].key else OUT_OF_TURN
        if deed.kind not in {"passed", "forwarded", "granted"}:
            return None
        if deed.step != self.at or deed.next_step != self._above(deed.step):
            return OUT_OF_TURN
        return "too few agreed" if self._lacks(deed) else None

    def _above(self, step: str | None) -> str | None:
        """Return the step that comes after *step*, None after the last."""
        return next((b.key for a, b in pairwise(self.rungs) if a.key == step), None)

    def _lacks(self, deed: Deed) -> bool:
        """Say whether a step is passed without what it asks for."""
        rung = self.rung(deed.step)
        if deed.kind != "passed" or rung is None or rung.act not in AGREEING:
            return False
        needed = rung.quorum if rung.act == "review" else 1
        return self.agreed.count(AGREEING[rung.act]) < needed

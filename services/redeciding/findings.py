"""What deciding again finds: facts that should not have been accepted, and what nobody can say."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from services.redeciding.act import Act, Fact
from services.redeciding.under_review import Openings


@dataclass(frozen=True, slots=True)
class Broken:
    """
    A fact that should not stand: where, in which act, by the code of which rule, and why.

    Beside the codes of refusals there are eight: `otherwise` and `incomplete` where an order of
    that kind writes other facts, `unfounded` where none writes it, `hand-differs`, `units-missing`,
    `capacity-differs` and `receipt-differs`, and `route-unknown` where no rulebook known gave the
    route.
    """

    position: int
    stream: UUID
    act: str
    code: str
    detail: str

    def __str__(self) -> str:
        return f"position {self.position}, {self.act} in {self.stream}: {self.code}: {self.detail}"


def broken(fact: Fact, code: str, detail: str) -> Broken:
    """Return what is wrong with a fact."""
    return Broken(fact.position, fact.stream, type(fact.event).__name__, code, detail)


@dataclass(slots=True)
class Looked:
    """
    How much was decided again: facts, acts, those found wrong.

    `untold` counts facts and acts that were not, by what the facts do not say; `unseen` counts acts
    that were, but for one rule; `unreadable` are positions of rows that are no facts. `tainted` are
    streams that something nobody here knows was put on, `resting` the acts on them, by what it is.
    `units_since` is where the log began to say the units of a hand, `capacity_since` where the
    capacity of each act, `late_since` where cases began to get with their opening what reforms gave
    others, `off_agendas_since` where reforms began to take cases off agendas, `let_go_since` where
    returns began to let kept counts go, `reviews` what was opened.
    """

    facts: int = 0
    acts: int = 0
    wrong: int = 0
    untold: Counter[str] = field(default_factory=Counter)
    unseen: Counter[str] = field(default_factory=Counter)
    unreadable: list[int] = field(default_factory=list)
    tainted: dict[UUID, str] = field(default_factory=dict)
    resting: dict[str, list[int]] = field(default_factory=dict)
    units_since: int = 0
    capacity_since: int = 0
    late_since: int = 0
    off_agendas_since: int = 0
    let_go_since: int = 0
    reviews: Openings = field(default_factory=Openings)

    def note_what_rests(self, act: Act) -> None:
        """Note an act on a stream that rests on what nobody here knows."""
        if not self.tainted:
            return
        held = [one for one in reversed(act.facts) if one.stream in self.tainted]
        on = {self.tainted[one.stream]: one for one in held}
        for why, fact in on.items():
            self.resting.setdefault(why, []).append(fact.position)

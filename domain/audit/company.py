"""Who did what on one path, to see who did too much of it (the rules are those of duties)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.audit.path import Deed, Rung

PROPOSING = frozenset({"opened", "filed", "supplemented"})
OPINIONS = frozenset({"endorsed", "appraised"})
WORD = "judged"
AGREEING = frozenset({*OPINIONS, WORD, "forwarded", "granted"})


@dataclass(frozen=True, slots=True)
class Doer:
    """
    One who did something: where on the ladder, and whether it was an opinion, or a word.

    `role` is the office that the step asked for then.
    """

    who: str
    position: int
    step: str | None
    level: str
    opinion: bool
    word: bool = False
    role: str = ""

    @property
    def own(self) -> bool:
        """Say whether they spoke for themselves: an opinion, or a word on a condition."""
        return self.opinion or self.word


@dataclass(slots=True)
class Company:
    """Everybody met so far on a path about a nominee."""

    nominee: str | None
    rungs: tuple[Rung, ...] = ()
    proposed: list[Doer] = field(default_factory=list)
    agreed: list[Doer] = field(default_factory=list)
    consulted: list[Doer] = field(default_factory=list)

    def meets(self, deed: Deed) -> Iterator[tuple[int, str]]:
        """Take a deed in; yield who is met again, each with the position of the deed before."""
        self.rungs = deed.rungs or self.rungs
        self._void(deed)
        here = self._hands(deed)
        for hand in here:
            who = hand.who
            yield from ((one.position, who) for one in self._before(deed, hand)[:1])
            if deed.kind in AGREEING and who == self.nominee:
                yield deed.position, who
        self._keep(deed, here)

    def _hands(self, deed: Deed) -> list[Doer]:
        at = next((one for one in self.rungs if one.key == deed.step), Rung("", "", ""))
        said = deed.kind in OPINIONS, deed.kind == WORD
        every = deed.persons
        return [Doer(who, deed.position, deed.step, at.level, *said, at.role) for who in every]

    def _before(self, deed: Deed, hand: Doer) -> list[Doer]:
        """Return the deeds that keep the same person from this one."""
        if deed.kind in PROPOSING:
            earlier = self.agreed
        elif deed.kind in AGREEING:
            twice = [one for one in self.agreed if self._is_twice(one, hand)]
            earlier = [*self.proposed, *twice, *(self.consulted if hand.own else ())]
        else:
            return []
        return [one for one in earlier if one.who == hand.who]

    def _is_twice(self, one: Doer, hand: Doer) -> bool:
        """
        Say whether two agreements are one too many.

        They are where they are of two levels, in two offices, both opinions, or words of two steps.
        """
        both, apart = one.own and hand.own, one.step != hand.step
        two = one.level != hand.level or (apart and one.role != hand.role)
        return two or (one.opinion and hand.opinion) or (both and apart)

    def _keep(self, deed: Deed, here: list[Doer]) -> None:
        if deed.kind in PROPOSING:
            self.proposed += here
        elif deed.kind in AGREEING:
            self.agreed += here
        elif deed.kind == "consulted":
            self.consulted += here

    def _void(self, deed: Deed) -> None:
        """Forget opinions that have to be given again."""
        match deed.kind:
            case "returned":
                self.agreed = [one for one in self.agreed if not self._is_of(one, deed.step)]
            case "rerouted":
                self.agreed = [one for one in self.agreed if not self._is_of(one, deed.next_step)]
            case "regime-chosen":
                self._onward(deed)

    def _is_of(self, one: Doer, step: str | None) -> bool:
        return one.own and one.step == step

    def _onward(self, deed: Deed) -> None:
        keys = [one.key for one in self.rungs]
        kept = {(one.key, one.level) for one in self.rungs[: keys.index(deed.step or "") + 1]}
        self.agreed = [one for one in self.agreed if not one.own or (one.step, one.level) in kept]

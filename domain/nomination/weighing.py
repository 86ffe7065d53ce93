"""Which way differences between two ladders tell: for the nominee, against them, or neither."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from domain.hearing.required import conditions_of
from domain.ladder import Act, Condition, Ladder
from domain.nomination.favour import Difference
from domain.nomination.state import Dossier

CONDITIONS, STREAK, SHARE = "conditions", "title-streak", "vote-share"
NOTHING = "-"


class Side(Enum):
    """Whom a difference favours; OPEN where the data alone cannot judge it (ADR 44)."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"


Weighed = tuple[Difference, Side]


def asks(was: int, would: int) -> Side:
    """Say which way it is when so much is asked: more is against the nominee (house, ADR 44)."""
    if was == would:
        return Side.OPEN
    return Side.AGAINST if would > was else Side.FOR


def the_conditions(case: Dossier, other: Ladder) -> Iterator[Weighed]:
    """
    Tell the conditions that one rule alone asks, or words otherwise, in Vietnamese and English.

    More of them are against the nominee, fewer for them. As many, or one of the same name that is
    worded otherwise, nobody can judge from the data.
    """
    mine, theirs = (conditions_of(one, case.commendation) for one in (case.ladder, other))
    gone, come = unlike(mine, theirs), unlike(theirs, mine)
    if not gone and not come:
        return
    reworded = {one.key for one in gone} & {one.key for one in come}
    side = Side.OPEN if reworded else asks(len(gone), len(come))
    yield Difference(CONDITIONS, in_words(gone), in_words(come)), side


def unlike(some: Sequence[Condition], others: Sequence[Condition]) -> list[Condition]:
    """Return the conditions that others do not ask; how and from where it is shown is no matter."""
    known = {standard(one) for one in others}
    return [one for one in some if standard(one) not in known]


def standard(one: Condition) -> tuple[str, str, str | None, int, int]:
    """Return what of a condition makes it the same standard."""
    return one.key, one.vi, one.title, one.times, one.years


def in_words(some: Sequence[Condition]) -> str:
    """Return conditions in both languages, in a line."""
    return " ".join(f"{one.vi} ({one.en})" for one in some) or NOTHING


def the_streaks(was: Ladder, other: Ladder) -> Iterator[Weighed]:
    """Tell titles to be held for another number of years in a row; longer is against."""
    mine, theirs = ({one.title: one.times for one in each.streaks} for each in (was, other))
    for title in sorted({*mine, *theirs}):
        old, new = mine.get(title, 0), theirs.get(title, 0)
        if old != new:
            told = (f"{title} x{times}" if times else NOTHING for times in (old, new))
            yield Difference(STREAK, *told), asks(old, new)


def the_shares(was: Ladder, other: Ladder) -> Iterator[Weighed]:
    """Tell another share that a vote of the same level needs, in percent; higher is against."""
    theirs = {rung: other.step(key).percent for key, rung in rungs(other).items()}
    for key, rung in rungs(was).items():
        old, new = was.step(key).percent, theirs.get(rung)
        if old is not None and new is not None and old != new:
            told = (f"{rung[0]} {percent} %" for percent in (old, new))
            yield Difference(SHARE, *told), asks(old, new)


def rungs(ladder: Ladder) -> Mapping[str, tuple[str, int]]:
    """Return of each step that votes its level, and the how manieth vote of that level it is."""
    votes = [one for one in ladder.steps if one.act is Act.VOTE]
    levels = [one.level for one in votes]
    return {one.key: (one.level, levels[:at].count(one.level)) for at, one in enumerate(votes)}

"""A case that walks a route of the rulebooks to its award, each step by whom the rulebook names."""

from collections.abc import Iterator
from dataclasses import replace

from domain.decision.commands import IssueDecision
from domain.ladder import Act, Ladder
from domain.nomination import commands as c
from services.orders import Command
from tests.builders import APRIL, CASE, DECISION, NOMINEE, WARD, sha
from tests.honest_lives import DAY, LAW, Life, officer, opinion
from tests.plain_house import RULEBOOKS


def walked() -> Life:
    """Return the life of a case of the ward up to its commendation."""
    ladder = RULEBOOKS.ladder("gk-phuong", WARD, APRIL + DAY)
    assert ladder is not None
    life = Life()
    for order in (*entered(ladder), *climbing(ladder)):
        life.give(order)
    return life


def entered(ladder: Ladder) -> Iterator[Command]:
    """Yield what files a case with the papers its route asks for."""
    own, kinds = officer("officer", "nominating-officer", WARD), RULEBOOKS.known_papers()
    yield c.OpenNomination(CASE, own, replace(NOMINEE, unit=WARD), WARD, "A", ladder)
    for kind in ladder.papers_of(NOMINEE.kind):
        yield c.AddEvidence(CASE, own, sha(kind), 1, "text/plain", kind, "original", "R", kinds)
    yield c.FileNomination(CASE, own)


def climbing(ladder: Ladder) -> Iterator[Command]:
    """Yield the acts of each step."""
    for at, step in enumerate(ladder.steps):
        one = officer(f"a {at}", step.role, step.unit)
        if step.act is Act.DECIDE:
            named = "1/Q", step.unit, "Chair", LAW
            yield IssueDecision(DECISION, one, *named, (CASE,), 2_340_000)
        else:
            yield next(opinion(one, one, step, ladder))

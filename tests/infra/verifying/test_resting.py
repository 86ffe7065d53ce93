"""What rests on a regime or a reform that nobody here knows is named, and no store of ours may."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.facts import Event
from domain.ladder import Act
from domain.nomination.authority import CaseReassigned, Desk, StepHanded
from domain.nomination.favour import RegimeChosen
from infra.verifying.rules_check import MOST_NAMED, RESTING, named, rules_held
from services.redeciding.act import Act as Done
from services.redeciding.act import Fact, acts
from services.redeciding.means import NoMeans
from services.upkeep import Finding
from tests.builders import APRIL, CASE
from tests.forging_acts import anew, sealed
from tests.honest_lives import climbed
from tests.promises.ladder_orders import ladder_of
from tests.promises.test_rule_forgeries import rows

WAY = ((Act.REVIEW,),)


def with_one_more(event: Event, after: int = 4) -> Sequence[Fact]:
    """Return an honest log with a fact of the case after some acts, by nobody's order."""
    honest = list(acts(climbed(WAY).log))
    made_up = replace(honest[0].facts[0], event=event)
    more = anew(Done((made_up,)), "made up")
    return sealed([*honest[:after], more, *honest[after:]])


def chosen(regime: str) -> RegimeChosen:
    """Return that a case changed to a regime, on a route of its own."""
    route = ladder_of(WAY)
    return RegimeChosen("old", regime, route, route.first.key, None, "r", "t", False, ())


def resting(log: Sequence[Fact], *, own: bool) -> list[Finding]:
    """Return what is said to rest on nothing."""
    return [one for one in rules_held(rows(log), NoMeans(), own=own) if one.about == RESTING]


def on_the_case(act: Done) -> list[int]:
    """Return where the facts of an act on the case stand."""
    return [one.position for one in act.facts if one.stream == CASE]


def handed(reform: str) -> CaseReassigned:
    """Return that a reform gave the case to a desk of somebody's choice."""
    desk = Desk("step", "elsewhere", "0", "ward")
    given = StepHanded("0", "ward", "ward", "ward", "elsewhere", "by nobody's rule")
    names = reform, APRIL, "a rule", "a reason", "ward", "elsewhere"
    return CaseReassigned(*names, desk, desk, (given,), (), None)


GHOSTS: dict[str, Event] = {
    "the regime ghost": chosen("ghost"),
    "the reform ghost": handed("ghost"),
}


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("why", GHOSTS)
def test_acts_on_a_case_that_rests_on_what_nobody_knows_are_named(why, own):
    log = with_one_more(GHOSTS[why])
    at = next(one.position for one in log if one.event == GHOSTS[why])
    (said,) = resting(log, own=own)

    places = [on_the_case(act)[0] for act in acts(log[at - 1 :]) if on_the_case(act)]

    assert own is not said.ok
    assert said.warns
    told = f"{why}: {len(places)} acts rest on it, at positions "
    assert told + ", ".join(map(str, places)) == said.seen


def test_of_many_acts_the_first_are_named():
    many = range(1, MOST_NAMED + 4)

    assert named(many).endswith(f"{MOST_NAMED - 1}, {MOST_NAMED} and 3 more")

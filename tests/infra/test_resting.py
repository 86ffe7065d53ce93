"""What rests on a regime or a reform that nobody here knows is named, and no store of ours may."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.facts import Event
from domain.ladder import Act
from domain.nomination.favour import RegimeChosen
from infra.rules_check import RESTING, rules_held
from services.redeciding.act import Act as Done
from services.redeciding.act import Fact, acts
from services.redeciding.means import NoMeans
from services.upkeep import Finding
from tests.builders import CASE
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


@pytest.mark.parametrize("own", [True, False])
def test_acts_on_a_case_under_a_regime_that_nobody_knows_are_named(own):
    log = with_one_more(chosen("ghost"))
    at = next(one.position for one in log if isinstance(one.event, RegimeChosen))
    (said,) = resting(log, own=own)

    assert own is not said.ok
    assert said.warns
    assert "the regime ghost: " in said.seen
    assert f"at positions {at}, " in said.seen
    later = [act for act in acts(log[at - 1 :]) if on_the_case(act)]
    assert f"{len(later)} acts rest on it" in said.seen
    assert all(str(on_the_case(act)[0]) in said.seen for act in later)

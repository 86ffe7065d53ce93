"""Who somebody is to a case beside their office, by what the story of its place says they did."""

from tests.authority.places import DOES, FIRST, JUDGES, UNIT_OF, Place

NOBODY = "somebody-else"
NOMINEE, OPENER, FILER = "the-nominee", "the-opener", "the-filer"
SECOND = "province-appraisal"
"""Where a second person found the condition met: two steps of one level come after each other."""
WORD_THERE = "who-found-a-condition-met-later"
WORD, AGENCY, REGISTRAR = "who-found-a-condition-met", "who-agreed-for-an-agency", "the-registrar"
OPINIONS = {"review", "consult", "appraise"}
AGREEING = {*OPINIONS, "submit", "decide"}


def judge_of(step: str) -> str:
    """Return who acted at a step in the story."""
    return f"who-acted-at-{step}"


def traits(place: Place) -> dict[str, frozenset[str]]:
    """Return everybody of the story with what they are to the case, a stranger first."""
    found = {NOBODY: frozenset(), NOMINEE: {"the nominee"}, OPENER: {"proposed it"}}
    if place.filed:
        found[FILER] = {"proposed it"}
        found[AGENCY] = {"agreed for an agency"}
        found[WORD] = _word(FIRST, place)
        found |= {WORD_THERE: _word(SECOND, place)} if SECOND in place.passed else {}
        found |= {judge_of(one): _agreement(one, place) for one in place.passed}
    if "a letter waits" in place.marks:
        found[REGISTRAR] = {"entered the letter"}
    if "posted in public" in place.marks:
        found[REGISTRAR] = {*found.get(REGISTRAR, ()), "entered the objection"}
    return {who: frozenset(what) for who, what in found.items()}


def _elsewhere(step: str, place: Place) -> set[str]:
    """Return what somebody is who agreed at another level, or at this one in another office."""
    if UNIT_OF[step] != place.holder:
        return {"agreed at another level"}
    other = place.step and JUDGES[DOES[step]] != JUDGES[DOES[place.step]]
    return {"agreed in another office"} if other else set()


def _agreement(step: str, place: Place) -> set[str]:
    """Return what somebody is who let the case go on at a step it has passed."""
    if DOES[step] not in AGREEING:
        return set()
    found = {"agreed", *_elsewhere(step, place)}
    if DOES[step] not in OPINIONS:
        return found
    elsewhere = {"gave a word or opinion elsewhere"} if step != place.step else set()
    return found | {"gave an opinion"} | elsewhere


def _word(step: str, place: Place) -> set[str]:
    """Return what somebody is who found a condition met at a step."""
    if (place.kind, place.step) == ("returned", step):
        return set()  # the step begins anew
    found = {"agreed", *_elsewhere(step, place)}
    if place.step == step:
        return found
    return found | {"found a condition met elsewhere", "gave a word or opinion elsewhere"}

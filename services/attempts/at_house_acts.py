"""For every answer to an act on the house an order that tries it; and who may give it."""

from collections.abc import Iterator

from domain.audit.access import AUDITING, COUNTRY
from domain.house_acts.commands import Answer, AnswerHouseAct, ProposeHouseAct, Sort
from domain.house_acts.policies import LATER, ROLES, the_hand_reads_it
from domain.house_acts.state import HOUSE_ACT, HouseAct
from services.attempts.elsewhere import DIGEST, TRIAL, Trial
from services.attempts.trial import WORDS, Attempt, Who

NAMES = {
    Answer.AGREE: "agreement",
    Answer.DECLINE: "refusal",
    Answer.WITHDRAW: "withdrawal",
    Answer.CONFIRM: "confirmation",
    Answer.DISPUTE: "dispute",
}

TRIED = {Sort.RULES: "trial", Sort.REFORM: "trial", Sort.ASSIGNMENT: str(TRIAL)}
SAID = {
    Sort.RULES: "rules-proposal",
    Sort.REFORM: "reform-proposal",
    Sort.ASSIGNMENT: "choice-proposal",
}


def on_a_house_act(on: Trial) -> Iterator[Attempt]:
    """Try every answer to a proposal, or to what was taken alone; to who may not read it, none."""
    state = on.past.of(HOUSE_ACT, on.thing)
    if state.said is not None and the_hand_reads_it(on.hand, state.said):
        state = HouseAct()
    for answer, name in NAMES.items():
        reason = "" if answer is Answer.AGREE else WORDS
        order = AnswerHouseAct(on.hand, on.thing, state.digest or DIGEST, answer, reason)
        yield Attempt(name, None, tuple(_who(state, answer)), order)


def _who(state: HouseAct, answer: Answer) -> Iterator[Who]:
    """Yield who may answer; of what was carried out alone auditors too."""
    if state.said is None:
        return
    unit = state.said.unit or COUNTRY
    yield Who(ROLES[state.said.kind], unit)
    if state.carried and answer in LATER:
        yield from (Who(role, unit) for role in sorted(AUDITING))


def proposing_on_the_house(on: Trial) -> Iterator[Attempt]:
    """Try to propose each sort of act; a choice in the hand's own unit."""
    mine = next(iter(sorted(on.hand.units)), "-")
    for sort, subject in TRIED.items():
        unit = mine if sort is Sort.ASSIGNMENT else None
        said = (sort.value, subject, DIGEST, WORDS, WORDS, unit, 1)
        who = (Who(ROLES[sort.value], unit or COUNTRY),)
        yield Attempt(SAID[sort], None, who, ProposeHouseAct(on.hand, *said))

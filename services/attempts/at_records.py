"""For every act on the record of a nominee an order that tries it; and who may act."""

from collections.abc import Callable, Iterator, Mapping

from domain.directory.decide import KEEPER
from domain.nomination.events import Nominee
from domain.nominee_kinds import COLLECTIVE
from domain.reform.plan import Reform
from domain.register.decide import CLERK
from domain.register.record import RECORD, Record, record_stream
from domain.register.succession import CarryRecordOn
from domain.register.title_commands import ConfirmTitle, DeclareTitle, RejectTitle
from domain.register.titles import CONFIRMING
from services.attempts.at_delegations import on_a_delegation, starting_anything
from services.attempts.at_house_acts import on_a_house_act
from services.attempts.at_reviews import on_a_decision_under_review, on_a_review
from services.attempts.elsewhere import (
    DIGEST,
    NUMBER,
    TRIAL,
    Trial,
    on_a_council,
    on_a_message,
    on_a_session,
    on_an_honour,
)
from services.attempts.trial import WORDS, Attempt, Who


def on_a_record(on: Trial, reform: Reform | None) -> Iterator[Attempt]:
    """Try the acts on a record: on the title that waits for a second person, if one does."""
    record = on.past.of(RECORD, record_stream(on.thing))
    award, year, unit = _title(record, on)
    hand, day = on.hand, on.hand.effective_on
    told = (award, day.year, NUMBER, day, WORDS, DIGEST, frozenset({award}))
    mine = next(iter(sorted(hand.units)), "-")
    declaring = DeclareTitle(on.thing, hand, mine, *told)
    yield Attempt("title", None, (Who(CLERK, mine),), declaring)
    second = (Who(CONFIRMING, unit),)
    yield Attempt("confirmation", None, second, ConfirmTitle(on.thing, hand, award, year))
    yield Attempt("rejection", None, second, RejectTitle(on.thing, hand, award, year, WORDS))
    if reform is not None:
        heir, before = (Nominee(one, COLLECTIVE, mine) for one in (on.thing, TRIAL))
        order = CarryRecordOn(heir, before, hand, reform, WORDS)
        yield Attempt("forerunner", None, (Who(KEEPER, mine),), order)


def _title(record: Record, on: Trial) -> tuple[str, int, str]:
    """Return a declared title and the unit that told of it; one nobody told of where none is."""
    waiting = sorted(record.titles.values(), key=lambda one: one.confirmed_by is not None)
    if not waiting:
        return "-", on.hand.effective_on.year, "-"
    paper = waiting[0].declared
    return paper.award, paper.year, paper.unit


Trying = Callable[[Trial], Iterator[Attempt]]
SORTS: Mapping[str, Trying] = {
    "council": on_a_council,
    "decision": on_a_decision_under_review,
    "delegation": on_a_delegation,
    "honour": on_an_honour,
    "house-act": on_a_house_act,
    "parked-message": on_a_message,
    "review": on_a_review,
    "session": on_a_session,
    "start": starting_anything,
}
NOMINEE = "nominee"

"""The list of all acts tells nobody what the doors of records and messages hide from them."""

from uuid import UUID

import pytest

from domain.council.events import CouncilAppointed
from domain.parking.events import MessageParked
from domain.register.events import TitleDeclared
from tests.api.badges import AUDITOR, CLERK, OFFICER, OPERATOR, token
from tests.api.speech import items
from tests.builders import CASE, WAITING
from tests.golden.sample import sample

STRANGER = token("stranger", "leader", "00004")
PUBLISHED = {"council"}
COUNTRY_CLERK = token("clerk", "clerk", "VN")
RECORD, MESSAGE, TERM = (UUID(int=one) for one in (901, 902, 903))
TOLD = [
    (STRANGER, set()),
    (CLERK, {"nomination"}),
    (COUNTRY_CLERK, set()),
    (OFFICER, {"nomination"}),
    (OPERATOR, {"parked-message"}),
    (AUDITOR, {"nomination", "record"}),
]


@pytest.fixture
def log(house):
    """A case, a title that was declared, a message that was put aside, and a council."""
    house.given(CASE, *WAITING)
    house.given(RECORD, sample(TitleDeclared))
    house.given(MESSAGE, sample(MessageParked))
    house.given(TERM, sample(CouncilAppointed))
    return house


@pytest.mark.parametrize(("who", "beside"), TOLD)
def test_who_hears_of_what_in_the_list_of_all_acts(who, beside, log, say):
    told = items(say(who).get("/history", at_least=log.ledger.last_position()))
    assert PUBLISHED | beside == {one["thing"] for one in told}


@pytest.mark.parametrize(("who", "beside"), TOLD)
def test_asking_for_one_stream_tells_no_more(who, beside, log, say):
    for stream, thing in ((RECORD, "record"), (MESSAGE, "parked-message")):
        told = items(say(who).get("/history", stream=str(stream)))
        assert (thing in beside) == bool(told), thing

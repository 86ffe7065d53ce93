"""Whatever the domain accepted can be told: no history leaves the translator without words."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.city_messages import Known, key_of, told
from tests import histories as h
from tests.notebook import Notebook
from tests.promises.test_replay import give, likely

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_life_can_be_told_through_a_store_of_what_is_known(data):
    ledger = Notebook()
    for case in h.CASES:
        ladder, campaign = data.draw(h.ladders()), data.draw(st.booleans())
        assert give(ledger, h.opening(case, h.everyone("officer"), ladder, campaign=campaign))
    for _ in range(data.draw(st.integers(5, 60))):
        give(ledger, data.draw(st.composite(likely)(ledger, data.draw(h.CASE))))
    stored: dict = {}
    for fact in ledger.log:
        kept = stored.get(key_of(fact))
        known = None if kept is None else msgspec.json.decode(kept, type=Known)
        after, said = told(known, fact)
        assert len(said) <= 1
        if after is not None:
            stored[key_of(fact)] = msgspec.json.encode(after)

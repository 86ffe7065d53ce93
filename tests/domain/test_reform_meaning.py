"""What of a reform is digested stands in facts: it reads the same for ever."""

from dataclasses import replace

import pytest

from domain.ladder import Act
from domain.reform.meaning import digest_of
from domain.reform.plan import Transfer
from domain.units import Units
from tests.reforms import FIRST, LAST, REFORM, TRANSFERS, UNITS, reform, unit

MOVES = {("ward", Act.DECIDE, "gk-tp"): Transfer("province", "on an award", confirmed=False)}
MOVED = replace(REFORM, moves=MOVES)


def test_the_digest_of_yesterday_is_that_of_today():
    assert "3470440cb13329e00919b4161d10c02179951748c68752f9bef3ccfb8a83ec82" == digest_of(REFORM)
    assert "435a027a738ec04ce3fd7ff7b080e8150b6952eddf7a5e1e88baf694d1e3a7d9" == digest_of(MOVED)


@pytest.mark.parametrize(
    "alike",
    [
        reform(units=tuple(reversed(UNITS))),
        reform(transfers=dict(reversed(TRANSFERS.items()))),
        reform(transfers={key: replace(one, source="x") for key, one in TRANSFERS.items()}),
        reform(units=(*UNITS, unit("05000", "ward", "31", since=FIRST.replace(year=2026)))),
    ],
)
def test_order_words_and_units_of_later_do_not_count(alike):
    assert digest_of(REFORM) == digest_of(alike)


@pytest.mark.parametrize(
    "other",
    [
        replace(REFORM, key="other"),
        replace(REFORM, in_force_from=LAST),
        replace(REFORM, legal_basis="other"),
        replace(REFORM, transfers={}),
        replace(REFORM, moves=MOVES),
        replace(REFORM, units=Units(UNITS[:-1])),
        replace(REFORM, units=Units((*UNITS, unit("05000", "ward", "31", since=FIRST)))),
    ],
)
def test_what_decides_about_cases_counts(other):
    assert digest_of(REFORM) != digest_of(other)

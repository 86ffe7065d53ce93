"""One officer stays one officer, however the name in the token is written."""

from dataclasses import replace
from decimal import Decimal
from unicodedata import normalize
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import person
from domain.decider import replay
from domain.nomination.commands import EndorseStep, ScoreNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import EvaluatorScored
from domain.nomination.scores import weighted_mean
from domain.nomination.state import AtStep
from domain.recorded import Dated
from tests.builders import APRIL, CASE, LADDER, SECRETARY, endorsed, filed, opened, report
from tests.spec import given_in

NAME = "Đỗ thị-hồng 1"
SPELLINGS = {
    "capitals": NAME.upper(),
    "decomposed": normalize("NFD", NAME),
    "wide": "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in NAME),
    "two blanks": NAME.replace(" ", "  "),
    "no-break blanks": NAME.replace(" ", "\u00a0"),
    "wide blanks": NAME.replace(" ", "\u3000"),
    "blank ends": f" {NAME} ",
    "zero width": f"\u200b{NAME}\u2060",
    "joiner of graphemes": NAME.replace("t", "t\u034f"),
    "filler": f"{NAME}\u3164",
    "selector": f"{NAME}\ufe0f",
    "blank pattern": f"{NAME}\u2800",
}
spelt = pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
LETTERS = st.text(st.sampled_from("aAăĂđĐ ẾếİıßſΣς\u0301\u0323\u0345\u200b\u00a0\uff21\ufe0f1"))


def by(actor):
    return replace(SECRETARY, actor=actor)


@spelt
def test_two_spellings_of_one_evaluator_count_once(spelling):
    given_once = EvaluatorScored("ward-review", NAME, Decimal(40), Decimal(1))
    again = EvaluatorScored("ward-review", spelling, Decimal(90), Decimal(1))
    facts = (opened, report, filed, given_once, again)
    at = replay(NOMINATION, [Dated(one, APRIL) for one in facts])

    assert isinstance(at, AtStep)
    assert Decimal(90) == weighted_mean(at.dossier.scores, "ward-review")
    assert 1 == len(at.dossier.scores)


@spelt
def test_a_nominator_judges_in_no_spelling(spelling):
    own = given_in(CASE, replace(opened, nominator=NAME), report, filed)

    own.when(EndorseStep(CASE, by(spelling), "ward-review", "")).then_refused("own-nomination")
    own.when(ScoreNomination(CASE, by(spelling), "ward-review", Decimal(80))).then_refused(
        "own-nomination"
    )


@spelt
def test_nobody_agrees_twice_by_another_spelling(spelling):
    two = replace(LADDER, steps=(replace(LADDER.first, quorum=2), *LADDER.steps[1:]))
    agreed = replace(endorsed, officer=NAME)
    once = given_in(CASE, replace(opened, ladder=two), report, filed, agreed)

    once.when(EndorseStep(CASE, by(spelling), "ward-review", "")).then_nothing()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("an", "ân"),
        ("do", "đo"),
        ("an binh", "anbinh"),
        ("an.1", "an-1"),
        ("a", "\u0430"),
        (f"{255:032x}", "_".join("0" * 15) + "_ff"),
    ],
)
def test_people_whom_a_reader_tells_apart_stay_two(one, other):
    assert person(one) != person(other)


def test_the_one_writing_is_small_letters_with_one_blank_and_of_a_reference_its_digits():
    assert "le van an" == person("  LE  Van\u00a0An ")
    reference = UUID("6f1f6f0e-0000-4000-8000-00000000000a")
    for form in ("{}", "{{{}}}", "urn:uuid:{}"):
        assert str(reference) == person(form.format(str(reference).upper()))
    assert str(reference) == person(reference.hex)


@given(LETTERS)
def test_one_writing_is_reached_at_once(text):
    assert person(text) == person(person(text))
    assert {person(text)} == {
        person(normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")
    }


@given(st.uuids(), st.sampled_from(["{}", "{{{}}}", "urn:uuid:{}", " {} ", "{}\u200b"]))
def test_a_reference_is_one_however_it_is_written(ref: UUID, form: str):
    assert str(ref) == person(form.format(str(ref).upper())) == person(form.format(ref.hex))

"""What a letter against a case says comes out to those who settle it and auditors, nowhere else."""

from dataclasses import replace
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest

from infra.bus.city_language import CityLanguage
from projections.city_outbox import letters_after, write_letters
from services.letters import COMPLAINT, letter_ref
from tests.api.badges import AUDITOR, CHAIRMAN, LEADER, OFFICER, SECOND, SECRETARY, token
from tests.api.speech import V1, done, items, of, refused
from tests.api.test_delegations import DEPUTY, GRANT, by
from tests.builders import CASE, NOMINEE, OTHER, WAITING, WARD, opened

LETTER = {"reference": "12/TC", "name": "Lê Thị Cúc", "content": "Báo cáo này chép của người khác"}
DENOUNCING = {**LETTER, "kind": "denunciation", "effective_on": "2025-04-15"}
AGREED = {"step": "ward-review", "reason": "deserved", "effective_on": "2025-04-15"}
NAMED = '"denunciation"'
GUESS = {**DENOUNCING, "content": "Báo cáo này là giả"}
BOTH = token("officer", "council-secretary", WARD)
"""Who proposed the case, in another post."""
INSPECTING = token("officer", "auditor", "VN")
STRANGERS = (OFFICER, CHAIRMAN, LEADER, BOTH, INSPECTING, DEPUTY)


@pytest.fixture
def denounced(house, say):
    """A case waits at its review, and was denounced: the house."""
    house.given(CASE, *WAITING)
    assert (200, '"6"') == done(say(SECRETARY).post(of(CASE, "complaints"), DENOUNCING, version=4))
    return house


@pytest.mark.usefixtures("denounced")
def test_who_settles_a_letter_and_auditors_read_it(say):
    for reader in (SECRETARY, AUDITOR):
        (letter,) = items(say(reader).get(of(CASE, "letters")))
        assert (LETTER["name"], LETTER["content"]) == (letter["name"], letter["words"])


@pytest.mark.usefixtures("denounced")
@pytest.mark.parametrize("stranger", STRANGERS)
def test_to_others_the_letters_are_those_of_a_case_nobody_knows(say, stranger):
    theirs, nobodys = (say(stranger).get(of(one, "letters")) for one in (CASE, OTHER))

    assert (404, ["nomination-unknown"]) == refused(theirs)
    assert theirs.text.replace(str(CASE), str(OTHER)) == nobodys.text.replace(
        nobodys.headers["X-Correlation-Id"], theirs.headers["X-Correlation-Id"]
    )


@pytest.mark.usefixtures("denounced")
def test_who_settles_for_another_reads_for_them(say):
    lending = {**GRANT, "acts": ["complaint-settlement"]}
    reply = say(SECRETARY).post("/delegations", lending, key="grant")
    deputy = by(say(DEPUTY), reply.headers["Location"])

    assert LETTER["content"] == items(deputy.get(of(CASE, "letters")))[0]["words"]


@pytest.mark.usefixtures("denounced")
def test_who_may_not_enter_a_letter_learns_nothing_by_guessing_one(say):
    answers = [
        refused(say(OFFICER).post(of(CASE, "complaints"), one, version=6, key=uuid4()))
        for one in (DENOUNCING, GUESS)
    ]
    assert [(403, ["role-missing", "own-nomination"])] * 2 == answers
    told = say(SECRETARY).post(of(CASE, "complaints"), GUESS, version=6)
    assert (409, ["reference-taken"]) == refused(told)


def test_who_wrote_a_letter_is_not_the_name_of_a_nominee(denounced, say):
    writer = replace(NOMINEE, ref=letter_ref(CASE, COMPLAINT, LETTER["reference"]))
    denounced.given(OTHER, replace(opened, nominee=writer))

    assert {} == denounced.people.name_of([writer.ref])
    assert "Cúc" not in say(OFFICER).get(of(OTHER)).text


def said_by_all_reads(app, speaker):
    """Yield address and content of every answer that is about a case, or about all."""
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.rule.startswith(V1) and rule.arguments <= {"nomination"}:
            path = rule.rule.replace("<uuid:nomination>", str(CASE)).removeprefix(V1)
            yield path, text_of(speaker.get(path))


def text_of(reply):
    """Return what an answer says, a pack by all that is in it."""
    if reply.mimetype != "application/zip":
        return reply.text
    with ZipFile(BytesIO(reply.data)) as pack:
        return "".join(pack.read(one).decode() for one in pack.namelist())


@pytest.mark.usefixtures("denounced")
def test_no_other_answer_holds_what_a_letter_says(app, say):
    said = dict(said_by_all_reads(app, say(AUDITOR)))
    telling = {path for path, text in said.items() if "Cúc" in text or "chép" in text}

    assert len(said) > 20
    assert "12/TC" in said[of(CASE, "letters")]
    assert {of(CASE, "letters")} == telling


SETTLING = {"reference": "12/TC", "outcome": "unfounded", "reason": "Nothing in it"}


@pytest.mark.usefixtures("denounced")
@pytest.mark.parametrize("stranger", [OFFICER, BOTH, LEADER])
def test_who_may_not_read_letters_learns_that_the_case_is_held_alone(app, say, stranger):
    for settled in (False, True):
        if settled:
            say(SECOND).post(of(CASE, "complaint-settlements"), SETTLING, version=6)
        said = dict(said_by_all_reads(app, say(stranger)))
        assert [] == [path for path, text in said.items() if "12/TC" in text or NAMED in text]
        assert ["Nothing in it" in text for text in said.values()].count(True) == 0
        assert '"letter"' in said[of(CASE, "history")]


def details(reply):
    """Return what each kind of act says."""
    return {one["kind"]: one["detail"] for one in items(reply)}


@pytest.mark.usefixtures("denounced")
def test_the_hold_itself_is_seen_by_all(say):
    (hold,) = say(OFFICER).get(of(CASE)).get_json()["holds"]
    assert ("letter", "letter-1") == (hold["ground"], hold["reference"])
    late = say(SECRETARY).post(of(CASE, "endorsements"), AGREED, version=6)
    assert (409, ["case-held"]) == refused(late)
    assert {"letter": "letter-1"} == late.get_json()["reasons"][0]["facts"]
    told = details(say(OFFICER).get(of(CASE, "history")))
    assert ({"ground": "letter"}, {}) == (told["case-held"], told["letter"])


@pytest.mark.usefixtures("denounced")
def test_who_settles_and_auditors_find_it_in_the_history(say):
    for reader in (SECRETARY, AUDITOR):
        for path in (of(CASE, "history"), "/history"):
            told = details(say(reader).get(path))
            assert ("denunciation", "12/TC") == (
                told["complaint-received"]["kind"],
                told["case-held"]["reference"],
            )


def test_a_hold_that_no_letter_brought_is_told_whole(house, say):
    house.given(CASE, *WAITING)
    hold = {"ground": "press", "reference": "5/BC", "detail": "seen", "effective_on": "2025-04-15"}
    say(SECRETARY).post(of(CASE, "holds"), hold, version=4)
    (shown,) = say(OFFICER).get(of(CASE)).get_json()["holds"]
    assert ("press", "5/BC") == (shown["ground"], shown["reference"])
    told = details(say(OFFICER).get(of(CASE, "history")))
    assert "5/BC" == told["case-held"]["reference"]


def test_neither_facts_nor_the_bus_nor_the_running_log_hold_it(denounced, say, capsys):
    say(SECOND).post(of(CASE, "complaint-settlements"), SETTLING, version=6)
    denounced.views.prepare_bus()
    write_letters(CityLanguage("/test"), denounced.ledger, denounced.engine)
    with denounced.engine.connect() as tx:
        sent = [one.body for one in letters_after(0, 1000, tx)]
    told = [*map(repr, denounced.ledger.read(CASE)), *sent, *capsys.readouterr()]

    assert sent
    assert not [one for one in told if "Cúc" in one or "chép" in one]

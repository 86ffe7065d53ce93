"""A verdict says what it looked at when others are heard, and what would change it."""

from dataclasses import replace
from datetime import date

from domain.eligibility.look import NOTHING_BESIDE, as_it_stands
from domain.eligibility.verdict import Answer, verdict
from domain.force import Forces
from domain.hearing.events import (
    CasePosted,
    ConfirmationGiven,
    ConfirmationRequested,
    ConsultationAnswered,
    ConsultationRequested,
    ObjectionReceived,
)
from domain.ladder import Asked, Posting, SubjectPaper
from services.histories import Histories
from services.verdicts import known_case
from tests.builders import CASE, LADDER, OTHER, REVIEW, WAITING, at_submit, opened
from tests.notebook import Notebook
from tests.wording import sighted

DUE, TAX = date(2025, 4, 22), "tax-confirmation"
asked = ConsultationRequested("ward-review", "TAX", "taxes", 5, DUE, "no-remark")
objected = ConsultationAnswered("ward-review", "TAX", "objects", "violation", "owes")
posted = CasePosted("ward-review", "ward", "hall", DUE, 5, DUE, "stated")
objection = ObjectionReceived("3/PA", "violation", OTHER)


def looked_at(*facts, forces=Forces()):  # noqa: B008 - a frozen value
    """Return the answer for a case of these facts, and what each rule looked at."""
    case = known_case(CASE, Histories(Notebook({CASE: facts})))
    found = sighted(verdict(as_it_stands(CASE, case, NOTHING_BESIDE), forces))
    return found.answer, {one.rule.key: dict(one.looked_at) for one in found.findings}


def test_it_tells_how_each_agency_stands():
    named = Asked("CA", "order", 5, "the operator", confirmed=False)
    ladder = replace(LADDER, steps=(replace(REVIEW, asks=(named,)), *LADDER.steps[1:]))
    answer, seen = looked_at(replace(opened, ladder=ladder), *WAITING[1:], asked, objected)
    assert Answer.NOT_YET is answer
    told = {"CA": "to be asked", "TAX": "again, asked until 2025-04-22"}
    assert told == seen["agencies-were-heard"]
    assert {"consulted-tax": "not answered"} == seen["findings-are-answered"]


def test_it_tells_the_posting_that_runs_and_the_one_asked_for():
    answer, seen = looked_at(*WAITING, posted, objection)
    assert Answer.NOT_YET is answer
    assert {"posted_until": "2025-04-22", "3/PA": "waits"} == seen["no-posting-is-open"]
    assert {"asked": "not required", "posted": ""} == seen["posted-where-asked"]
    rule = Posting("ward", 5, "the operator", confirmed=False)
    _, seen = looked_at(*at_submit, forces=Forces(postings={("gk-tp", "ward"): rule}))
    assert "5 working days: the operator" == seen["posted-where-asked"]["asked"]
    assert {"posted_until": ""} == seen["no-posting-is-open"]


def test_it_tells_each_confirmation_asked_of_an_enterprise():
    papers = tuple(
        SubjectPaper("enterprise", f"{one}-confirmation") for one in ("tax", "insurance")
    )
    ladder = replace(LADDER, subjects=("enterprise",), subject_papers=papers)
    firm = replace(opened, nominee=replace(opened.nominee, kind="enterprise"), ladder=ladder)
    _, seen = looked_at(firm, ConfirmationRequested(TAX, "TAX"))
    none = {TAX: "asked for", "insurance-confirmation": "not given"}
    assert none == seen["enterprise-duties-met"]
    given = ConfirmationGiven(TAX, "TAX", "7/XN", DUE, DUE, DUE, fulfilled=True)
    _, seen = looked_at(firm, given)
    assert "7/XN of 2025-04-22" == seen["enterprise-duties-met"][TAX]
    assert {} == looked_at(opened)[1]["agencies-were-heard"]

"""How hearing others looks in the row of a case: questions, postings, letters and the like."""

from typing import TypedDict


class ConsultationRow(TypedDict):
    """
    A question to an agency; `state` is waiting, answered, lapsed or withdrawn.

    `opinion` is what was answered, or what silence counts as; `ended_on` None while it waits.
    """

    step: str
    agency: str
    subject: str
    asked_on: str
    due_on: str
    working_days: int
    silence: str
    state: str
    opinion: str | None
    ground: str | None
    words: str
    ended_on: str | None


class PostingRow(TypedDict):
    """A public posting; `ended_on` None while it runs."""

    step: str
    level: str
    where: str
    since: str
    until: str
    working_days: int
    source: str
    ended_on: str | None


class LetterRow(TypedDict):
    """
    An objection, a complaint or a denunciation; its content lies under `content`.

    `outcome` is upheld, not-upheld, unfounded, founded or withdrawn; None while it waits.
    """

    kind: str
    reference: str
    content: str
    ground: str | None
    received_on: str
    outcome: str | None
    reason: str
    settled_on: str | None


class ConfirmationRow(TypedDict):
    """A confirmation of an authority; `state` is asked, fulfilled, unfulfilled or expired."""

    kind: str
    agency: str
    state: str
    number: str | None
    dated: str | None
    covers_from: str | None
    covers_to: str | None
    valid_until: str | None


class JudgementRow(TypedDict):
    """What a person judged of a condition of the award, at which step."""

    step: str
    condition: str
    met: bool
    judge: str
    reason: str
    on: str


class HearingRow(TypedDict):
    """What others were asked and said, each in the order it began."""

    consultations: list[ConsultationRow]
    postings: list[PostingRow]
    letters: list[LetterRow]
    confirmations: list[ConfirmationRow]
    judgements: list[JudgementRow]

"""What of hearing others an award asks for: postings, confirmations, words on conditions."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.copies import replace
from domain.ladder import Condition, Ladder, Posting
from domain.nomination.basis import Commendation
from domain.nominee_kinds import ENTERPRISE

Postings = Mapping[tuple[str, str], Posting]
NAMESAKE = "another-than-"
"""How the key of a condition begins that the nominee is another than one of the same name."""
CONFIRMATIONS = ("tax-confirmation", "insurance-confirmation", "environment-confirmation")


def posting_at(level: str, ladder: Ladder, chosen: Postings) -> Posting | None:
    """Return the posting asked for at a level: by the operator, else by the award's own data."""
    own = next((one for one in ladder.postings if one.level == level), None)
    return chosen.get((ladder.award, level), own)


def confirmations_of(ladder: Ladder, subject: str) -> tuple[str, ...]:
    """
    Return the confirmations the award's data ask of a kind of nominee.

    Cases from before the data told them from papers name them among those (ADR 60).
    """
    if subject != ENTERPRISE:
        return ()
    asked = {*ladder.confirmations, *ladder.papers_of(subject)}
    return tuple(one for one in CONFIRMATIONS if one in asked)


def conditions_of(ladder: Ladder, kind: Commendation | None) -> tuple[Condition, ...]:
    """Return the conditions asked of a kind of commendation; one that is not said is merit."""
    return asked_of_kind(ladder.conditions, kind or Commendation.MERIT)


def asked_of_kind(conditions: Sequence[Condition], kind: Commendation) -> tuple[Condition, ...]:
    """Return those of an award's conditions that are asked of a kind of commendation."""
    return tuple(
        one for one in conditions if not one.commendations or kind.value in one.commendations
    )


def others_than(namesakes: Sequence[UUID]) -> tuple[Condition, ...]:
    """
    Return what is asked of a case for each namesake it met: that its nominee is another (ADR 86).

    No fact shows it, for names stand in none; a person judges it. Its words are those of the rule.
    """
    source = "House rule: two nominees of one name may be one, and a title of a year is given once"
    asked = Condition("", "", "", source, confirmed=False)
    return tuple(replace(asked, key=f"{NAMESAKE}{one}") for one in namesakes)

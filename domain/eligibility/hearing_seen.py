"""What the rules about hearing others looked at, in words."""

from collections.abc import Mapping

from domain.eligibility.hearing_rules import posting_due
from domain.eligibility.look import Look
from domain.hearing.required import confirmations_of
from domain.refusal import listed

Seen = Mapping[str, str]


def consulted(look: Look) -> Seen:
    """Tell how each agency stands."""
    named = {one.agency: "to be asked" for one in look.step.asks} if look.step else {}
    asked = look.dossier.hearing.consulted.items()
    return named | {
        agency: f"{one.standing.value}, asked until {one.request.due_on}" for agency, one in asked
    }


def against(look: Look) -> Seen:
    """Tell what was found against the case."""
    return look.dossier.hearing.against


def posting(look: Look) -> Seen:
    """Tell the posting that runs, and the objections."""
    hearing = look.dossier.hearing
    until = hearing.posting.until.isoformat() if hearing.posting else ""
    waiting = dict.fromkeys(sorted(hearing.unsettled), "waits")
    return {"posted_until": until, **waiting}


def posted(look: Look) -> Seen:
    """Tell what the award asks for, and at which levels a posting ended."""
    rule = posting_due(look)
    days = f"{rule.working_days} working days: {rule.source}" if rule else "not required"
    return {"asked": days, "posted": listed(sorted(look.dossier.hearing.posted))}


def confirmations(look: Look) -> Seen:
    """Tell each confirmation asked for, and the paper that was given."""
    dossier = look.dossier
    known, asked = dossier.hearing.confirmations, dossier.hearing.asked
    none = {
        kind: "asked for" if kind in asked else "not given"
        for kind in confirmations_of(dossier.ladder, dossier.nominee.kind)
    }
    return none | {kind: f"{one.given.number} of {one.given.dated}" for kind, one in known.items()}

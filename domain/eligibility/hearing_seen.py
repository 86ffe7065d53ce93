"""What the rules about hearing others looked at, in words."""

from domain.eligibility.hearing_rules import posting_due
from domain.eligibility.look import Look
from domain.eligibility.sight import Seen, Sight
from domain.hearing.required import confirmations_of
from domain.hearing.state import Confirmation, Consulted
from domain.refusal import listed


def consulted(look: Look) -> Seen:
    """Tell how each agency stands."""
    to_ask = Sight("to be asked", "to-be-asked")
    named = {one.agency: to_ask for one in look.step.asks} if look.step else {}
    asked = look.dossier.hearing.consulted.items()
    return named | {agency: _asked(one) for agency, one in asked}


def _asked(one: Consulted) -> Sight:
    """Tell how a question stands, and the last day of its term."""
    facts = {"standing": one.standing.value, "due_on": one.request.due_on.isoformat()}
    return Sight(f"{one.standing.value}, asked until {facts['due_on']}", "asked-until", facts)


def against(look: Look) -> Seen:
    """Tell by its key what was found against the case; what was said is for those who settle."""
    return dict.fromkeys(look.dossier.hearing.against, Sight("not answered", "unanswered"))


def posting(look: Look) -> Seen:
    """Tell the posting that runs, and the objections."""
    hearing = look.dossier.hearing
    until = hearing.posting.until.isoformat() if hearing.posting else ""
    waiting = dict.fromkeys(sorted(hearing.unsettled), Sight("waits", "waits"))
    return {"posted_until": Sight(until), **waiting}


def posted(look: Look) -> Seen:
    """Tell what the award asks for, and at which levels a posting ended."""
    rule = posting_due(look)
    asked = Sight("not required", "not-required")
    if rule:
        facts = {"working_days": str(rule.working_days), "source": rule.source}
        asked = Sight(f"{rule.working_days} working days: {rule.source}", "posted-for", facts)
    return {"asked": asked, "posted": Sight(listed(sorted(look.dossier.hearing.posted)))}


def confirmations(look: Look) -> Seen:
    """Tell each confirmation asked for, and the paper that was given."""
    dossier = look.dossier
    known, asked = dossier.hearing.confirmations, dossier.hearing.asked
    none = {
        kind: Sight("asked for", "asked-for") if kind in asked else Sight("not given", "not-given")
        for kind in confirmations_of(dossier.ladder, dossier.nominee.kind)
    }
    return none | {kind: _given(one) for kind, one in known.items()}


def _given(one: Confirmation) -> Sight:
    """Tell the paper by which an authority confirmed."""
    facts = {"number": one.given.number, "dated": one.given.dated.isoformat()}
    return Sight(f"{facts['number']} of {facts['dated']}", "paper-of", facts)

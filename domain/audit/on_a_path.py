"""
What is odd about the path of one case: one rule, one function.

Each looks at deeds alone and not at what was allowed then: a history that no act could have
written is found as well as one that nobody should have written. Which acts are whose is the
ladder's, which the case carries; that one person does one thing is a house rule (see duties).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from domain.audit.company import Company
from domain.audit.finding import AuditFinding, Limits, Odd
from domain.audit.path import OWN, Deed, Path, Rung
from domain.audit.walking import ENDS, Walking

OPINIONS = frozenset({"endorsed", "appraised", "appraised-against"})
WORDS = frozenset({"judged", "judged-against"})
OF_A_ROLE = frozenset({*OPINIONS, *WORDS, "voted", "voted-down", "forwarded", "granted"})
JUDGED = frozenset({*OF_A_ROLE, "returned", "refused", "passed"})
PAID = frozenset({"payment-requested", "paid"})
SERVICE = "service"
NOBODYS = Rung("", "", "")


def same_person_twice(path: Path, _: Limits) -> Iterator[Odd]:
    """Find people who judged what they proposed, or agreed to it twice (see duties)."""
    company = Company(path.nominee)
    for deed in path.deeds:
        for earlier, who in company.meets(deed):
            facts = {"person": who, "step": deed.step or ""}
            yield Odd((earlier, deed.position), facts)


def act_without_authority(path: Path, _: Limits) -> Iterator[Odd]:
    """Find acts of another role or unit than their step's, and acts on a case that had ended."""
    walk = Walking()
    for deed in path.deeds:
        odd = _unauthorised(path, deed, walk) if deed.kind in JUDGED else None
        walk.take(deed)
        if odd:
            yield odd


def _unauthorised(path: Path, deed: Deed, walk: Walking) -> Odd | None:
    """Return what is odd about whose an act is; None where nothing is."""
    ended, rung, step = walk.ended, walk.rung(deed.step), deed.step or ""
    if ended and not _closes(path, deed, ended):
        return Odd((ended.position, deed.position), {"step": step, "ended": ended.kind})
    lacks = _lacks(deed, rung or NOBODYS) if _is_of_a_role(path, deed) else {}
    return Odd((deed.position,), {"step": step, **lacks}) if lacks else None


def _lacks(deed: Deed, rung: Rung) -> dict[str, str]:
    """
    Return the role and the unit of a step that the hand of a deed had not.

    A fact from before the units of a hand were kept, and a log of another system, say none: of
    these nothing is asked (ADR 132).
    """
    role = {} if rung.role in deed.roles else {"role": rung.role}
    asked = deed.units is not None and rung.unit
    return role if not asked or rung.unit in (deed.units or ()) else {**role, "unit": rung.unit}


def _closes(path: Path, deed: Deed, ended: Deed) -> bool:
    """Say whether somebody of a log closes what was refused, as those who filed it do there."""
    return bool(path.source) and deed.kind == ended.kind == "refused"


def _is_of_a_role(path: Path, deed: Deed) -> bool:
    return path.source != OWN or deed.kind in OF_A_ROLE


def late(path: Path, limits: Limits) -> Iterator[Odd]:
    """Find terms that ran out; where a log tells no terms, what took longer than a limit."""
    return _late_elsewhere(path, limits) if path.source else _late_here(path)


def _late_here(path: Path) -> Iterator[Odd]:
    came: Deed | None = None
    for deed in path.deeds:
        if came and _is_over(came, deed):
            facts = {"step": came.next_step or came.step or "", "due_on": str(came.due_on)}
            yield Odd((came.position, deed.position), facts)
            came = None
        came = deed if deed.kind in SETTING else came


def _is_over(came: Deed, deed: Deed) -> bool:
    """Say whether a deed shows that the term which began with *came* ran out."""
    if deed.kind == "missed":
        return True
    return came.due_on is not None and deed.kind in LEAVING and deed.on > came.due_on


LEAVING = frozenset({"passed", "forwarded", "returned", "refused", "granted"})
CLOCKED = frozenset({"stopped", "resumed", "rerouted", "regime-chosen"})
SETTING = frozenset({*LEAVING, *ENDS, *CLOCKED, "filed", "received", "supplemented"})


def _late_elsewhere(path: Path, limits: Limits) -> Iterator[Odd]:
    filed: Deed | None = None
    for deed in path.deeds:
        if deed.kind == "filed":
            filed = deed
        elif deed.kind == "granted" and filed:
            took = deed.at - filed.at
            if took > timedelta(days=limits.days.value):
                facts = {"step": deed.step or "", "days": str(took.days)}
                yield Odd((filed.position, deed.position), facts)


def skipped_step(path: Path, _: Limits) -> Iterator[Odd]:
    """Find a case that came higher than what was done below lets it."""
    return _skipped_elsewhere(path) if path.source else _skipped_here(path)


def _skipped_here(path: Path) -> Iterator[Odd]:
    walk = Walking()
    for deed in path.deeds:
        if why := walk.skips(deed):
            at = (walk.came, deed.position) if walk.came else (deed.position,)
            facts = {"step": deed.step or "", "why": why}
            yield Odd(at, facts)
        walk.take(deed)


def _skipped_elsewhere(path: Path) -> Iterator[Odd]:
    filed = path.deeds[0].position
    agreed = granted = False
    for deed in path.deeds:
        match deed.kind:
            case "filed":
                filed, agreed = deed.position, False
            case "endorsed":
                agreed = True
            case "granted":
                granted = True
                if not agreed:
                    yield Odd((filed, deed.position), _at(deed))
        if deed.kind in PAID and not granted:
            yield Odd((filed, deed.position), _at(deed))


def _at(deed: Deed) -> dict[str, str]:
    return {"step": deed.step or "", "why": "nobody agreed before"}


def decided_within_seconds(path: Path, limits: Limits) -> Iterator[Odd]:
    """Find decisions that came so soon after the case that nobody can have read it."""
    came: Deed | None = None
    for deed in path.deeds:
        if came and _is_decision(path, deed):
            seconds = (deed.at - came.at).total_seconds()
            if seconds < limits.seconds.value:
                facts = {"step": deed.step or "", "seconds": f"{seconds:g}"}
                yield Odd((came.position, deed.position), facts)
        came = deed if path.source or deed.kind in ARRIVING else came


def _is_decision(path: Path, deed: Deed) -> bool:
    """Say whether somebody decided; in a log those who filed refuse as well, to close a case."""
    if deed.kind == "refused":
        return path.source == OWN and SERVICE not in deed.roles
    return deed.kind == "granted"


ARRIVING = frozenset({"filed", "passed", "received", "supplemented"})

ON_A_PATH: Mapping[str, Callable[[Path, Limits], Iterator[Odd]]] = {
    "same-person-twice": same_person_twice,
    "act-without-authority": act_without_authority,
    "late": late,
    "skipped-step": skipped_step,
    "decision-within-seconds": decided_within_seconds,
}


def found_on(path: Path, limits: Limits) -> list[AuditFinding]:
    """Return everything that is odd about one case, rule by rule."""
    return [
        AuditFinding(key, path.unit, odd.positions, path.case, odd.facts)
        for key, rule in ON_A_PATH.items()
        for odd in rule(path, limits)
    ]

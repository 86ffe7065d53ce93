"""A sealed pack of a case or a decision, made for an auditor of its units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast
from uuid import UUID

import api
from api.fact_names import Names, names_on
from api.names_shown import names_taken_out
from api.nomination.verdict_shapes import verdict_shown
from api.pack.facts import Facts, facts_of_cases, granted_by
from api.pack.pages import reports
from api.pack.report import Judgement, sections
from api.system import System
from domain.access import VIETNAM
from domain.audit.access import the_audit_is_of_one_of, the_hand_audits
from domain.audit.on_a_path import found_on
from domain.audit.path import OWN
from domain.decider import demand
from domain.hand import Hand
from domain.nomination.decide import nomination_unknown
from domain.proof.note import Note, read_checkpoint, read_note
from domain.reading import EVERYTHING
from domain.refusal import Kind, Refusal, Refused
from domain.rulebooks.words import Text
from projections.path_rows import PathRow, path_of
from projections.paths import of_case
from services.audit_pack import proven, sealed
from services.histories import Histories
from services.letters import may_read
from services.verdicts import judged, known_case

NOMINATION, DECISION = "nomination", "decision"
PACK = "pack"
"""How a name that was taken out in a pack stands in the trail of whom it is of."""
VERIFIERS = ("verify.html", "verify.py")


@dataclass(frozen=True, slots=True)
class Wish:
    """Of what a pack is asked for, and whether people are to be named in it."""

    kind: str
    subject: UUID
    named: bool = False


def pack_of(wish: Wish, hand: Hand, system: System) -> bytes:
    """
    Return the pack; the views have to be caught up.

    Raises:
        Refused: the hand is no auditor's, or there is nothing of the kind in what it audits.
    """
    demand(the_hand_audits(hand))
    cases = _cases_of(wish, system)
    rows = [_audited(one, hand, system) for one in cases]
    facts = facts_of_cases(cases, system, *([wish.subject] if wish.kind == DECISION else []))
    note, keys = checkpoint_over(max(facts), system), system.proofs.verifiers()
    stored = [system.proofs.fact(position) for position in facts]
    stand = read_checkpoint(note)

    def path(position: int) -> Sequence[bytes]:
        return system.proofs.inclusion(position, stand.size).path

    told = (wish.kind, wish.subject, stand.origin, stand.size)
    entries = {
        **proven(stored, path, note, keys, system.proofs.handovers()),
        **_reported(wish, facts, (rows, _named(wish, rows, hand, system)), told, system),
    }
    return sealed(wish.kind, wish.subject, {**entries, **verifiers()})


def checkpoint_over(last: int, system: System) -> Note:
    """
    Return the newest checkpoint that is cosigned, where *last* is under it; else that of now.

    Raises:
        NotTheSameLog: the log is not the one that was signed for.
    """
    now, seen = system.proofs.checkpoint(), system.cosignatures.newest()
    note = read_note(seen) if seen else now
    return note if read_checkpoint(note).size >= last else now


def _cases_of(wish: Wish, system: System) -> Sequence[UUID]:
    """Return the cases a pack is about, of which nothing is known yet; Refused without any."""
    if wish.kind == NOMINATION:
        return [wish.subject]
    cases = granted_by(wish.subject, system)
    if not cases:
        raise Refused(Refusal("decision-unknown", Kind.UNKNOWN, "there is no such decision"))
    return cases


def _audited(case: UUID, hand: Hand, system: System) -> PathRow:
    """Return the path of a case that the hand audits; to others there is no such case."""
    rows, _ = system.views.read(of_case(case), EVERYTHING)
    row = cast("PathRow", rows[0]) if rows else None
    if row is None or row["source"] != OWN:
        raise Refused(nomination_unknown(case))
    proposes = known_case(case, Histories(system.ledger)).dossier.unit  # an heir, after a reform
    if the_audit_is_of_one_of(hand, [proposes]):
        raise Refused(nomination_unknown(case))
    if not may_read(case, hand, system.ledger):  # the facts tell of letters, if there are any
        raise Refused(nomination_unknown(case))
    return row


def _reported(
    wish: Wish,
    facts: Facts,
    about: tuple[Sequence[PathRow], Mapping[UUID, str]],
    told: tuple[str, UUID, str, int],
    system: System,
) -> Mapping[str, bytes]:
    """Return the reports; what depends on a day is said as of the last fact of the pack."""
    on = facts[max(facts)].envelope.recorded_at.astimezone(VIETNAM).date()
    names = names_on(on, system)
    rows, people = about
    cases = [_judgement(row, names, people, system) for row in rows]
    parts = sections(facts, cases, system.catalogue.audit_rules(), names)
    kind, subject, origin, size = told
    thing = "Hồ sơ" if kind == NOMINATION else "Quyết định"
    intro = Text(
        f"{thing} {subject}; sổ {origin}, {size} sự kiện; "
        f"{len(facts)} sự kiện trong gói; đánh giá tính đến ngày {on:%d/%m/%Y}.",
        f"{kind.capitalize()} {subject}; log {origin} of {size} facts; {len(facts)} facts in this "
        f"pack; the verdict is as of {on}.",
    )
    return reports(intro, parts, named=wish.named)


def _named(wish: Wish, rows: Sequence[PathRow], hand: Hand, system: System) -> Mapping[UUID, str]:
    """
    Return whom a pack names, once it is kept of each of them who takes the name out.

    Without a name there are nominees who were erased, or are held back.
    """
    found = [_nominee(row) for row in rows] if wish.named else []
    refs = [one for one in found if one is not None]
    known = names_taken_out(system, refs, hand, PACK)
    return {one: known.get(one, "-") for one in refs}


def _nominee(row: PathRow) -> UUID | None:
    path = path_of(cast("Mapping[str, object]", row))
    return None if path.nominee is None else UUID(path.nominee)


def _judgement(row: PathRow, names: Names, people: Mapping[UUID, str], system: System) -> Judgement:
    """Return what is told of a case beside its facts."""
    case, rules = row["case"], system.catalogue
    found = judged(case, system.rulebooks.forces(), system.ledger, names.on)
    verdict = verdict_shown(case, found, rules.rules(), rules.ways(), names)
    path = path_of(cast("Mapping[str, object]", row))
    nominee = _nominee(row)
    name = None if nominee is None else people.get(nominee)
    return Judgement(case, verdict, found_on(path, rules.audit_rules().limits), name)


@cache
def verifiers() -> Mapping[str, bytes]:
    """Return the two verifiers, which every pack carries."""
    folder = Path(api.__file__).parents[1] / "docs" / "verifier"
    return {name: (folder / name).read_bytes() for name in VERIFIERS}

"""From a deed on one case to its order."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO

from domain.ladder import Act
from domain.nomination.basis import Basis, Entry
from domain.nomination.commands import (
    AddEvidence,
    AppraiseCase,
    AssessCriterion,
    CorrectNomination,
    EndorseStep,
    FileNomination,
    NominationCommand,
    RecordVote,
    RefuseNomination,
    ReturnForSupplement,
    ScoreNomination,
    SupplementNomination,
    WithdrawEvidence,
    WithdrawNomination,
)
from domain.nomination.events import Missing, Nominee
from domain.nomination.state import Dossier
from services.demo.papers import pdf
from services.demo.stage import Stage, StoryLeft
from services.demo.story import CaseTold, Deed, Said, nomination_of, told_of
from services.nominating import subject_ref
from services.opening import Proposal, opening

Writer = Callable[[Deed, Stage], NominationCommand]


def missing(said: Said) -> tuple[Missing, ...]:
    """Return what a line says is missing."""
    return (
        *(Missing("paper", key) for key in said.get("papers", ())),
        *(Missing("criterion", key) for key in said.get("criteria", ())),
        *(Missing("remark", key, text) for key, text in said.get("remarks", {}).items()),
    )


def nominee(deed: Deed, stage: Stage) -> Nominee:
    """Return whom the case that *deed* opens is about."""
    told = told_of(stage.story, deed.about)
    return Nominee(subject_ref(deed.id), told["kind"], told["unit"])


def counted(told: CaseTold) -> Basis | None:
    """Return what a case counts: the initiative it names, of the year in which it was opened."""
    number = told.get("initiative")
    return (
        Basis(initiatives=(Entry(told["unit"], told["opened"].year, number),)) if number else None
    )


def _open(deed: Deed, stage: Stage) -> NominationCommand:
    told, story = told_of(stage.story, deed.about), stage.story
    proposal = Proposal(
        nominee(deed, stage),
        told["unit"],
        told["award"],
        told["achievement"],
        story["movement"],
        story["occasion"],
        told["class"],
        counted(told),
        told["receipt"],
        called=told["name"],
    )
    hand = stage.entering_late(stage.hand(deed, "nominating-officer", told["unit"]))
    return opening(proposal, deed.id, hand, stage.house.rulebooks)


def _paper(deed: Deed, stage: Stage) -> NominationCommand:
    """Make the paper, keep it, and put it into the file."""
    kind = deed.said["paper"]
    content = pdf(["Vinh Danh: demo ward, invented", f"Case: {deed.about}", f"Paper: {kind}"])
    kept = stage.house.evidence.put(BytesIO(content), "application/pdf")
    return AddEvidence(
        nomination_of(deed.about),
        stage.keeper(deed),
        kept.sha256,
        kept.size,
        kept.media_type,
        kind,
        "original",
        stage.story["titles"][kind],
        stage.house.rulebooks.known_papers(),
    )


def _drop(deed: Deed, stage: Stage) -> NominationCommand:
    held = _held(stage.case(deed.about).dossier, deed.said["paper"])
    if not held:
        raise StoryLeft(deed.key)
    return WithdrawEvidence(
        nomination_of(deed.about), stage.keeper(deed), held[0], deed.said["say"]
    )


def _measure(deed: Deed, stage: Stage) -> NominationCommand:
    """Tell a number of what has a target, words of what is judged."""
    said, dossier = deed.said, stage.case(deed.about).dossier
    value = said["value"]
    judged = isinstance(value, str)
    return AssessCriterion(
        nomination_of(deed.about),
        stage.keeper(deed),
        said["criterion"],
        None if judged else Decimal(value),
        _held(dossier, "achievement-report"),
        str(value) if judged else "",
    )


def _pass(deed: Deed, stage: Stage) -> NominationCommand:
    """Agree in the way of the step: an appraiser's opinion or an endorsement."""
    step = stage.on_ladder(deed.about).step
    case, hand, say = nomination_of(deed.about), stage.judge(deed, deed.about), deed.said["say"]
    if step.act is Act.APPRAISE:
        return AppraiseCase(case, hand, step.key, favourable=True, findings=say)
    return EndorseStep(case, hand, step.key, say)


def _object(deed: Deed, stage: Stage) -> NominationCommand:
    step, hand = stage.on_ladder(deed.about).step, stage.judge(deed, deed.about)
    case, findings = nomination_of(deed.about), deed.said["say"]
    return AppraiseCase(case, hand, step.key, favourable=False, findings=findings)


def _score(deed: Deed, stage: Stage) -> NominationCommand:
    step = stage.on_ladder(deed.about).step
    hand = stage.hand(deed, deed.said["role"], step.unit)
    return ScoreNomination(nomination_of(deed.about), hand, step.key, Decimal(deed.said["value"]))


def _vote(deed: Deed, stage: Stage) -> NominationCommand:
    step, hand, said = stage.on_ladder(deed.about).step, stage.judge(deed, deed.about), deed.said
    case = nomination_of(deed.about)
    return RecordVote(case, hand, step.key, said["members"], said["in_favour"])


def _return(deed: Deed, stage: Stage) -> NominationCommand:
    step, hand = stage.on_ladder(deed.about).step, stage.judge(deed, deed.about)
    listed, why = missing(deed.said), deed.said["say"]
    case, kinds = nomination_of(deed.about), stage.house.rulebooks.known_papers()
    return ReturnForSupplement(case, hand, step.key, listed, why, kinds)


def _refuse(deed: Deed, stage: Stage) -> NominationCommand:
    step, hand, said = stage.on_ladder(deed.about).step, stage.judge(deed, deed.about), deed.said
    return RefuseNomination(nomination_of(deed.about), hand, step.key, said["reason"], said["say"])


def _supplement(deed: Deed, stage: Stage) -> NominationCommand:
    answers = deed.said.get("answers", {})
    return SupplementNomination(
        nomination_of(deed.about),
        stage.proposer(deed),
        tuple(Missing("remark", key, text) for key, text in answers.items()),
        deed.said.get("say", ""),
    )


def _correct(deed: Deed, stage: Stage) -> NominationCommand:
    was = stage.case(deed.about).dossier.achievement
    return CorrectNomination(
        nomination_of(deed.about),
        stage.proposer(deed),
        "achievement",
        was,
        deed.said["now"],
        deed.said["say"],
    )


def _file(deed: Deed, stage: Stage) -> NominationCommand:
    return FileNomination(nomination_of(deed.about), stage.proposer(deed))


def _withdraw(deed: Deed, stage: Stage) -> NominationCommand:
    return WithdrawNomination(nomination_of(deed.about), stage.proposer(deed), deed.said["say"])


def _held(dossier: Dossier, kind: str) -> tuple[str, ...]:
    """Return the digests of the papers of one kind in a file."""
    return tuple(sha for sha, paper in dossier.papers.items() if paper == kind)


CASE_ORDERS: Mapping[str, Writer] = {
    "open": _open,
    "paper": _paper,
    "drop": _drop,
    "measure": _measure,
    "file": _file,
    "pass": _pass,
    "object": _object,
    "score": _score,
    "vote": _vote,
    "return": _return,
    "supplement": _supplement,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "correct": _correct,
}

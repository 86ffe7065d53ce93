"""From what a file says to what a case carries: the ladder with its units, the movement."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from domain.bonus import Coefficient
from domain.ladder import Ladder, Step, SubjectPaper
from domain.movement import Criterion, Movement, NomineeClass, Occasion
from domain.rulebooks.award import AwardRule, Paper, Rung
from domain.rulebooks.programme import NominatedClass, Programme, Standard


def levels_of(rule: AwardRule) -> tuple[str, ...]:
    """Return the levels the route touches, each once, in the order of the climb."""
    return tuple(dict.fromkeys(rung.level for rung in rule.award.steps))


def ladder_of(rule: AwardRule, units: Mapping[str, str]) -> Ladder:
    """
    Return the route with the competent unit of each level; what a case pins when it is opened.

    Raises:
        KeyError: *units* names no unit for a level of the route.
    """
    award = rule.award
    return Ladder(
        award=award.key,
        regime=rule.regime,
        digest=rule.digest,
        steps=tuple(_step(rung, units[rung.level]) for rung in award.steps),
        subjects=award.subjects,
        papers=tuple(paper.kind for paper in award.papers if not paper.subjects),
        coefficients=tuple(
            Coefficient(one.subject, one.times_base_salary, one.source, one.confirmed)
            for one in award.bonus
        ),
        source=award.source,
        confirmed=award.confirmed,
        subject_papers=tuple(_of_subjects(award.papers)),
        streaks=award.streaks,
        state_form=award.state_form,
        postings=award.postings,
        confirmations=tuple(duty.kind for duty in award.confirmations),
    )


def _of_subjects(papers: Iterable[Paper]) -> Iterator[SubjectPaper]:
    """Yield the papers asked of some kinds of nominee only."""
    for paper in papers:
        yield from (SubjectPaper(subject, paper.kind) for subject in paper.subjects)


def _step(rung: Rung, unit: str) -> Step:
    """Return the step; it is confirmed only when its term and its share are confirmed too."""
    numbers = [one for one in (rung.term, rung.share) if one is not None]
    return Step(
        key=rung.key,
        level=rung.level,
        act=rung.act,
        role=rung.role,
        unit=unit,
        quorum=rung.quorum,
        percent=rung.share.percent if rung.share else None,
        working_days=rung.term.working_days if rung.term else None,
        papers=tuple(paper.kind for paper in rung.papers),
        source=_sources(rung),
        confirmed=rung.confirmed and all(one.confirmed for one in numbers),
        asks=rung.asks,
    )


def _sources(rung: Rung) -> str:
    """Return the source of the step and of each number in it, one after another."""
    said = [rung.source]
    if rung.term:
        said.append(f"Term: {rung.term.source}")
    if rung.share:
        said.append(f"Share: {rung.share.source}")
    return " | ".join(said)


def movement_of(programme: Programme, digest: str) -> Movement:
    """Return what a nomination needs of the movement; *digest* is the SHA-256 of its file."""
    return Movement(
        key=programme.key,
        digest=digest,
        starts_on=programme.window.opens_on,
        ends_on=programme.window.closes_on,
        classes=tuple(_nominee_class(one) for one in programme.classes),
        occasions=tuple(
            Occasion(one.key, one.awards, one.window.opens_on, one.window.closes_on)
            for one in programme.occasions
        ),
        scoring=programme.scoring,
    )


def _nominee_class(nominated: NominatedClass) -> NomineeClass:
    """Return the class; each criterion weighs what the class gives it."""
    weight = nominated.weighting.weight
    criteria = tuple(_criterion(one, weight) for one in nominated.criteria)
    return NomineeClass(nominated.key, nominated.kinds, criteria)


def _criterion(standard: Standard, weight: Decimal) -> Criterion:
    """Return the criterion of one standard."""
    return Criterion(
        key=standard.key,
        target=standard.at_least,
        unit=standard.unit,
        weight=weight,
        source=standard.source,
        confirmed=standard.confirmed,
    )

"""The operator's file of consultations: the usual term of an answer, and what silence means."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from domain.hearing.consult import SILENCES
from domain.rulebooks.words import HeardAward, HearingRules, Silence, UsualTerm
from infra.rulebooks.own_file import OWN, OwnFile, read_own
from infra.rulebooks.read_once import ReadOnce

MOST_DAYS = 250
Passed = Collection[tuple[str, str]]


class BadHearing(Exception):
    """The operator's file of consultations cannot be used; says where and why."""


@dataclass(frozen=True, slots=True)
class HearingFile:
    """The form of the file; what is not there stays as in the rulebooks."""

    consultation: UsualTerm | None = None
    silence: Silence | None = None
    awards: tuple[HeardAward, ...] = ()

    @property
    def terms(self) -> Mapping[str, UsualTerm]:
        """Return every term that is said, by its place."""
        named = {f"{at}.consultation": one.consultation for at, one in _numbered(self.awards)}
        told = {"$.consultation": self.consultation, **named}
        return {at: one for at, one in told.items() if one is not None}

    @property
    def silences(self) -> Mapping[str, Silence]:
        """Return every meaning of silence that is said, by its place."""
        named = {f"{at}.silence": one.silence for at, one in _numbered(self.awards)}
        told = {"$.silence": self.silence, **named}
        return {at: one for at, one in told.items() if one is not None}

    @property
    def sources(self) -> Mapping[str, str]:
        """Return by whose word each part is said, by its place."""
        of_terms = {at: one.source for at, one in self.terms.items()}
        return of_terms | {at: one.source for at, one in self.silences.items()}

    @property
    def unconfirmed(self) -> int:
        """Return how many parts the operator does not call confirmed."""
        terms = [one.confirmed for one in self.terms.values()]
        return [*terms, *(one.confirmed for one in self.silences.values())].count(False)

    def over(self, rules: HearingRules) -> HearingRules:
        """Return *rules* with what was chosen, as the operator's own."""
        awards = (
            replace(one, consultation=_term(one.consultation), silence=_silence(one.silence))
            for one in self.awards
        )
        return HearingRules(
            _term(self.consultation) or rules.consultation,
            _silence(self.silence) or rules.silence,
            (*awards, *rules.awards),
        )


NO_HEARING = HearingFile()


def _numbered(told: Sequence[HeardAward]) -> Iterator[tuple[str, HeardAward]]:
    return ((f"$.awards[{number}]", one) for number, one in enumerate(told))


def _term(said: UsualTerm | None) -> UsualTerm | None:
    return replace(said, source=OWN + said.source) if said else None


def _silence(said: Silence | None) -> Silence | None:
    return replace(said, source=OWN + said.source) if said else None


def read_hearing(path: Path | ReadOnce) -> OwnFile[HearingFile]:
    """
    Return the TOML file *path* of an operator.

    Raises:
        BadHearing: not readable, no TOML, or of another form.
    """
    return read_own(path, HearingFile, BadHearing)


def wrong_in_file(said: HearingFile) -> Iterator[str]:
    """Find what is wrong with a file whatever the rulebooks say."""
    bare = (at for at, source in said.sources.items() if not source.strip())
    yield from (f"{at}: needs a source" for at in bare)
    yield from wrong_in_parts(said)


def wrong_in_parts(said: HearingFile) -> Iterator[str]:
    """Find terms and silences that are none, and empty entries."""
    for at, term in said.terms.items():
        if not 1 <= term.working_days <= MOST_DAYS:
            yield f"{at}.working_days: {term.working_days}"
    for at, silence in said.silences.items():
        if silence.counts_as not in SILENCES:
            yield f"{at}.counts_as: unknown {silence.counts_as}"
    for at, one in _numbered(said.awards):
        if one.consultation is None and one.silence is None:
            yield f"{at}: says nothing"


def wrong_in_hearing(house: HearingRules, awards: Collection[str], passed: Passed) -> Iterator[str]:
    """Find what is wrong with the rules of the rulebooks themselves."""
    yield from wrong_in_parts(HearingFile(house.consultation, house.silence, house.awards))
    yield from strange(house.awards, awards, passed)


def chosen(
    read: OwnFile[HearingFile], house: HearingRules, awards: Collection[str], passed: Passed
) -> HearingFile:
    """
    Return what a file sets, held against the rulebooks; *passed* are awards and their levels.

    Raises:
        BadHearing: with all that is unsound, would do nothing, or differs from confirmed law.
    """
    said = read.says
    wrong = (
        *wrong_in_file(said),
        *strange(said.awards, awards, passed),
        *departing(said, house),
    )
    if problems := read.told(wrong):
        raise BadHearing("\n".join(problems))
    return said


def strange(told: Sequence[HeardAward], awards: Collection[str], passed: Passed) -> Iterator[str]:
    """Find what is said of unknown awards, of levels off their way, or where nothing reaches it."""
    for number, (at, one) in enumerate(_numbered(told)):
        yield from _strange(at, one, awards, passed)
        if any(_takes(before, one) for before in told[:number]):
            yield f"{at}: an entry before it takes its cases"


def _strange(at: str, one: HeardAward, awards: Collection[str], passed: Passed) -> Iterator[str]:
    """Find an award there is not, and a level that no case of it comes to."""
    if one.award is not None and one.award not in awards:
        yield f"{at}.award: unknown {one.award}"
    elif not any(one.is_of(*step) for step in passed):
        yield f"{at}.level: no way to {one.award or 'an award'} leads through {one.level}"


def _takes(one: HeardAward, other: HeardAward) -> bool:
    """Say whether everything in an entry is said by another before it already."""
    wider = one.award in {None, other.award} and one.level in {None, other.level}
    term = one.consultation is not None or other.consultation is None
    return wider and term and (one.silence is not None or other.silence is None)


def departing(said: HearingFile, house: HearingRules) -> Iterator[str]:
    """Find what takes the place of a confirmed rule and says something else."""
    everywhere = HeardAward(None, None, said.consultation, said.silence)
    parts = [("$", everywhere), *_numbered(said.awards)]
    general = HeardAward(None, None, house.consultation, house.silence)
    for at, one in parts:
        for law in (*(each for each in house.awards if meets(one, each)), general):
            yield from _departing(at, one, law)


def meets(one: HeardAward, other: HeardAward) -> bool:
    """Say whether some case is of both entries."""
    return (one.award is None or other.award in {None, one.award}) and (
        one.level is None or other.level in {None, one.level}
    )


def _departing(at: str, one: HeardAward, law: HeardAward) -> Iterator[str]:
    if law.consultation and one.consultation:
        yield from _of_terms(f"{at}.consultation", one.consultation, law.consultation)
    if law.silence and one.silence:
        yield from _of_silence(f"{at}.silence", one.silence, law.silence)


def _of_terms(at: str, said: UsualTerm, law: UsualTerm) -> Iterator[str]:
    if law.confirmed and said.working_days != law.working_days:
        yield f"{at}: {law.working_days} working days are confirmed law: {law.source}"


def _of_silence(at: str, said: Silence, law: Silence) -> Iterator[str]:
    if law.confirmed and said.counts_as != law.counts_as:
        yield f"{at}: {law.counts_as} is confirmed law: {law.source}"

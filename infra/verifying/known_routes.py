"""Routes as known rulebooks give them: of this version, of earlier ones, of an auditor's folder."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from domain.ladder import Ladder, Step
from domain.rulebooks.award import AwardRule, Share
from domain.rulebooks.pinning import ladder_of, levels_of
from domain.units import Units
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.reading import BadRulebook
from infra.rulebooks.shelf import REGIME, ROOT, Book, book_in, rules_of
from services.redeciding.means import Route
from services.upkeep import CannotOpen

VERSIONS, KEPT = "versions.toml", 2_000
SHARE = "the share of votes that a route pinned, an operator's own"
EARLIER = "papers, titles and conditions of a route by an earlier version of its rulebook"


class KnownRoutes:
    """What routes are held to: the award's file under the digest they name."""

    def __init__(self, books: RulebookFiles, units: Units, older: Iterable[Path] = ()) -> None:
        self._books, self._units, self._versions = books, units, versions()
        read = [one for folder in older for one in books_in(folder)]
        self._older = [(book.regime.says, rule) for book in read for rule in rules_of(book)]
        self._given_before: dict[tuple[str, str, date], Ladder | None] = {}

    def has_been(self, book: str, name: str, digest: str) -> bool:
        """Say whether a file of a book bore a digest in any known version."""
        return digest in self._versions.get(book, {}).get(name, ())

    def route(self, pinned: Ladder, unit: str, on: date) -> Route | None:
        """
        Return a pinned route as the file under its digest gives it to a unit on a day.

        Clock, share of votes and what the service says of it stay as they were pinned: an operator
        sets them, above what is confirmed. So does, of a version that only its digest is left of,
        all but its steps, subjects and postings.
        """
        rule = self._rule(pinned, on)
        given = self._given(rule, unit, on) if rule else None
        if rule is None or given is None:
            return None
        if rule.digest == pinned.digest:
            return with_own_settings(pinned, given, rule)
        return of_earlier(pinned, given, rule)

    def _rule(self, pinned: Ladder, on: date) -> AwardRule | None:
        """Return the award under the digest, or as it is now where the digest is an earlier one."""
        now = self._books.written(pinned.award, on)
        known = (rule for rule in (now, *self._of_then(pinned, on)) if rule)
        if same := [one for one in known if one.digest == pinned.digest]:
            return same[0]
        was = now and self.has_been(now.regime, pinned.award, pinned.digest)
        return now if was else None

    def _of_then(self, pinned: Ladder, on: date) -> Iterator[AwardRule]:
        """Yield an award as older rulebooks say it for a day."""
        for regime, rule in self._older:
            if regime.covers(on) and rule.award.key == pinned.award:
                yield rule

    def _given(self, rule: AwardRule, unit: str, on: date) -> Ladder | None:
        """Return the route for a unit on a day, made once for the cases of a day."""
        asked = rule.digest, unit, on
        if asked not in self._given_before:
            if len(self._given_before) >= KEPT:
                self._given_before.clear()
            self._given_before[asked] = self._made(rule, unit, on)
        return self._given_before[asked]

    def _made(self, rule: AwardRule, unit: str, on: date) -> Ladder | None:
        """Return the route for a unit; None where a level of it has none that day."""
        units: dict[str, str] = {}
        for level in levels_of(rule):
            if (competent := self._units.at_level(unit, level, on)) is None:
                return None
            units[level] = competent.code
        return ladder_of(rule, units)


def with_own_settings(pinned: Ladder, given: Ladder, rule: AwardRule) -> Route:
    """Return a route as its file gives it, with what an operator may have set as it was pinned."""
    steps = steps_of(pinned, given, rule)
    ladder = replace(given, steps=steps, clock=pinned.clock, yearly=pinned.yearly)
    return Route(ladder, believed_shares(steps, given.steps))


def of_earlier(pinned: Ladder, given: Ladder, rule: AwardRule) -> Route:
    """Return a pinned route of an earlier version, with what is the same in all versions of it."""
    steps = steps_of(pinned, given, rule)
    posted = pinned.postings if terms(pinned) == terms(given) else given.postings
    same = replace(pinned, regime=given.regime, subjects=given.subjects, postings=posted)
    believed = *believed_shares(steps, given.steps), EARLIER
    return Route(replace(same, steps=steps), believed)


def terms(ladder: Ladder) -> tuple[tuple[str, int], ...]:
    """Return where cases are posted, and how long."""
    return tuple((one.level, one.working_days) for one in ladder.postings)


def steps_of(pinned: Ladder, given: Ladder, rule: AwardRule) -> tuple[Step, ...]:
    """Return the steps that a file gives, each with what may differ as it was pinned."""
    was = {one.key: one for one in pinned.steps}
    laws = {one.key: one.share for one in rule.award.steps}
    return tuple(as_pinned(was.get(one.key, one), one, laws[one.key]) for one in given.steps)


def as_pinned(was: Step, now: Step, law: Share | None) -> Step:
    """Return a step with its sources and share as pinned, unless below a confirmed share."""
    asks = was.asks if questions(was) == questions(now) else now.asks
    told = replace(now, source=was.source, confirmed=was.confirmed, asks=asks)
    if law is None or was.percent is None or (law.confirmed and was.percent < law.percent):
        return told
    return replace(told, percent=was.percent)


def questions(step: Step) -> tuple[tuple[str, str, int], ...]:
    """Return what a step asks of whom, and how long they have."""
    return tuple((one.agency, one.subject, one.working_days) for one in step.asks)


def believed_shares(pinned: Sequence[Step], given: Sequence[Step]) -> tuple[str, ...]:
    """Return that a share was taken as it was pinned, where another one than the file's was."""
    pairs = zip(pinned, given, strict=True)
    return (SHARE,) if any(was.percent != now.percent for was, now in pairs) else ()


Versions = Mapping[str, Mapping[str, Sequence[str]]]


@cache
def versions() -> Versions:
    """Return which digests each file bore that cases rest on, by its book and its name."""
    told: Versions = tomllib.loads((ROOT / VERSIONS).read_text(encoding="utf-8"))
    return told


def books_in(folder: Path) -> Iterator[Book]:
    """
    Read the regimes of a folder of rulebooks, and nothing else of it.

    Raises:
        CannotOpen: there are none, or one cannot be read.
    """
    found = sorted(folder.glob(f"*/{REGIME}"))
    try:
        books = [book_in(one.parent) for one in found]
    except (BadRulebook, OSError) as wrong:
        raise CannotOpen(f"{folder}: {wrong}") from wrong
    if not books:
        raise CannotOpen(f"{folder}: no rulebook is in it")
    yield from books

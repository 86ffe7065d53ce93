"""What an act on the house would change: lines of a file of rules, or cases of a reform."""

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import unified_diff
from uuid import UUID

from domain.hand import Hand
from domain.house_acts.commands import Sort
from domain.house_acts.state import HouseAct
from domain.nomination.authority import AuthorityEvent
from domain.reform.plan import Reform
from services.ports import Ledger
from services.reform import rehearse
from services.reform_tally import Tally
from services.rules_files import RulesFiles
from services.upkeep import quiet

MOST_CASES = 200
Would = tuple[UUID, AuthorityEvent]


@dataclass(frozen=True, slots=True)
class Changes:
    """
    What an act would change.

    Of a file of rules `in_force` is the digest of the present one, None where there is none, and
    `diff` the lines that differ (unified): lines of TOML, which end at a line feed alone, so that
    no comment passes for a rule; what is not seen, or turns the writing, is escaped. Of a reform
    `tally` counts all cases and `cases` holds the first 200; both are of now. `known` is False
    where the bytes of a file are not kept here, or the house does not know this reform under this
    digest.
    """

    known: bool = True
    in_force: str | None = None
    diff: str | None = None
    tally: Tally | None = None
    cases: list[Would] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where changes are looked up: the log, kept files of rules, reforms by name, a hand to try."""

    ledger: Ledger
    files: RulesFiles
    reform: Callable[[str], Reform | None]
    hand: Callable[[Reform], Hand]


def changes(act: HouseAct, shelf: Shelf) -> Changes:
    """Return what the last proposal on a subject would change; nothing is written."""
    if act.said is None:
        return Changes()
    if act.said.kind == Sort.RULES.value:
        return _of_rules(act, act.said.digest, shelf.files)
    if act.said.kind == Sort.REFORM.value:
        return _of_reform(act.said.subject, act.said.digest, shelf)
    return Changes()


def _of_rules(act: HouseAct, digest: str, files: RulesFiles) -> Changes:
    """Return the lines that differ between the file in force, or nothing, and the proposed one."""
    after = files.find(digest)
    before = b"" if act.present is None else files.find(act.present)
    if after is None or before is None:
        return Changes(known=False, in_force=act.present)
    old, new = (one.decode(errors="surrogateescape").split("\n") for one in (before, after))
    named = f"in force {act.present or '-'}", f"proposed {digest}"
    lines = unified_diff(old, new, *named, lineterm="")
    return Changes(in_force=act.present, diff="\n".join(map(_plain, lines)))


def _plain(line: str) -> str:
    """Return a line with signs that are not seen, or steer what is, as escapes: tabs stay."""
    return "".join(one if one.isprintable() or one == "\t" else _escaped(one) for one in line)


def _escaped(sign: str) -> str:
    """Return a sign as TOML and Python write it: U+202E as a backslash, u and its number."""
    return sign.encode("unicode_escape").decode("ascii")


def _of_reform(key: str, digest: str, shelf: Shelf) -> Changes:
    """Return which cases a reform of the house would move, as a dry run says now."""
    reform, cases = shelf.reform(key), list[Would]()
    if reform is None or reform.digest != digest:
        return Changes(known=False)

    def hear(case: UUID, fact: AuthorityEvent) -> None:
        if len(cases) < MOST_CASES:
            cases.append((case, fact))

    tally = rehearse(reform, shelf.hand(reform), shelf.ledger, quiet, hear)
    return Changes(tally=tally, cases=cases)

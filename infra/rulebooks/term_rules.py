"""What can be wrong with the rules of terms, and the operator's file that sets them anew."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from domain.terms import ClockRule, Entry, Near, Notice, TermRules
from infra.rulebooks.movement_checks import twice
from infra.rulebooks.own_file import read_own
from infra.rulebooks.read_once import ReadOnce

MOST_DAYS = 250
RAN_OUT = "deadline-missed"


class BadTerms(Exception):
    """The operator's file of terms cannot be used; says where and why."""


class TermChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an operator sets anew; what is not there stays as in the rulebooks."""

    near: Near | None = None
    clock: ClockRule | None = None
    notices: tuple[Notice, ...] | None = None
    entry: Entry | None = None

    def over(self, rules: TermRules) -> TermRules:
        """Return *rules* with what was chosen."""
        return replace(
            rules,
            near=self.near or rules.near,
            clock=self.clock or rules.clock,
            notices=rules.notices if self.notices is None else self.notices,
            entry=self.entry or rules.entry,
        )


NOTHING_SET = TermChoice()


def read_terms(path: Path | ReadOnce, roles: Collection[str]) -> TermChoice:
    """
    Return what the TOML file *path* sets.

    Raises:
        BadTerms: not readable, not TOML, of another form, a number nobody can mean, an entry
            without its source, or a role nobody has.
    """
    read = read_own(path, TermChoice, BadTerms)
    if wrong := read.told(wrong_in_choice(read.says, roles)):
        raise BadTerms("\n".join(wrong))
    return read.says


def wrong_in_choice(told: TermChoice, roles: Collection[str]) -> Iterator[str]:
    """Find what is wrong with a choice."""
    notices = told.notices or ()
    entries: dict[str, Near | ClockRule | Entry | Notice | None] = {
        "near": told.near,
        "clock": told.clock,
        "entry": told.entry,
    }
    entries |= {f"notices[{number}]": one for number, one in enumerate(notices)}
    bare = (at for at, one in entries.items() if one is not None and not one.source.strip())
    yield from (f"$.{at}: needs a source" for at in bare)
    yield from wrong_in_terms(told.near, told.entry, notices, roles)


def wrong_in_terms(
    near: Near | None,
    entry: Entry | None,
    notices: tuple[Notice, ...],
    roles: Collection[str],
) -> Iterator[str]:
    """Find numbers that nobody can mean, notices that stand twice, and unknown roles."""
    yield from wrong_in_days({"near": near, "entry": entry})
    yield from twice("$.notices", [RAN_OUT, *(one.key for one in notices)])
    for number, one in enumerate(notices):
        if abs(one.working_days) > MOST_DAYS:
            yield f"$.notices[{number}].working_days: {one.working_days}"
        if one.role is not None and one.role not in roles:
            yield f"$.notices[{number}].role: unknown {one.role}"


def wrong_in_days(told: Mapping[str, Near | Entry | None]) -> Iterator[str]:
    """Find numbers of working days that nobody can mean, by the name of what they stand in."""
    for name, one in told.items():
        if one is not None and not 0 <= one.working_days <= MOST_DAYS:
            yield f"$.{name}.working_days: {one.working_days}"

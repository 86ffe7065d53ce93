"""`order.unit.announce` and `order.post.announce`: what the city tells of units and posts."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from domain.directory.commands import AnnouncePost, AnnounceUnit
from domain.directory.events import PostAnnounced, UnitAnnounced
from services.city_orders.desk import Asked, Desk
from services.city_orders.words import LISTED, Line, RuleKey, UnitCode


@dataclass(frozen=True, slots=True)
class AnnounceUnitV1:
    """A unit stands between two days; `effective_on` is the date of the paper that says so."""

    code: UnitCode
    level: RuleKey
    name: Line
    in_force_from: date
    effective_on: date
    parent: UnitCode | None = None
    in_force_to: date | None = None
    successors: Annotated[tuple[UnitCode, ...], LISTED] = ()


@dataclass(frozen=True, slots=True)
class AnnouncePostV1:
    """A person, known by a reference the sender keeps, holds a post; a name is never sent."""

    person: UUID
    unit: UnitCode
    position: Line
    roles: Annotated[tuple[RuleKey, ...], LISTED]
    held_from: date
    effective_on: date
    held_to: date | None = None


def announce_unit(told: AnnounceUnitV1, desk: Desk) -> Asked:
    """Return the command."""
    unit = UnitAnnounced(
        told.code,
        told.level,
        told.name,
        told.parent,
        told.in_force_from,
        told.in_force_to,
        told.successors,
    )
    return Asked((AnnounceUnit(desk.hand(told.effective_on), unit),))


def announce_post(told: AnnouncePostV1, desk: Desk) -> Asked:
    """Return the command."""
    post = PostAnnounced(
        told.person, told.unit, told.position, told.roles, told.held_from, told.held_to
    )
    return Asked((AnnouncePost(desk.hand(told.effective_on), post),))

"""Particulars of a person as forms bring them, and how an order with some is known again."""

from collections.abc import Callable, Mapping
from uuid import UUID

from api.acts import Slip, may_start
from api.fields import Line, choice
from api.forms import Part, sent
from api.json_text import write
from api.system import System, house
from api.trail import trail
from domain.decider import demand
from domain.personal.particulars import SEXES, Particulars, written_alike, wrong_in
from services.nominating import committed, subject_ref
from services.orders import Command

PARTICULARS = "particulars"


class ParticularsForm(Part):
    """
    Identity number, sex and contacts of a person, each only where a paper tells it.

    What is given stands in the place of all that was told before; an empty object takes it away.
    """

    identity_number = Line(1, 24)
    sex = choice(*SEXES)
    phone = Line(1, 32)
    email = Line(3, 254)
    address = Line(1, 300)


def particulars_in(body: Mapping[str, object], system: System) -> Particulars | None:
    """
    Return the particulars of a form that was checked, None where it tells none.

    Raises:
        Refused: with every rule they break by their look.
    """
    said = body.get(PARTICULARS)
    if not isinstance(said, Mapping):
        return None
    told = written_alike(Particulars(**said))
    demand(*wrong_in(told, system.catalogue.personal().identity_number))
    return told


def sealed(mine: Slip, told: Particulars | None, build: Callable[[UUID], Command]) -> str | None:
    """
    Return a commitment to particulars of whom an order brings, once it is allowed without one.

    So an order that is refused leaves no salt behind.

    Raises:
        Refused: with every rule that the order breaks, or its nominee was erased.
    """
    if told is not None:
        may_start(mine, build)
    return bound(subject_ref(mine.id), told)


def bound(ref: UUID, told: Particulars | None) -> str | None:
    """
    Return a commitment to particulars of *ref*; by it, not by them, the order is known again.

    So no receipt keeps a digest of a number that somebody could guess after an erasure.

    Raises:
        Refused: *ref* was erased.
    """
    commitment = committed(house().people, ref, told)
    if commitment is not None:
        trail().content = known_by(write(without_particulars(sent())), commitment)
    return commitment


def known_by(said: bytes, commitment: str | None) -> bytes:
    """Return by what an order is known again: a commitment stands for particulars in it."""
    return said + (commitment or "").encode()


def without_particulars(said: Mapping[str, object]) -> dict[str, object]:
    """Return what was sent without the particulars in it, of a nominee too."""
    return {
        key: without_particulars(one) if isinstance(one, Mapping) else one
        for key, one in said.items()
        if key != PARTICULARS
    }

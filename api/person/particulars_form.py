"""Particulars of a person as forms bring them, and how an order with some is known again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from api.acts import Slip, may_start
from api.conditions import fingerprint
from api.fields import Line, choice
from api.forms import Part, sent
from api.json_text import write
from api.system import System, house
from api.told_together import told_together
from api.trail import trail
from domain.personal.particulars import SEXES, Particulars, written_alike, wrong_in
from domain.refusal import Refusal
from services.nominating import committed, committed_before, subject_ref
from services.orders import Command
from services.stores import People

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


@dataclass(frozen=True, slots=True)
class Looked:
    """The particulars of a form, None where it tells none, and every rule their look breaks."""

    told: Particulars | None = None
    wrong: tuple[Refusal, ...] = ()


def particulars_in(body: Mapping[str, object], system: System) -> Looked:
    """Return the particulars of a form that was checked, with what is wrong with their look."""
    said = body.get(PARTICULARS)
    if not isinstance(said, Mapping):
        return Looked()
    told = written_alike(Particulars(**said))
    return Looked(told, wrong_in(told, system.catalogue.personal().identity_number))


def sealed(mine: Slip, looked: Looked, build: Callable[[UUID], Command]) -> str | None:
    """
    Return a commitment to particulars of whom an order brings, once it is allowed without one.

    So an order that is refused leaves no salt behind.

    Raises:
        Refused: with every rule that the order or the particulars break, or its nominee was erased.
    """
    with told_together(looked.wrong):
        if looked.told is not None:
            may_start(mine, build, partial(as_bound, subject_ref(mine.id), looked.told))
    return bound(subject_ref(mine.id), looked.told)


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


def as_bound(ref: UUID, told: Particulars | None) -> str | None:
    """
    Return the digest of what is asked as `bound` would have it; it makes no salt.

    Raises:
        Refused: *ref* was erased.
    """
    return digest_before(house().people, ref, told, _fingerprint)


def _fingerprint(commitment: str | None) -> str:
    if commitment is None:
        return fingerprint()
    return fingerprint(known_by(write(without_particulars(sent())), commitment))


def digest_before(
    people: People,
    ref: UUID,
    told: Particulars | None,
    digest: Callable[[str | None], str],
) -> str | None:
    """
    Return the digest that an order with what is *told* had if it came before, else None.

    *digest* takes the commitment to what is told; none is made here.

    Raises:
        Refused: *ref* was erased.
    """
    if told is None:
        return digest(None)
    commitment = committed_before(people, ref, told)
    return None if commitment is None else digest(commitment)


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

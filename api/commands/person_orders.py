"""The orders of `vinhdanh person`: each under a key of its own, and a carrying-out once."""

from functools import partial
from hashlib import sha256

from api.commands.particulars_read import known_again
from api.json_text import write
from api.person.particulars_form import known_by
from api.person.told import done, vouched
from api.system import System
from domain.personal.commands import CarryOutPersonRequest, PersonCommand
from domain.personal.particulars import Particulars
from services.handle import Order
from services.nominating import committed
from services.personal_data import Pending
from services.receipts import Receipt, command_id
from services.rehearsing import rehearsed
from services.stores import Name


def tried(
    system: System, order: CarryOutPersonRequest, told: Particulars | None, said: bytes
) -> None:
    """Let an order pass that may be carried out as things stand, or was before."""
    mine, key = order.person, _key_of(order)
    digest = partial(_digest, order, key, said)
    asked = known_again(system, command_id(order.hand.actor, key), mine, told, digest)
    rehearsed(lambda: order, system, asked)


def carried_out(
    system: System, order: CarryOutPersonRequest, right: Name | None, said: bytes
) -> tuple[Receipt, bool]:
    """
    Have what was accepted done; again it is known by what was *said*, and by commitment.

    Return its receipt, and whether something still waits to be taken away.
    """
    vouching = committed(system.people, order.person, right.particulars if right else None)
    order = vouched(order, vouching)
    mine = told_of(order, _key_of(order), known_by(said, vouching))
    pending = Pending(order.person, mine.id, system.people.keyed(str(mine.fingerprint)))
    return done(system, order, pending, right, partial(system.handle, mine))


def _key_of(order: CarryOutPersonRequest) -> str:
    return f"carry-out {order.request}"


def told_of(order: PersonCommand, key: str, content: bytes = b"") -> Order:
    """Return an order under a key of its sender; one that is sent again has the same."""
    command = command_id(order.hand.actor, key)
    return Order(order, command, str(command), _digest(order, key, content))


def _digest(order: PersonCommand, key: str, said: bytes, commitment: str | None = None) -> str:
    command = command_id(order.hand.actor, key)
    asked = write([str(order.person), str(command)]) + known_by(said, commitment)
    return sha256(asked).hexdigest()

"""An order looked over before anything is kept for it: it passes, is refused, or was answered."""

from collections.abc import Callable

from services.handle import rehearse
from services.house import House
from services.orders import Command
from services.receipts import Asked, Receipt, made


def rehearsed(
    build: Callable[[], Command], house: House, asked: Asked | None, expected: int | None = None
) -> Receipt | None:
    """
    Let an order pass that could be made and carried out as things stand; nothing is written.

    One that was carried out before, or is just now, under the same key has its receipt: nobody
    hears of the effect of their own order that it stands in its way.

    Raises:
        Refused: with every broken rule; or the key came before with another content.
        Stale: the stream is at another version than *expected*.
    """
    command = made(build, asked, house.ledger)
    if isinstance(command, Receipt):
        return command
    return rehearse(command, expected, house.ledger, house.sight(command.hand), asked)

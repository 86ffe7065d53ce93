"""Tell the story: each deed once, on a fresh ledger or where it was told in part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from domain.refusal import Refused
from services.demo.hearing_orders import HEARING_ORDERS
from services.demo.orders import CASE_ORDERS, nominee
from services.demo.paper_orders import PAPER_ORDERS
from services.demo.stage import Stage, StoryLeft
from services.demo.story import Deed, deeds, read_story, told_of
from services.handle import Order
from services.house import House
from services.nominating import keep_name
from services.orders import Command
from services.receipts import receipt_stream
from services.stores import Name

WRITERS: Mapping[str, Callable[[Deed, Stage], Command]] = {
    **PAPER_ORDERS,
    **HEARING_ORDERS,
    **CASE_ORDERS,
}


@dataclass(frozen=True, slots=True)
class Told:
    """
    How much of the story the ledger holds now.

    `known` deeds were there before, `added` ones are new. `ahead` are dated after today and come
    at a later start; `left` could not be done, for somebody else has moved their case.
    """

    known: int = 0
    added: int = 0
    ahead: int = 0
    left: int = 0


def tell(house: House) -> Told:
    """
    Tell the demo ward's story, or the rest of it; nothing where a ledger holds other work.

    Every deed goes the way of every order and leaves a receipt, by which it is known again.
    """
    stage = Stage(house, read_story(), house.clock.now())
    story = deeds(stage.story)
    fresh = _unknown(story, house)
    if len(fresh) == len(story) and house.ledger.last_position():
        return Told(left=len(fresh))
    done = [_do(deed, stage) for deed in fresh if not stage.is_ahead(deed)]
    _keep_names(stage, story)
    return Told(len(story) - len(fresh), sum(done), len(fresh) - len(done), done.count(False))


def _unknown(story: Sequence[Deed], house: House) -> list[Deed]:
    """Return the deeds that left no receipt yet, with one question to the store."""
    receipts = house.ledger.read_many([receipt_stream(deed.id) for deed in story])
    return [deed for deed in story if not receipts[receipt_stream(deed.id)]]


def _do(deed: Deed, stage: Stage) -> bool:
    """Do one deed; say whether it could be done."""
    try:
        order = Order(_command(deed, stage), deed.id, str(deed.id), fingerprint=deed.key)
        stage.house.handle(order)
    except (Refused, StoryLeft):
        return False
    return True


def _command(deed: Deed, stage: Stage) -> Command:
    return WRITERS[deed.said["do"]](deed, stage)


def _keep_names(stage: Stage, story: Sequence[Deed]) -> None:
    """Keep the names that are not kept; an erased one stays erased."""
    opened = {nominee(deed, stage).ref: deed for deed in story if deed.said["do"] == "open"}
    kept = stage.house.people.name_of(opened.keys())
    for ref, deed in opened.items():
        if ref not in kept:
            told = told_of(stage.story, deed.about)
            name = Name(told["name"], told.get("note", ""))
            keep_name(stage.house.people, nominee(deed, stage), name)

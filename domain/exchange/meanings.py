"""What the codes of a status say of a paper that was sent (domain facts 11.10)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """
    What a code says, and whether the sender has something to do.

    `confirmed` is False where the sources give a code its words and not who says it of whose paper.
    """

    word: str
    to_do: bool = False
    confirmed: bool = True


MEANINGS: Mapping[str, Meaning] = {
    "01": Meaning("arrived"),
    "02": Meaning("rejected", to_do=True),
    "03": Meaning("accepted"),
    "04": Meaning("assigned"),
    "05": Meaning("in-process"),
    "06": Meaning("finished"),
    "13": Meaning("recall-requested", to_do=True, confirmed=False),
    "15": Meaning("change-agreed", confirmed=False),
    "16": Meaning("change-refused", to_do=True, confirmed=False),
}

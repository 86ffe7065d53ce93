"""Where the JSON we take is stricter than Python's reader, over HTTP as over the bus."""

from typing import NoReturn


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """
    Return the object that *pairs* make.

    Raises:
        ValueError: a field stands twice; which of the two was meant, nobody knows.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field stands twice")
    return found


def never(constant: str) -> NoReturn:
    """
    Take no NaN and no infinity, which no JSON has.

    Raises:
        ValueError: always.
    """
    raise ValueError(f"{constant} is no number")

"""A plugin for the runs of mutmut: quick tests that say what they try, so that runs are alike."""

import pytest

MOST = {"members": 4, "people": 3, "levels": 2}
LONG = ("daily", "drill", "no_cover")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Take out tests that draw what they try, those that try every way of many, and the long ones.

    Luck would kill a mutant in one run and not in the next; what a council of nine sees, one of
    four has seen, and so with the people on a path. A drill takes longer than a thousand examples.
    """
    left = [one for one in items if is_more_than_examples(one) or _is_long(one)]
    config.hook.pytest_deselected(items=left)
    items[:] = [one for one in items if one not in left]


def is_more_than_examples(item: pytest.Item) -> bool:
    """Say whether a test draws what it tries, or tries every way of many."""
    return _is_drawn(item) or _is_of_many(item)


def _is_drawn(item: pytest.Item) -> bool:
    return getattr(getattr(item, "obj", None), "is_hypothesis_test", False)


def _is_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in LONG)


def _is_of_many(item: pytest.Item) -> bool:
    if not (isinstance(item, pytest.Function) and hasattr(item, "callspec")):
        return False
    chosen = item.callspec.params
    numbers = ((chosen.get(name), most) for name, most in MOST.items())
    return any(isinstance(one, int) and one > most for one, most in numbers)

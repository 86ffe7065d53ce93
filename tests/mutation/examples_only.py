"""A plugin for the runs of mutmut: quick tests that say what they try, so that runs are alike."""

import pytest

MOST_MEMBERS = 4


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Take out tests that draw what they try, and councils of many.

    Luck would kill a mutant in one run and not in the next; what a council of nine sees, one of
    four has seen.
    """
    left = [one for one in items if _is_drawn(one) or _members(one) > MOST_MEMBERS]
    config.hook.pytest_deselected(items=left)
    items[:] = [one for one in items if one not in left]


def _is_drawn(item: pytest.Item) -> bool:
    return getattr(getattr(item, "obj", None), "is_hypothesis_test", False)


def _members(item: pytest.Item) -> int:
    chosen = (
        item.callspec.params
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
        else {}
    )
    members = chosen.get("members", 0)
    return members if isinstance(members, int) else 0

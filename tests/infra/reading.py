"""How the tests of XES files read them."""

import pytest

from domain.past.trace import Trace
from infra.xes.reading import traces
from services.past_log import LogRefused
from tests.data.xes_files import blocks

ROLE = "org:role"


def read(content: bytes, role_attribute: str = ROLE, size: int = 1 << 16) -> list[Trace]:
    """Return all traces of a file."""
    return list(traces(blocks(content, size), role_attribute))


def refused(content: bytes) -> LogRefused:
    """Return why a file is refused."""
    with pytest.raises(LogRefused) as caught:
        read(content)
    return caught.value

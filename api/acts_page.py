"""
Print docs/acts.md from the description of the API, every act with an example that is accepted.

`curl -s localhost:8000/openapi.json | .venv/bin/python -m api.acts_page > docs/acts.md`
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import NotRequired, TypedDict

PREFIX = "/api/v1"
ABOUT = f"""# Acts

Every act there is, by resource; printed by `api/acts_page.py` from the description of the API,
which a test holds this page to. Addresses stand under `{PREFIX}`. An act on something that exists
needs `If-Match` with the version that was seen, one that starts something an `Idempotency-Key`;
`Delegation` names the power by which somebody acts in another's place. Each act takes
`effective_on`, the date on the paper, today where it is left out. Who may, and what keeps
somebody from it now, is asked at `GET /nominations/{{nomination}}/acts` and `GET /possible-acts`;
what comes back, and every field, is at `/docs` of a running service.
"""


class Body(TypedDict):
    """What is sent, by kind of content."""

    example: NotRequired[Mapping[str, object]]


class Sent(TypedDict):
    """The body of an act."""

    content: Mapping[str, Body]


class Described(TypedDict):
    """An act of the description."""

    summary: str
    tags: Sequence[str]
    requestBody: Sent


class Tag(TypedDict):
    """A resource."""

    name: str
    description: str


class Document(TypedDict):
    """What is read of an OpenAPI document."""

    tags: Sequence[Tag]
    paths: Mapping[str, Mapping[str, Described]]


def markdown(described: Document) -> str:
    """Return the page for an OpenAPI document."""
    return "\n".join([ABOUT, *_sections(described)])


def _sections(described: Document) -> Iterator[str]:
    """Yield a section for each resource that takes acts."""
    for tag in described["tags"]:
        lines = [_line(path, act) for path, act in _acts(described) if tag["name"] in act["tags"]]
        if lines:
            yield f"## {tag['name']}\n\n{tag['description']}\n"
            yield "\n".join(["| POST | does | example |", "|---|---|---|", *lines, ""])


def _acts(described: Document) -> Iterator[tuple[str, Described]]:
    """Yield address and description of each act."""
    for path, methods in sorted(described["paths"].items()):
        if "post" in methods:
            yield path.removeprefix(PREFIX), methods["post"]


def _line(path: str, act: Described) -> str:
    """Return the row of an act; a file is sent as a form, so it has no text to show."""
    ((kind, body),) = act["requestBody"]["content"].items()
    example = json.dumps(body["example"], ensure_ascii=False) if "example" in body else kind
    summary = act["summary"].replace("|", "\\|")
    return f"| `{path}` | {summary} | `{example}` |"


if __name__ == "__main__":
    sys.stdout.write(markdown(json.load(sys.stdin)))

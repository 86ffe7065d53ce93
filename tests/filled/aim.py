"""Aims made-up requests at what there is, mixing the values of orders that are carried out in."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any

from flask import Response, request
from schemathesis.core import NOT_SET
from schemathesis.core.parameters import ParameterLocation as At
from schemathesis.generation import GenerationMode
from schemathesis.generation.meta import TestPhase

from api.commands.token import ROLES
from tests.api.badges import badge
from tests.authority.reading import CODE
from tests.filled.orders import NAMED, Said, cast, ordered, stream_of
from tests.filled.questions import asked
from tests.filled.stage import Stage

OFTEN, MOSTLY, SELDOM = 0.7, 0.9, 0.1
BALLOT, CASTING = "cast_ballot", "POST /api/v1/councils/sessions/{session}/ballots"
OF_THEIRS = {"Delegation", "cursor"}
"""What nobody can make up; a request that has none is as good."""
KEY, SEEN = "Idempotency-Key", "If-Match"


@dataclass
class Aim:
    """What is said of each operation, who says it, and what was answered by operation."""

    stage: Stage
    described: Mapping[str, Any]
    dice: Random = field(default_factory=lambda: Random(1))
    meant: dict[str, Said] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    told: Counter[tuple[str, int]] = field(default_factory=Counter)
    walking: bool = False
    sample: bool = False

    def wanted(self, case: Any) -> bool:
        """Say whether a case is sent: a sample leaves out values at the edge of some operations."""
        at_the_edge = case.meta is not None and case.meta.phase.name is TestPhase.COVERAGE
        return not (self.sample and at_the_edge and self.spared(case.operation.label))

    def spared(self, operation: str) -> bool:
        """Say whether the values at the edge of an operation are left out: of three in four."""
        return sorted(self.said).index(operation) % 4 != 0

    @cached_property
    def said(self) -> dict[str, list[Said]]:
        """Return what is said of each operation, by method and address."""
        found = {
            f"{method.upper()} {path}": said_of(one["operationId"], path)
            for path, ways in self.described["paths"].items()
            for method, one in ways.items()
            if method in {"get", "post"} and one["operationId"] != BALLOT
        }
        return {**found, CASTING: [cast(self.stage.house)]}

    def examples(self, operation: Any) -> list[Any]:
        """Return the request that is carried out."""
        return [self._whole(operation, self.said[operation.label][0])]

    def _whole(self, operation: Any, said: Said) -> Any:
        """Return a case that says all of it, and nothing made up."""
        made = operation.Case(
            path_parameters=self._ids(operation.path, said),
            headers=self._headers(operation, said),
            query=dict(said.query),
            body=NOT_SET if said.body is None else dict(said.body),
            media_type=said.media if said.body is not None else None,
        )
        self.meant[made.id] = said
        self.whole.add(made.id)
        return made

    def _ids(self, address: str, said: Said) -> dict[str, str]:
        return {one: said.ids[one] for one in re.findall(r"{(\w+)}", address)}

    def _headers(self, operation: Any, said: Said) -> dict[str, str]:
        """Return the version that stands, or a fresh key, as the operation wants."""
        wanted = {one.name for one in operation.headers}
        if SEEN in wanted:
            self.stage.play(said.story)
            seen = len(self.stage.house.ledger.read(stream_of(operation.path, said.ids)))
            return {SEEN: f'"{seen}"'}
        return {KEY: f"key-{self.dice.getrandbits(64)}"} if KEY in wanted else {}

    def aim(self, case: Any) -> Any:
        """Turn most of what was made up rightly into what stands there."""
        said = self.dice.choice(self.said[case.operation.label])
        self.meant[case.id] = said
        made = case.meta.components if case.meta else {}
        right = {at for at, one in made.items() if one.mode is GenerationMode.POSITIVE}
        for at, change in AIMED.items():
            if at in right:
                change(self, case, said)
        return case

    def _at(self, case: Any, said: Said) -> None:
        """Aim the address."""
        if self.dice.random() < MOSTLY:
            case.path_parameters = {**case.path_parameters, **self._ids(case.path, said)}

    def _seen(self, case: Any, said: Said) -> None:
        """Name the version that stands, or a fresh key."""
        mine = self._headers(case.operation, said) if self.dice.random() < MOSTLY else {}
        case.headers = {**known(case.headers), **mine}

    def _asking(self, case: Any, said: Said) -> None:
        """Ask for what is there."""
        mine = said.query if self.dice.random() < OFTEN else {}
        case.query = {**known(case.query), **mine}

    def _in_words(self, case: Any, said: Said) -> None:
        """Mix the content in."""
        if said.body is not None:
            case.body = self._mixed(case.body, said.body)

    def _mixed(self, made: Any, right: Mapping[str, Any]) -> Any:
        """Return what is carried out with one field as it was made up; sometimes all made up."""
        is_file = any(isinstance(one, bytes) for one in right.values())
        if is_file or not isinstance(made, dict) or self.dice.random() > OFTEN:
            return made
        keep = self.dice.choice(sorted(made)) if made else None
        return {**right, **({keep: made[keep]} if keep else {})}

    def speaker(self, case: Any) -> str | None:
        """Return the token that goes with a request; None for that of somebody who may all."""
        if case.id in self.whole:
            return self.meant[case.id].token
        toss = self.dice.random()
        if toss < SELDOM:
            role, unit = self.dice.choice(ROLES), self.dice.choice(sorted(CODE.values()))
            return badge("anybody", role, unit)
        if toss > MOSTLY:
            return None
        said = self.said[case.operation.label]
        return self.meant.get(case.id, said[0]).token

    def play(self, case: Any) -> None:
        """Let the house stand where the operation has its thing, unless acts follow each other."""
        if not self.walking:
            self.stage.play(self.said[case.operation.label][0].story)

    def put_back(self) -> None:
        """Take back what was written, unless acts follow each other."""
        if not self.walking:
            self.stage.put_back()

    def left_out(self) -> set[str]:
        """Return the operations that never did what they are there for."""
        done = {operation for operation, status in self.told if 200 <= status < 300}
        return self.said.keys() - done

    def count(self, response: Response) -> Response:
        """Count an answer under the operation that gave it."""
        if request.url_rule is not None:
            address = re.sub(r"<(?:[^:>]+:)?(\w+)>", r"{\1}", request.url_rule.rule)
            self.told[f"{request.method} {address}", response.status_code] += 1
        return response


def said_of(operation: str, address: str) -> list[Said]:
    """Return what is said of an operation: the first is carried out, or answered."""
    return ordered(operation) if operation in NAMED else asked(operation, address)


def known(made: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was made up without what nobody can make up."""
    return {name: one for name, one in made.items() if name not in OF_THEIRS}


AIMED: Mapping[At, Callable[[Aim, Any, Said], None]] = {
    At.PATH: Aim._at,
    At.HEADER: Aim._seen,
    At.QUERY: Aim._asking,
    At.BODY: Aim._in_words,
}

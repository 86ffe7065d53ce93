"""The verifiers as the tests ask them: one question, the answers in the same words."""

import json
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from domain.proof.handover import TwoHeirs, handover_in, read_handovers
from domain.proof.note import WITNESS, BadNote, Key, Note, keys_of, read_checkpoint, read_note
from infra.proof.check import Trusted
from infra.proof.handovers import LogKeys, heirs
from infra.proof.keys import signers_of_its_log
from infra.proof.lines import read_lines
from services.verifying import Held, Torn, Walk
from tests.fetched.places import node

ROOT = Path(__file__).parents[2]
PROGRAM, PAGE = (ROOT / "docs" / "verifier" / one for one in ("verify.py", "verify.html"))
HARNESS = (Path(__file__).parent / "harness.js").read_text(encoding="utf-8")
NODE = node()
Problem = list[str | int]
Told = Mapping[str, Any]


def loaded(program: Path) -> ModuleType:
    """Return a program of one file as a module."""
    module = ModuleType(program.stem)
    sys.modules[program.stem] = module
    SourceFileLoader(program.stem, str(program)).exec_module(module)
    return module


VERIFIER = loaded(PROGRAM)


def by_the_file(case: Told) -> list[Problem]:
    """Return what the one-file verifier finds wrong."""
    try:
        found = list(_found_by_the_file(case))
    except VERIFIER.Wrong as err:
        found = [err.found]
    return [[one.code, one.place] for one in found if not one.holds]


def _found_by_the_file(case: Told) -> Iterator[Any]:
    export, notes, seers = b64decode(case["export"]), case["notes"], case.get("witnesses")
    trust = VERIFIER.Trust(
        None if case["keys"] is None else VERIFIER.keys(case["keys"]),
        case.get("handovers", ""),
        None if seers is None else VERIFIER.keys(seers, VERIFIER.WITNESS, "witnesses.txt"),
        case.get("quorum"),
        other_sizes=case.get("other_sizes", False),
    )
    if case.get("sublog"):
        lines = export.splitlines(keepends=True)
        return cast("Iterator[Any]", VERIFIER.verify_sublog(lines, notes, trust))
    if case.get("pack"):
        return cast("Iterator[Any]", VERIFIER.verify_pack(export, notes, trust))
    lines, known = export.splitlines(keepends=True), trust.keys(VERIFIER.Known())
    return cast("Iterator[Any]", VERIFIER.verify_export(lines, notes, known, trust))


def by_the_package(case: Told) -> list[Problem]:
    """Return what the package finds wrong, in the words of the vectors."""
    try:
        known = keys_of(case["keys"])
    except BadNote:
        known = []
    if not known:
        return [["key-malformed", "keys.txt"]]
    if wrong := _wrong_with_handovers(case.get("handovers", ""), known):
        return [[wrong, "handovers"]]
    believed, problems = heirs(known, case.get("handovers", "")), list[Problem]()
    held, notes = list[Held](), dict[str, Note]()
    for whence, text in case["notes"].items():
        if wrong := _wrong_with(text, believed):
            problems.append([wrong, whence])
        else:
            notes[whence] = read_note(text)
            stand = read_checkpoint(notes[whence])
            held.append(Held(whence, stand.size, stand.root, stand.sublogs))
    return [*problems, *_uncounted(notes, case), *_walked(b64decode(case["export"]), held)]


def _wrong_with_handovers(written: str, known: Sequence[Key]) -> str | None:
    try:
        for note in read_handovers(written):
            handover_in(note)
    except BadNote:
        return "note-malformed"
    try:
        heirs(known, written)
    except TwoHeirs:
        return "handed-over-twice"
    except BadNote:
        return "signature-wrong"
    return None


def _wrong_with(text: str, known: LogKeys) -> str | None:
    try:
        note = read_note(text)
        read_checkpoint(note)
    except BadNote:
        return "note-malformed"
    try:
        if not signers_of_its_log(note, known.keys):
            return "not-signed"
        return None if known.signers(note) else "key-retired"
    except BadNote:
        return "signature-wrong"


def _uncounted(notes: Mapping[str, Note], case: Told) -> Iterator[Problem]:
    """Yield the checkpoints that too few witnesses cosigned, where any are asked for."""
    witnesses = keys_of(case.get("witnesses", ""), WITNESS)
    trusted = Trusted(LogKeys(()), witnesses, case.get("quorum", len(witnesses)))
    for whence, note in notes.items():
        try:
            found = list(trusted.seen_by(whence, note, list(notes.values())))
        except BadNote:
            yield ["cosignature-wrong", whence]
            continue
        for one in found:
            if not one.ok:
                yield ["too-few-witnesses", whence]


def _walked(export: bytes, held: Sequence[Held]) -> list[Problem]:
    found = Walk(lambda _: None, frozenset(one.size for one in held))
    problems = _stopped(found, export)
    if found.out_of_turn:
        problems.append(["out-of-turn", found.out_of_turn[0]])
    for one in sorted(held, key=lambda one: one.size):
        if one.size > found.at:
            problems.append(["not-reached", one.whence])
        elif found.roots[one.size] != one.root:
            problems.append(["not-as-signed", one.whence])
        elif one.sublogs not in {None, found.parts[one.size]}:
            problems.append(["councils-not-as-signed", one.whence])
    return problems


def _stopped(found: Walk, export: bytes) -> list[Problem]:
    """Take in the facts up to the first that is none or stands out of order; say which that is."""
    for row in read_lines(export.splitlines(keepends=True)):
        if isinstance(row, Torn):
            return [["line-malformed", found.at + 1]]
        if row.position != found.at + 1:
            return [["out-of-order", found.at + 1]]
        found.take(row)
    return [] if found.at else [["nothing-read", ""]]


def part(name: str) -> str:
    """Return a script of the page as it stands there."""
    found = re.search(rf'<script id="{name}">(.*?)</script>', PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def under_node(call: str, told: object) -> Any:
    """Return what a call of the harness returns under node, of *told*."""
    asked = 'JSON.parse(require("fs").readFileSync(0, "utf8"))'
    answer = f"({call})({asked}).then((said) => console.log(JSON.stringify(said)))"
    code = f"{part('core')}\n{HARNESS}\n{answer};"
    beside = [str(NODE), "--input-type=commonjs", "--eval", code]
    said = subprocess.run(
        beside, input=json.dumps(told), capture_output=True, text=True, check=True
    )
    return json.loads(said.stdout)

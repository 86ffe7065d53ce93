"""The verifiers as the tests ask them: one question, the answers in the same words."""

import json
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Mapping, Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from domain.proof.note import BadNote, Key, keys_of, read_checkpoint, read_note
from infra.proof_keys import signers
from infra.proof_lines import read_lines
from services.verifying import Held, Torn, Walk

ROOT = Path(__file__).parents[2]
PROGRAM, PAGE = (ROOT / "docs" / "verifier" / one for one in ("verify.py", "verify.html"))
HARNESS = (Path(__file__).parent / "harness.js").read_text(encoding="utf-8")
NODE = shutil.which("node")
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
    export = b64decode(case["export"])
    try:
        known = VERIFIER.keys(case["keys"]) if case["keys"] is not None else None
    except VERIFIER.Wrong as err:
        return [[err.found.code, err.found.place]]
    if case.get("pack"):
        found = list(VERIFIER.verify_pack(export, case["notes"], known))
    else:
        held, bad = VERIFIER.held_of(case["notes"], known)
        found = [*bad, *VERIFIER.verify(export.splitlines(keepends=True), held)]
    return [[one.code, one.place] for one in found if not one.holds]


def by_the_package(case: Told) -> list[Problem]:
    """Return what the package finds wrong, in the words of the vectors."""
    try:
        known = keys_of(case["keys"])
    except BadNote:
        known = []
    if not known:
        return [["key-malformed", "keys.txt"]]
    held, problems = list[Held](), list[Problem]()
    for whence, text in case["notes"].items():
        wrong = _wrong_with(text, known)
        if wrong:
            problems.append([wrong, whence])
        else:
            stand = read_checkpoint(read_note(text))
            held.append(Held(whence, stand.size, stand.root))
    return [*problems, *_walked(b64decode(case["export"]), held)]


def _wrong_with(text: str, known: Sequence[Key]) -> str | None:
    try:
        note = read_note(text)
        stand = read_checkpoint(note)
    except BadNote:
        return "note-malformed"
    try:
        signed = signers(note, known)
    except BadNote:
        return "signature-wrong"
    return None if signed and stand.origin in {key.name for key in known} else "not-signed"


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

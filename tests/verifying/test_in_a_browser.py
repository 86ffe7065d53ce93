"""The page in a real browser, opened from the disk: it answers, and asks nobody anything."""

import json
from base64 import b64decode
from pathlib import Path

import pytest

from tests.verifying.runners import HARNESS, PAGE
from tests.verifying.vectors import EXPORTS, PACKS, proofs

GOLDEN = Path(__file__).parents[1] / "golden" / "proofs"
CASES = [case for one in (EXPORTS, PACKS) for case in json.loads(one.read_text(encoding="utf-8"))]
OF_EACH_ANSWER = list({json.dumps(case["problems"]): case for case in CASES}.values())
WHOLE = pytest.param(CASES, marks=pytest.mark.daily)
LIST = "[...document.querySelectorAll('#found li')].map(one => [one.className, one.dataset.code])"
DONE = """new Promise((done, fail) => {
    const verdict = document.getElementById('verdict');
    const look = () => verdict.className ? done(verdict.innerText) : setTimeout(look, 20);
    setTimeout(() => fail(new Error('no verdict')), 180000);
    look();
})"""


@pytest.fixture
def opened(page):
    """The page as it is when somebody opens it."""
    page.go(PAGE)
    return page


def verified(page, export, keys=GOLDEN / "keys.txt", notes=("older.txt", "newer.txt")):
    """Choose files, press the button with the keyboard alone; return the verdict and the list."""
    page.choose("#keys", [keys])
    page.choose("#notes", [GOLDEN / one for one in notes])
    return pressed(page, export)


def pressed(page, export):
    """Choose what is verified, and press the button; return the verdict and the list."""
    page.choose("#subject", [export])
    page.run("document.querySelector('button[type=submit]').focus()")
    page.press("Enter", 13, "\r")
    return page.run(DONE), page.run(LIST)


@pytest.mark.parametrize("cases", [OF_EACH_ANSWER, WHOLE], ids=len)
@pytest.mark.parametrize("own_curve", ["false", "true"])
def test_the_answers_are_those_of_the_vectors(opened, own_curve, cases):
    opened.run(f"{HARNESS}; 0")
    told = opened.run(f"answers({json.dumps(cases)}, {own_curve})")
    assert told == [case["problems"] for case in cases]


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.daily)])
def test_every_proof_holds_and_none_that_is_spoilt(opened, every):
    told = proofs()
    told = told | {kind: told[kind][::every] for kind in ("inclusion", "consistency")}
    count = len(told["inclusion"]) + len(told["consistency"])
    opened.run(f"{HARNESS}; 0")

    seen = opened.run(f"treesHold({json.dumps(told)})")

    assert {"roots": 257, "held": count, "refused": count} == seen


def test_a_sound_export_is_sound(opened):
    verdict, found = verified(opened, GOLDEN / "export.jsonl")

    assert verdict.startswith("ĐÚNG")
    assert [["ok", "facts-read"], ["ok", "as-signed"], ["ok", "as-signed"]] == found


def test_what_is_wrong_is_told_with_its_place(opened, tmp_path):
    spoilt = tmp_path / "spoilt.jsonl"
    spoilt.write_bytes((GOLDEN / "export.jsonl").read_bytes().replace(b"roles 1", b"roles 7", 1))

    verdict, found = verified(opened, spoilt)

    assert verdict.startswith("SAI")
    assert [["ok", "facts-read"], ["bad", "not-as-signed"], ["bad", "not-as-signed"]] == found


def test_the_browser_has_the_curve_and_the_page_asks_nothing_and_breaks_no_policy(opened):
    opened.events.clear()

    own = "crypto.subtle.generateKey('Ed25519', true, ['sign']).then(() => true, () => false)"
    assert opened.run(own) is True
    verified(opened, GOLDEN / "export.jsonl")
    asked = [one for one in opened.events if one["method"] == "Network.requestWillBeSent"]
    assert not [
        one for one in asked if one["params"]["request"]["url"][:5] not in {"blob:", "file:"}
    ]
    assert not [one for one in opened.events if one["method"] == "Log.entryAdded"]


def test_the_policy_of_the_page_stops_what_would_reach_out(opened):
    tried = "fetch('http://127.0.0.1:9/').then(() => 'went', () => 'stopped')"

    opened.events.clear()
    assert "stopped" == opened.run(tried)
    told = [one["params"]["entry"]["text"] for one in opened.events if "entry" in one["params"]]
    assert any("Content Security Policy" in one for one in told)


def test_every_field_has_a_label_and_the_keyboard_reaches_all(opened):
    labelled = "[...document.querySelectorAll('input')].every(one => one.labels.length === 1)"
    assert opened.run(labelled) is True
    reached = []
    fields = ("subject", "keys", "notes", "other-sizes", "handovers", "witnesses", "quorum")
    for _ in range(len(fields) + 1):
        opened.press("Tab", 9)
        reached.append(opened.run("document.activeElement.id || document.activeElement.type"))
    assert [*fields, "submit"] == reached
    spoken = "[...document.querySelectorAll('label, legend')].map(one => one.lang || one.innerText)"
    assert all("·" in one for one in opened.run(spoken))


@pytest.mark.parametrize(
    ("count", "told"),
    [("1", "ok cosigned"), ("3", "bad too-few-witnesses"), ("", "bad too-few-witnesses")],
)
def test_witnesses_are_chosen_and_their_number_typed(opened, tmp_path, count, told):
    case = named("pack: witnesses: two of three in the pack, two needed")
    (tmp_path / "pack.zip").write_bytes(b64decode(case["export"]))
    for name in ("keys", "witnesses"):
        (tmp_path / name).write_text(case[name], encoding="utf-8")
        opened.choose(f"#{name}", [tmp_path / name])
    opened.run("document.querySelector('#quorum').focus()")
    for digit in count:
        opened.press(digit, ord(digit), digit)

    verdict, found = pressed(opened, tmp_path / "pack.zip")

    assert told.split() in found
    assert ["warn", "more-not-excluded"] in found
    assert verdict.startswith("ĐÚNG" if told.startswith("ok") else "SAI")


@pytest.mark.parametrize(("may_be", "told"), [(False, "bad"), (True, "warn")])
def test_a_note_of_another_size_is_a_remark_where_that_is_ticked(opened, tmp_path, may_be, told):
    case = named("pack: sound, a note of another size")
    (tmp_path / "pack.zip").write_bytes(b64decode(case["export"]))
    (tmp_path / "older.txt").write_text(case["notes"]["older.txt"], encoding="utf-8")
    opened.choose("#notes", [tmp_path / "older.txt"])
    if may_be:
        opened.run("document.querySelector('#other-sizes').focus()")
        opened.press(" ", 32, " ")

    _, found = pressed(opened, tmp_path / "pack.zip")

    assert [told, "not-compared"] in found


def test_an_heir_is_believed_where_its_hand_over_is_chosen(opened, tmp_path):
    case = named("pack: hand-over: to who signed")
    (tmp_path / "pack.zip").write_bytes(b64decode(case["export"]))
    for name in ("keys", "handovers"):
        (tmp_path / name).write_text(case[name], encoding="utf-8")
    opened.choose("#keys", [tmp_path / "keys"])
    assert pressed(opened, tmp_path / "pack.zip")[0].startswith("SAI")
    opened.choose("#handovers", [tmp_path / "handovers"])

    assert pressed(opened, tmp_path / "pack.zip")[0].startswith("ĐÚNG")


def named(name):
    """Return a case of the vectors."""
    return next(one for one in CASES if one["name"] == name)


def test_a_big_export_is_read_while_the_page_goes_on(opened, tmp_path):
    big = tmp_path / "big.jsonl"
    lines = (GOLDEN / "export.jsonl").read_bytes().splitlines(keepends=True)
    rest = b"".join(
        lines[0]
        .replace(b'"position":1,', b'"position":%d,' % at)
        .replace(b'"version":1,', b'"version":%d,' % at, 1)
        for at in range(1, 60_001)
    )
    big.write_bytes(rest)
    opened.run("window.ticks = 0; setInterval(() => ticks++, 10); 0")
    _, found = verified(opened, big)
    assert "facts-read" in {code for _, code in found}
    assert opened.run("ticks") > 20

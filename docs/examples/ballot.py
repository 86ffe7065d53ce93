"""
A member's own client for secret ballots; the standard library is enough.

    export VINHDANH_TOKEN=...                      # the member's own; `cast` never sends it
    python ballot.py take SESSION NOMINATION in-favour --keep my-ballot.json
    python ballot.py cast my-ballot.json           # once the roll is closed, from another machine
    python ballot.py check my-ballot.json          # once the session ended: mine was counted
    python ballot.py recount SESSION               # and everybody's: proofs, sums, share

SESSION is an address such as http://127.0.0.1:8000/api/v1/councils/sessions/ID. The file tells what
was voted: keep it to oneself, or destroy it after the check.
"""

import json
import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from email.message import Message
from hashlib import shake_256
from math import gcd
from pathlib import Path
from typing import TypedDict
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import UUID, uuid5

EXPONENT, MARGIN, SIGNED = 65_537, 16, b"vinhdanh ballot 1"
CHOICES = {"in-favour": "đồng ý", "against": "không đồng ý", "blank": "phiếu trắng"}
TRIES, STALE = 20, 412


class Ballot(TypedDict):
    """What is cast: the number, the choice, and the proof that both were signed."""

    nonce: str
    choice: str
    proof: str


class Result(TypedDict):
    """How a vote ended, as the session tells it."""

    members: int
    in_favour: int
    against: int
    blank: int
    needed: int
    carried: bool


class Item(TypedDict):
    """A nomination on the agenda; `key` is the modulus of a secret vote."""

    nomination: str
    key: str | None
    percent: int
    opinions: list[dict[str, str]]
    result: Result | None
    dropped: str | None


class Taken(TypedDict):
    """Who took ballots, and what was signed."""

    person: str
    papers: list[dict[str, str]]


class Shown(TypedDict):
    """A session, as far as a ballot is concerned."""

    version: int
    agenda: list[Item]
    roll: list[Taken]


class Box(TypedDict):
    """All ballots of one vote, published."""

    nomination: str
    modulus: str
    ballots: list[Ballot]


def call(
    url: str, body: object = None, *, named: bool = True, seen: int | None = None
) -> tuple[bytes, Message]:
    """Return what an address answers, with its headers; the token goes along if *named*."""
    headers = {"Content-Type": "application/json"}
    headers |= {"Authorization": f"Bearer {token()}"} if named else {}
    headers |= {} if seen is None else {"If-Match": f'"{seen}"'}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(url, data, headers), timeout=60) as reply:  # noqa: S310 - the member's own
        return reply.read(), reply.headers


def token() -> str:
    """Return the member's token."""
    return os.environ.get("VINHDANH_TOKEN") or sys.exit("VINHDANH_TOKEN: thiếu (missing)")


def show(session: str, query: str = "") -> Shown:
    """Return a session."""
    shown: Shown = json.loads(call(session + query)[0])
    return shown


def boxes_of(session: str) -> list[Box]:
    """Return the boxes that were opened, none before the session ended."""
    found: list[Box] = json.loads(call(f"{session}/ballots")[0])["items"]
    return found


def image(session: str, nomination: str, nonce: str, choice: str, key: int) -> int:
    """Return the number that is signed: as long as the key, bound to box and choice."""
    said = f"{choice}\n{nonce}".encode()
    box = uuid5(UUID(session.rpartition("/")[2]), nomination).bytes
    size = (key.bit_length() + 7) // 8 + MARGIN
    return int.from_bytes(shake_256(SIGNED + box + said).digest(size), "big") % key


def is_proven(session: str, nomination: str, ballot: Ballot, key: int) -> bool:
    """Say whether the key of the vote signed this very ballot."""
    number = image(session, nomination, ballot["nonce"], ballot["choice"], key)
    return pow(int(ballot["proof"], 16), EXPONENT, key) == number


def item_of(shown: Shown, nomination: str) -> tuple[Item, int]:
    """Return a nomination that is voted on secretly, and the key of the vote."""
    for one in shown["agenda"]:
        if one["nomination"] == nomination and one["key"]:
            return one, int(one["key"], 16)
    return sys.exit("không có bỏ phiếu kín về hồ sơ này (no secret vote on it)")


def keep(path: Path, ballot: dict[str, str]) -> None:
    """Write a file that nobody else may read, all of it or none."""
    beside = Path(f"{path}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(ballot, file)
    beside.replace(path)


def drafted(args: Namespace, key: int) -> dict[str, str]:
    """Return the draft of a ballot: the one begun before, else one with numbers drawn now."""
    asked = {name: getattr(args, name) for name in ("session", "nomination", "choice")}
    if args.keep.exists():
        draft: dict[str, str] = json.loads(args.keep.read_text())
        if {name: draft[name] for name in asked} != asked or "proof" in draft:
            sys.exit(f"{args.keep}: là phiếu khác, hoặc đã nhận rồi (another ballot, or taken)")
        return draft
    factor = 0
    while gcd(factor, key) != 1:
        factor = 2 + secrets.randbelow(key - 2)
    draft = {**asked, "nonce": secrets.token_hex(32), "factor": f"{factor:x}"}
    keep(args.keep, draft)  # before it is sent: what was taken can be gone on with
    return draft


def sign_up(session: str, papers: list[dict[str, str]]) -> str:
    """Take ballots in one's own name, at whatever version the session is; return the position."""
    for _ in range(TRIES):
        version = show(session)["version"]
        try:
            _, headers = call(f"{session}/roll", {"papers": papers}, seen=version)
        except HTTPError as error:
            if error.code != STALE:
                raise
        else:
            return headers["Log-Position"]
    return sys.exit("phiên họp đang bận, xin thử lại (others were quicker, try again)")


def take(args: Namespace) -> None:
    """Draw a number, blind it, have it signed under one's name, and take the blind off."""
    session, nomination = args.session, args.nomination
    _, key = item_of(show(session), nomination)
    draft = drafted(args, key)
    factor = int(draft["factor"], 16)
    number = image(session, nomination, draft["nonce"], args.choice, key)
    blinded = f"{number * pow(factor, EXPONENT, key) % key:x}"
    position = sign_up(session, [{"nomination": nomination, "blinded": blinded}])
    roll = show(session, f"?at_least={position}")["roll"]
    papers = [paper for one in roll for paper in one["papers"]]
    signed = next(int(one["signed"], 16) for one in papers if one["blinded"] == blinded)
    proof = f"{signed * pow(factor, -1, key) % key:x}"
    ballot: Ballot = {"nonce": draft["nonce"], "choice": args.choice, "proof": proof}
    if not is_proven(session, nomination, ballot, key):
        sys.exit("chữ ký không đúng khóa đã công bố (not signed with the published key)")
    del draft["factor"]  # with it, anybody could join the ballot to the name
    keep(args.keep, draft | {"proof": proof})
    print(f"đã nhận phiếu (taken): {args.keep}")


def cast(args: Namespace) -> None:
    """Put the ballot into the box: no token, no name; again is harmless."""
    ballot = json.loads(args.file.read_text())
    call(f"{ballot.pop('session')}/ballots", ballot, named=False)
    print(f"đã bỏ phiếu (cast): {ballot['nonce']}")


def check(args: Namespace) -> None:
    """See that one's own ballot was counted, then count all of them again."""
    kept = json.loads(args.file.read_text())
    mine = {name: kept[name] for name in ("nonce", "choice", "proof")}
    boxes = [one for one in boxes_of(kept["session"]) if one["nomination"] == kept["nomination"]]
    if not any(mine in one["ballots"] for one in boxes):
        sys.exit(f"KHÔNG có phiếu trong kết quả kiểm phiếu (not counted): {mine}")
    print(f"phiếu đã được kiểm (counted): {mine['nonce']}, {CHOICES[mine['choice']]}")
    recount(Namespace(session=kept["session"]))


def recount(args: Namespace) -> None:
    """Count every secret vote of a session again; exit with 1 where anything differs."""
    shown, boxes = show(args.session), boxes_of(args.session)
    wrong = [line for box in boxes for line in recounted(args.session, shown, box)]
    for line in wrong:
        print(f"SAI (wrong): {line}")
    if wrong or not boxes:
        sys.exit(1 if wrong else "chưa kiểm phiếu (nothing was counted yet)")


def recounted(session: str, shown: Shown, box: Box) -> Iterator[str]:
    """Yield what is wrong with a count: key, proofs, doubles, the roll, the sums, the share."""
    about, ballots = box["nomination"], box["ballots"]
    item, key = item_of(shown, about)
    papers = [paper for one in shown["roll"] for paper in one["papers"]]
    roll = sum(one["nomination"] == about for one in papers)
    if int(box["modulus"], 16) != key:
        yield f"{about}: another key than members were shown"
    unproven = [one["nonce"] for one in ballots if not is_proven(session, about, one, key)]
    yield from (f"{about}: nobody signed ballot {nonce}" for nonce in unproven)
    if len({one["nonce"] for one in ballots}) < len(ballots) or len(ballots) > roll:
        yield f"{about}: {len(ballots)} ballots, {roll} were taken"
    said = [one["choice"] for one in ballots] + [one["choice"] for one in item["opinions"]]
    sums = {choice: said.count(choice) for choice in CHOICES}
    told = ", ".join(f"{CHOICES[choice]} {many}" for choice, many in sums.items())
    print(f"{about}: {len(ballots)}/{roll} phiếu, {told}", item["dropped"] or "")
    if result := item["result"]:
        yield from differing(result, sums, item["percent"], about)


def differing(result: Result, sums: dict[str, int], percent: int, about: str) -> Iterator[str]:
    """Yield where the result that was told is not what the ballots say."""
    some, needed = sums["in-favour"], -(-result["members"] * percent // 100)
    mine = (*sums.values(), needed, some >= needed)
    counts = (result["in_favour"], result["against"], result["blank"])
    if mine != (told := (*counts, result["needed"], result["carried"])):
        yield f"{about}: counted {mine}, told {told}"
    ends = "đạt (carried)" if some >= needed else "không đạt (lost)"
    print(f"  {some}/{result['members']}, cần (needed) {needed}: {ends}")


def asked() -> Namespace:
    """Return what the member asks for."""
    parser = ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    acts = parser.add_subparsers(required=True)
    taking = acts.add_parser("take")
    taking.add_argument("session")
    taking.add_argument("nomination")
    taking.add_argument("choice", choices=CHOICES)
    taking.add_argument("--keep", type=Path, required=True)
    taking.set_defaults(act=take)
    for name, act in (("cast", cast), ("check", check)):
        one = acts.add_parser(name)
        one.add_argument("file", type=Path)
        one.set_defaults(act=act)
    counting = acts.add_parser("recount")
    counting.add_argument("session")
    counting.set_defaults(act=recount)
    return parser.parse_args()


if __name__ == "__main__":
    found = asked()
    try:
        found.act(found)
    except HTTPError as error:
        sys.exit(f"{error.code}: {error.read().decode()}")

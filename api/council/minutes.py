"""Minutes of a session, and of each count of ballots: written from the facts, never by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from api.council.ranking_shapes import RankedNomination, Ranking, spoken
from api.council.shapes import BallotCount, Label, Minutes, MinutesLine
from api.fact_names import own_words
from projections.session_rows import AttendanceRow, ItemRow, SessionRow

TITLE: Label = {"vi": "Biên bản họp hội đồng", "en": "Minutes of the council"}
COUNT: Label = {"vi": "Biên bản kiểm phiếu", "en": "Ballot-count minutes"}
CARRIED, LOST, NONE = "Thông qua (carried)", "Không thông qua (lost)", "Không biểu quyết (no vote)"
STATES = {
    "called": "Đã triệu tập (called)",
    "sitting": "Đang họp (sitting)",
    "casting": "Đang bỏ phiếu (casting)",
    "closed": "Đã kết thúc (closed)",
    "called-off": "Không tiến hành (called off)",
}
WHY_NONE = {
    "case-moved-on": "hồ sơ đã chuyển bước (moved on)",
    "nobody-may-vote": "không ai được biểu quyết (nobody may vote)",
    "box-empty": "không có phiếu nào trong hòm (no ballot was cast)",
    "case-held": "hồ sơ đang tạm dừng (held)",
    "out-of-reach": "không thể đạt số phiếu cần thiết (fewer may agree than are needed)",
}
NOT_COUNTED = (
    "Phiếu đã phát không được kiểm và được giữ kín"
    " (the ballots handed out are not counted, and stay secret)"
)
CHOICES = {
    "in-favour": "đồng ý (in favour)",
    "against": "không đồng ý (against)",
    "blank": "ý kiến khác (blank)",
}
HELD = (
    "Giữ kết quả, chưa có hiệu lực: hồ sơ đang tạm dừng hoặc chưa đủ điều kiện"
    " (kept, without effect: the case is held, or a rule stands in its way)"
)
CASTS = "Đồng ý, tính thêm một phiếu (in favour, counted once more)"
WAYS = {"secret": "Bỏ phiếu kín (secret ballot)", "open": "Giơ tay (show of hands)"}
BASES = {"all": "Tổng số thành viên (all members)", "present": "Số tham gia (those taking part)"}
LABELS: Mapping[str, Label] = {
    "held_on": {"vi": "Ngày họp", "en": "Held on"},
    "unit": {"vi": "Đơn vị", "en": "Unit"},
    "secretary": {"vi": "Thư ký", "en": "Secretary"},
    "members": {"vi": "Thành viên hội đồng", "en": "Members of the council"},
    "present": {"vi": "Có mặt", "en": "Present"},
    "late": {"vi": "Đến muộn, biểu quyết từ khi có mặt", "en": "Came late, voting from then on"},
    "absent": {"vi": "Vắng mặt", "en": "Absent"},
    "quorum": {"vi": "Số thành viên tối thiểu", "en": "Quorum"},
    "agenda": {"vi": "Hồ sơ được xét", "en": "Nominations on the agenda"},
    "state": {"vi": "Tình trạng phiên họp", "en": "State of the session"},
    "way": {"vi": "Cách biểu quyết", "en": "Way of voting"},
    "rule": {"vi": "Căn cứ cách biểu quyết", "en": "By which rule"},
    "recused": {"vi": "Hồi tỵ", "en": "Stepped back"},
    "handed-out": {"vi": "Số phiếu phát ra", "en": "Ballots handed out"},
    "taken-in": {"vi": "Số phiếu thu vào", "en": "Ballots taken in"},
    "not-returned": {"vi": "Số phiếu không thu lại", "en": "Ballots not returned"},
    "award": {"vi": "Hình thức khen thưởng", "en": "Award"},
    "opinions": {"vi": "Ý kiến bằng văn bản", "en": "Written opinions"},
    "base": {"vi": "Tỷ lệ tính trên", "en": "Share reckoned of"},
    "in-favour": {"vi": "Đồng ý", "en": "In favour"},
    "against": {"vi": "Không đồng ý", "en": "Against"},
    "blank": {"vi": "Ý kiến khác, phiếu trắng", "en": "Blank or abstained"},
    "casting": {"vi": "Phiếu quyết định của chủ tịch", "en": "Casting vote of the chair"},
    "needed": {"vi": "Số phiếu cần đạt", "en": "Needed"},
    "result": {"vi": "Kết quả", "en": "Result"},
    "nominee": {"vi": "Hồ sơ đề nghị", "en": "Nomination"},
    "ranking": {"vi": "Xếp hạng theo điểm", "en": "Ranking by points"},
    "ties": {"vi": "Thứ tự ưu tiên khi bằng điểm", "en": "What parts equal points, in order"},
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What minutes say beside the session's own row: ballots in each box, the order, names."""

    taken_in: Mapping[str, int]
    ranking: Ranking
    unit: str
    awards: Mapping[str, str]

    def ranked(self, nomination: str) -> RankedNomination:
        """Return the line of a nomination."""
        return next(one for one in self.ranking["items"] if str(one["nomination"]) == nomination)

    def called(self, nomination: str) -> str:
        """Return who a nomination is about; its id alone where no name stands any more."""
        name = self.ranked(nomination)["nominee_name"]
        return f"{name} ({nomination})" if name else nomination


def minutes(row: SessionRow, beside: Beside) -> Minutes:
    """Return the minutes of a session; names are those that stand when they are read."""
    return {
        "session": row["session"],
        "version": row["version"],
        "title": TITLE,
        "lines": [*_meeting(row, beside), *_order(beside.ranking)],
        "counts": [_count(one, row, beside) for one in row["agenda"]],
    }


def _line(key: str, *says: object) -> MinutesLine:
    return {"key": key, "label": LABELS[key], "says": [str(one) for one in says]}


def _meeting(row: SessionRow, beside: Beside) -> Iterator[MinutesLine]:
    """Yield what the minutes say of the whole session."""
    full = [one["person"] for one in row["seats"] if one["function"] != "substitute"]
    yield _line("unit", beside.unit)
    yield _line("held_on", row["held_on"].isoformat())
    yield _line("secretary", row["secretary"])
    yield _line("members", *full)
    yield from _room(full, row["present"])
    yield _line("quorum", row["quorum"] or "-")
    yield _line("agenda", *(beside.called(one["nomination"]) for one in row["agenda"]))
    yield _line("state", STATES[row["state"]])


def _room(full: Sequence[str], present: Sequence[AttendanceRow]) -> Iterator[MinutesLine]:
    """Yield who was there at the opening, who came late, and who did not come."""
    there = {one["member"] for one in present}
    yield _line("present", *(_there(one) for one in present if not one["late"]))
    yield _line("late", *(_there(one) for one in present if one["late"]))
    yield _line("absent", *(who for who in full if who not in there))


def _order(ranking: Ranking) -> Iterator[MinutesLine]:
    """Yield the ranking and the rules it follows; nothing where nobody gave points."""
    if any(one["rank"] for one in ranking["items"]):
        yield _line("ranking", *(spoken(one, ranking["ties"]) for one in ranking["items"]))
        yield _line("ties", *(one.vi for one in ranking["ties"]))


def _there(one: AttendanceRow) -> str:
    """Return who sits on a seat, and for whom."""
    return one["by"] if one["by"] == one["member"] else f"{one['by']} ({one['member']})"


def _count(item: ItemRow, row: SessionRow, beside: Beside) -> BallotCount:
    """Return the ballot-count minutes of one vote."""
    out = handed_out(item, row)
    uncounted = bool(out) and item["nomination"] not in beside.taken_in
    lines = [*_vote(item, row, beside), *_outcome(item, uncounted=uncounted)]
    return {"nomination": item["nomination"], "title": COUNT, "lines": lines}


def interest(ground: str) -> str:
    """Return what keeps a member from voting, as refusals call it too, in both languages."""
    word = own_words()[ground]
    return f"{word['vi']} ({word['en']})"


def _vote(item: ItemRow, row: SessionRow, beside: Beside) -> Iterator[MinutesLine]:
    """Yield how a vote was held."""
    about = item["nomination"]
    yield _line("nominee", beside.called(about))
    yield _line("award", beside.awards[about])
    yield _line("way", WAYS[item["rule"]["way"]])
    yield _line("rule", item["rule"]["source"])
    told = (f"{one['person']}: {interest(one['ground'])}" for one in item["conflicts"])
    yield _line("recused", *told)
    if item["rule"]["way"] == "secret":
        yield from _of_box(item, row, beside)
    wrote = (f"{one['person']}: {CHOICES[one['choice']]}" for one in item["opinions"])
    yield _line("opinions", *wrote)


def _of_box(item: ItemRow, row: SessionRow, beside: Beside) -> Iterator[MinutesLine]:
    """Yield how many ballots went out and came back; what did not, once the box was opened."""
    out = handed_out(item, row)
    back = beside.taken_in.get(item["nomination"], 0)
    yield _line("handed-out", out)
    yield _line("taken-in", back)
    if item["nomination"] in beside.taken_in:
        yield _line("not-returned", out - back)


def handed_out(item: ItemRow, row: SessionRow) -> int:
    """Return how many ballots of a vote were handed out."""
    papers = (paper for one in row["roll"] for paper in one["papers"])
    return sum(one["nomination"] == item["nomination"] for one in papers)


def _none(why: str | None, *, uncounted: bool) -> MinutesLine:
    """Return why there is no result, and that ballots were not counted."""
    note = [NOT_COUNTED] if why and uncounted else []
    return _line("result", f"{NONE}: {WHY_NONE[why]}" if why else "-", *note)


def _outcome(item: ItemRow, *, uncounted: bool) -> Iterator[MinutesLine]:
    """Yield how a vote ended; *uncounted* where its ballots never were."""
    found = item["result"]
    if found is None:
        yield _none(item["dropped"], uncounted=uncounted)
        return
    yield _line("base", f"{BASES[item['rule']['base']]}: {found['members']}")
    if found["casting"]:
        yield _line("casting", CASTS)
    for key in ("in_favour", "against", "blank", "needed"):
        yield _line(key.replace("_", "-"), cast("Mapping[str, object]", found)[key])
    yield _line("result", CARRIED if found["carried"] else LOST, *([HELD] if found["held"] else []))

"""The report of a sealed pack as plain text and as a page, in each of two languages."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from api.pack.report import Section
from domain.rulebooks.words import Text

TITLE = Text("Báo cáo kiểm tra", "Report of an audit")
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:56rem;margin:0 auto;padding:1rem;"
    "color:#1b1b1b;background:#fff}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:1.5rem}"
    "li{margin:.25rem 0;overflow-wrap:anywhere}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
CAUTION = Text(
    "Báo cáo này được rút ra từ các sự kiện trong facts.jsonl. Điều được chứng minh là các sự kiện "
    "đó, không phải lời văn của báo cáo.",
    "This report is read out of the facts in facts.jsonl. What is proved are those facts, and not "
    "the words of the report.",
)
NOT_EXCLUDED = Text(
    "!! Các chuỗi sự kiện trong gói không có chỗ khuyết ở giữa. Gói không chứng minh rằng về sau "
    "chúng không có thêm sự kiện nào, hay không còn chuỗi nào khác thuộc về đây: gói mới hơn hoặc "
    "toàn bộ sổ mới cho thấy điều đó.",
    "!! The streams of facts in this pack have no gap within. That no more facts of them came "
    "after, or that no other stream belongs here, is not proved by it: a later pack shows that, or "
    "the whole log.",
)
CHECK = Text(
    "Cách kiểm chứng, không cần mạng: `python3 verify.py GÓI.zip --keys KHÓA` hoặc mở verify.html; "
    "bên làm chứng được đếm khi cho `--witness BÊN_LÀM_CHỨNG`. "
    "Hãy lấy khóa và chương trình kiểm chứng từ nơi mình tin, không chỉ từ gói này.",
    "To check it with no network: `python3 verify.py PACK.zip --keys KEYS`, or open verify.html; "
    "witnesses are counted where `--witness WITNESSES` is given. "
    "Take keys and verifier from where you trust them, and not from this pack alone.",
)
PERSONAL = Text(
    "Gói này có tên người, theo yêu cầu của người kiểm tra.",
    "This pack names people, as the auditor asked for.",
)


def reports(intro: Text, parts: Sequence[Section], *, named: bool) -> Mapping[str, bytes]:
    """Return the reports by the names of their files."""
    head = [intro, CAUTION, NOT_EXCLUDED, CHECK, *([PERSONAL] if named else [])]
    return {
        f"report.{tongue}.{form}": "".join(write(tongue, head, parts)).encode()
        for tongue in ("vi", "en")
        for form, write in (("txt", _plain), ("html", _page))
    }


def _in(tongue: str, text: Text) -> str:
    return text.vi if tongue == "vi" else text.en


def _plain(tongue: str, head: Sequence[Text], parts: Sequence[Section]) -> Iterator[str]:
    yield f"{_in(tongue, TITLE)}\n\n"
    yield from (f"{_in(tongue, one)}\n" for one in head)
    for part in parts:
        yield f"\n{_in(tongue, part.title)}\n"
        yield from (f"- {_in(tongue, one)}\n" for one in part.lines)


def _page(tongue: str, head: Sequence[Text], parts: Sequence[Section]) -> Iterator[str]:
    title = escape(_in(tongue, TITLE))
    yield f'<!doctype html>\n<html lang="{tongue}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    yield from (f"<p>{escape(_in(tongue, one))}</p>\n" for one in head)
    for part in parts:
        yield f"<h2>{escape(_in(tongue, part.title))}</h2>\n<ul>\n"
        yield from (f"<li>{escape(_in(tongue, one))}</li>\n" for one in part.lines)
        yield "</ul>\n"
    yield "</body>\n</html>\n"

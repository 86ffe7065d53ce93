"""Packages of invented offices: sample files, and strategies that make up any package."""

from datetime import date, datetime
from pathlib import Path
from string import ascii_letters, digits

from hypothesis import strategies as st

from domain.access import VIETNAM
from services.edxml.codes import DocKind, StatusCode
from services.edxml.package import (
    Attachment,
    Business,
    Changes,
    Code,
    Document,
    DocumentType,
    Organ,
    OtherInfo,
    Promulgation,
    Receiver,
    Replacement,
    ResponseFor,
    Signer,
    Staff,
    StatusReply,
    Trace,
)

FOLDER = Path(__file__).parent / "edxml"
SAMPLES = sorted(FOLDER.glob("*.edxml"))
NEW = (FOLDER / "new.edxml").read_bytes()
STATUS = (FOLDER / "status.edxml").read_bytes()
OLDER = (FOLDER / "older-envelope.edxml").read_bytes()

# Any sign that XML can say; a text has no blanks around it.
SIGNS = st.characters(
    exclude_categories=("Cs", "Cc"),
    include_characters="\t\n\r\x7f\x85",
    exclude_characters="\ufffe\uffff",
)
PRINTED = st.characters(
    exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"), exclude_characters="/\\"
)
texts = st.text(SIGNS, max_size=8).map(lambda text: text.strip(" \t\r\n"))
words = texts.filter(bool)
ids = st.text(ascii_letters + digits + ".-", min_size=1, max_size=20)
names = st.text(PRINTED, min_size=1, max_size=8).filter(lambda name: name not in {".", ".."})
days = st.dates(date(1900, 1, 1))
instants = st.datetimes(datetime(1900, 1, 2), timezones=st.just(VIETNAM)).map(  # noqa: DTZ001 - zone beside it
    lambda at: at.replace(microsecond=0)
)
counts = st.none() | st.integers(0, 999_999_999)


def few(of):
    """Return a strategy for a short tuple."""
    return st.lists(of, max_size=2).map(tuple)


organs = st.builds(Organ, words, *[texts] * 7)
codes = st.builds(Code, words, words)
answers = st.builds(ResponseFor, words, texts, words, st.none() | days)
staff = st.builds(Staff, *[texts] * 4)
businesses = st.builds(
    Business,
    st.sampled_from(DocKind),
    texts,
    texts,
    texts,
    staff,
    st.builds(Changes, texts, texts, few(st.builds(Receiver, words, texts))),
    few(st.builds(Replacement, words, few(words))),
)
others = st.builds(
    OtherInfo, texts, texts, texts, counts, counts, st.none() | st.booleans(), few(words)
)
contents = st.binary(min_size=1, max_size=200)
attachments = st.lists(
    st.builds(Attachment, ids, names, contents, texts, texts, texts),
    max_size=4,
    unique_by=lambda one: one.content_id,
).map(lambda files: tuple(map(_said_once, files)))


def _said_once(one: Attachment) -> Attachment:
    """Return a file that is not said to be wrapped as what it is."""
    same = one.carried_as == one.content_type
    return Attachment(
        one.content_id,
        one.name,
        one.content,
        one.content_type,
        one.description,
        "" if same else one.carried_as,
    )


documents = st.builds(
    Document,
    organs,
    st.lists(organs, min_size=1, max_size=3).map(tuple),
    words,
    codes,
    st.builds(Promulgation, days, texts),
    words,
    st.builds(DocumentType, texts, texts, texts),
    texts,
    st.builds(Signer, texts, texts, texts),
    st.none() | days,
    others,
    few(answers),
    texts,
    few(words),
    few(st.builds(Trace, instants, texts)),
    businesses,
    attachments,
)
statuses = st.builds(
    StatusReply, organs, answers, st.sampled_from(StatusCode), st.none() | instants, texts, staff
)

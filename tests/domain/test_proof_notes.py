"""Signed notes and checkpoints: written in one form, read in no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.proof.note import (
    BadNote,
    Checkpoint,
    Key,
    Note,
    Signature,
    keys_of,
    read_checkpoint,
    read_key,
    read_note,
)

KEY = Key("vinhdanh.example", bytes(range(32)))
STAND = Checkpoint("vinhdanh.example", 12, bytes(32))
SIGNED = Signature(KEY.name, KEY.id, b"s" * 64)
NOTE = Note(STAND.text(), (SIGNED, Signature("witness", b"abcd", b"x")))
# The key and the note of the documentation of golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
WRITTEN = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvq"
    "fqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_checkpoint_is_a_note_of_three_lines():
    assert "vinhdanh.example\n12\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" == NOTE.text
    assert NOTE.written().startswith(f"{NOTE.text}\n\u2014 vinhdanh.example ")
    assert NOTE.written().endswith("\n\u2014 witness YWJjZHg=\n")


def test_what_is_written_is_read_back():
    assert NOTE == read_note(NOTE.written())
    assert STAND == read_checkpoint(NOTE)
    assert KEY == read_key(KEY.written())


def test_lines_after_the_root_are_passed_over():
    assert STAND == read_checkpoint(Note(f"{STAND.text()}more to say\n", ()))


def test_keys_and_notes_of_others_are_read():
    key, note = read_key(PETER), read_note(WRITTEN)

    assert PETER == key.written()
    assert WRITTEN == note.written()
    assert [True] == [one.is_by(key) for one in note.signatures]
    assert not note.signatures[0].is_by(KEY)


def test_a_list_of_keys_may_have_words_in_it():
    assert [KEY, read_key(PETER)] == keys_of(f"# ours\n{KEY.written()}\n\n{PETER}\n")


@given(st.text(), st.integers(0, 10**17), st.binary(min_size=32, max_size=32))
def test_any_checkpoint_comes_back_or_is_refused(origin, size, root):
    stand = Checkpoint(origin, size, root)
    written = Note(stand.text(), (SIGNED,)).written()

    try:
        assert stand == read_checkpoint(read_note(written))
    except BadNote:
        assert not origin or not origin.isprintable()


@given(st.text())
def test_any_text_is_a_note_that_is_written_so_or_is_refused(text):
    try:
        assert text == read_note(text).written()
    except BadNote:
        return


GOOD = NOTE.written()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        STAND.text(),
        f"{STAND.text()}\n",
        GOOD[:-1],
        f"{GOOD}\n",
        GOOD.replace("\u2014", "-"),
        GOOD.replace("\u2014 witness", "\u2014 witness+"),
        GOOD.replace("\u2014 witness ", "\u2014 witness"),
        GOOD.replace("YWJjZHg=", "YWJjZA=="),
        GOOD.replace("YWJjZHg=", "YWJjZHh="),
        GOOD.replace("YWJjZHg=", "YWJj ZHg="),
        GOOD.replace("YWJjZHg=", "không"),
        GOOD.replace("12", "1\t2"),
        f"{GOOD}{chr(10).join([SIGNED.written()[:-1]] * 100)}\n",
    ],
)
def test_what_is_no_note_is_refused(text):
    with pytest.raises(BadNote):
        read_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n12\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "log\n",
        "log\n012\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "log\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "log\n12\nAAAA\n",
        "log\n12\n\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(BadNote):
        read_checkpoint(Note(text, ()))


@pytest.mark.parametrize(
    "text",
    ["", "a", "a+b", "a+00000000+AAAA", PETER.replace("c74", "c75"), f"two words{PETER[12:]}"],
)
def test_what_is_no_key_is_refused(text):
    with pytest.raises(BadNote):
        read_key(text)


@pytest.mark.parametrize(("name", "public"), [("", bytes(32)), ("a+b", bytes(32)), ("a", b"")])
def test_a_key_has_a_name_and_its_bytes(name, public):
    with pytest.raises(BadNote):
        Key(name, public)

"""The envelope: an instant is a real one, and a content is JSON in UTF-8."""

import pytest

from services.envelopes import flaws

SOUND = {
    "ce_specversion": "1.0",
    "ce_id": "1",
    "ce_source": "urn:city",
    "ce_type": "vn.x.v1",
    "content-type": "application/json",
}


def wrong(**headers: str) -> list[tuple[str, str]]:
    """Return code and header of everything that is wrong with a sound envelope changed so."""
    told = SOUND | {name.replace("content_type", "content-type"): v for name, v in headers.items()}
    found = flaws(tuple((name, value.encode()) for name, value in told.items()), b"{}")
    return [(one.code, one.facts["header"]) for one in found]


@pytest.mark.parametrize(
    "time",
    ["2025-02-28T23:59:60Z", "2024-02-29t00:00:00.123456789z", "2025-04-15T12:00:00+07:00"],
)
def test_an_instant_that_was_is_taken(time):
    assert [] == wrong(ce_time=time)


@pytest.mark.parametrize(
    "time",
    [
        "2025-02-29T00:00:00Z",
        "2025-13-01T00:00:00Z",
        "2025-01-01T24:30:00Z",
        "2025-01-01T00:61:00Z",
        "2025-01-01T00:00:61Z",
        "0000-01-01T00:00:00Z",
        "2025-01-01T00:00:00+25:00",
        "2025-01-01T00:00:00+07:60",
    ],
)
def test_an_instant_that_cannot_be_is_refused(time):
    assert [("header-malformed", "ce_time")] == wrong(ce_time=time)


@pytest.mark.parametrize(
    "said", ["", ";charset=UTF-8", '; charset="utf-8"', "; charset=us-ascii; q=1"]
)
def test_json_in_utf_8_is_taken(said):
    assert [] == wrong(content_type=f"application/json{said}")


@pytest.mark.parametrize("charset", ["utf-16", "windows-1258", '"TCVN"', "latin1"])
def test_json_in_other_letters_is_refused(charset):
    said = f"application/json; charset={charset}"
    assert [("media-type-refused", "content-type")] == wrong(content_type=said)

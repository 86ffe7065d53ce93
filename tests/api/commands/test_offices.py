"""A token that names offices speaks at the terminal as it does over HTTP: in one of them."""

import pytest

from services.demo.story import nomination_of

CASE = str(nomination_of("open-data"))


@pytest.fixture
def bearer(demo):
    """Return what makes a token that names some offices."""

    def made(*offices: str) -> str:
        named = [part for one in offices for part in ("--office", one)]
        return str(demo.told("token", "--actor", "an", *named)["token"])

    return made


def test_the_only_office_need_not_be_named(demo, bearer):
    alone, plain = bearer("appraiser@31"), demo.token("appraiser", "31")
    found = demo.told("inbox", TOKEN=alone)

    assert found["items"]
    assert demo.told("inbox", TOKEN=plain) == found
    assert demo.told("show", CASE, TOKEN=plain) == demo.told("show", CASE, TOKEN=alone)


def test_one_of_several_offices_is_named(demo, bearer):
    both = bearer("clerk@10532", "appraiser@31")
    found = demo.told("inbox", TOKEN=demo.token("appraiser", "31"))

    assert found == demo.told("inbox", "--office", "appraiser@31", TOKEN=both)
    assert found == demo.told("inbox", TOKEN=both, OFFICE="appraiser@31")


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ((), "office-unnamed"),
        (("--office", "leader@31"), "office-not-held"),
    ],
)
def test_without_one_office_of_today_nothing_is_told(demo, bearer, named, reason):
    found = demo.run("inbox", *named, TOKEN=bearer("clerk@10532", "appraiser@31"))

    assert (1, "") == (found.exit_code, found.stdout)
    assert f"reason={reason}" in found.stderr
    assert "--office ROLE@UNIT" in found.stderr

"""`vinhdanh postgres prepare`: three roles of one PostgreSQL, or it says what is missing."""

import pytest

SERVICE = {"DATABASE_URL": "postgresql://service@nowhere/vinhdanh"}
KEEPER = {"KEEPER_URL": "postgresql://keeper@nowhere/vinhdanh"}
OWNER = "postgresql://owner@nowhere/vinhdanh"


@pytest.mark.parametrize(
    ("owner", "env", "why"),
    [
        (OWNER, SERVICE, "VINHDANH_KEEPER_URL"),
        (OWNER.replace("owner", "service"), {**SERVICE, **KEEPER}, "three roles"),
        (OWNER + "2", {**SERVICE, **KEEPER}, "three roles"),
        (OWNER, KEEPER, "three roles"),
        ("mysql://owner@nowhere/x", {**SERVICE, **KEEPER}, "the owner's address"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_made(desk, owner, env, why):
    done = desk.run("postgres", "prepare", "--owner", owner, **env)
    assert (1, True) == (done.exit_code, why in done.stderr), done.stderr
    assert "Traceback" not in done.stderr

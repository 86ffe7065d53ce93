"""`vinhdanh doctor` tells what the operator's own files of rules set, and which do nothing."""

import pytest

from tests.api.commands.test_doctor import bad

SHARE = '[[shares]]\naward = "hcld3"\npercent = 75\nsource = "Decision 21"\nconfirmed = false\n'
TERM = '[consultation]\nworking_days = 7\nsource = "Decision 23"\nconfirmed = true\n'
NEAR = '[near]\nworking_days = 3\nsource = "Decision 15"\nconfirmed = false\n'
POSTING = (
    '[[postings]]\naward = "bk-ttg"\nlevel = "province"\nworking_days = 5\nsource = "Letter 16"\n'
)
SAID = "0 rules of votes, 1 shares, the ties of the rulebooks"
FILES = {"BALLOTS": SHARE, "HEARING": TERM, "TERMS": NEAR, "RULES": POSTING}


def written(folder, **texts: str) -> dict[str, str]:
    """Write files of the operator, and return the settings that name them."""
    for name, text in texts.items():
        (folder / f"{name.lower()}.toml").write_text(text)
    return {name: str(folder / f"{name.lower()}.toml") for name in texts}


def test_what_the_operator_set_is_told_and_what_is_not_confirmed_is_a_warning(demo, tmp_path):
    lines = demo.run("doctor", **written(tmp_path, **FILES)).stdout.splitlines()

    told = [line for line in lines if "own " in line]
    assert [
        "ok   own rules: rules.toml: 0 forces, 0 quotas, 1 postings, 0 reaches",
        "!!   own terms: terms.toml: near, 1 not confirmed",
        f"!!   own ballots: ballots.toml: {SAID}, 1 not confirmed",
        "ok   own hearing: hearing.toml: 1 usual terms, 0 silences",
        "ok   own rules agreed: as agreed, or taken alone: see second person",
    ] == told


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("BALLOTS", SHARE.replace("hcld3", "prize"), "line 2: $.shares[0].award: unknown prize"),
        ("HEARING", TERM.replace("7", "0"), "line 2: $.consultation.working_days: 0"),
        ("RULES", POSTING.replace("bk-ttg", "prize"), "line 1: $.postings[0]: unknown award"),
        ("TERMS", NEAR.replace("near", "far"), "line 1: $.far: unknown key"),
    ],
)
def test_what_would_do_nothing_is_found(demo, tmp_path, name, text, why):
    assert why in bad(demo, **written(tmp_path, **{name: text}))[f"own {name.lower()}"]

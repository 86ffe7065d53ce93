"""`vinhdanh checkpoint` and `vinhdanh verify`, from a sound house to one that somebody altered."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from domain.proof.note import read_checkpoint, read_note

VERIFIER = str(Path(__file__).parents[3] / "docs" / "verifier" / "verify.py")
ALTER = "UPDATE stored_events SET state = CAST(state || ' ' AS BLOB) WHERE rowid = 400"
ANOTHER_ROLE = """
    UPDATE stored_events SET state = CAST(replace(state, 'nominating-officer', 'clerk') AS BLOB)
    WHERE topic = 'nomination.evidence-added.v1'
"""
TRUNCATE = "DELETE FROM stored_events WHERE rowid > 800"


def sql(home, statement):
    with closing(sqlite3.connect(home / "vinhdanh.db")) as opened, opened:
        assert opened.execute(statement).rowcount > 0


def test_a_checkpoint_goes_to_the_standard_output(demo):
    said = demo.run("checkpoint")

    assert 951 == read_checkpoint(read_note(said.stdout)).size


def test_a_checkpoint_in_a_file_is_followed_by_a_newer_one(demo, tmp_path):
    kept = tmp_path / "kept.txt"

    for _ in range(2):
        assert f"{kept}: 951 facts\n" == demo.run("checkpoint", "--out", str(kept)).stdout
    assert 951 == read_checkpoint(read_note(kept.read_text())).size


def test_a_sound_house_is_verified_without_a_doubt(demo, tmp_path):
    kept = tmp_path / "kept.txt"
    demo.run("checkpoint", "--out", str(kept))

    said = demo.run("verify", "--checkpoint", str(kept), "--json")

    assert (0, True) == (said.exit_code, json.loads(said.stdout)["ok"])


def test_an_altered_house_is_told_line_by_line(demo, tmp_path):
    kept = tmp_path / "kept.txt"
    demo.run("checkpoint", "--out", str(kept))
    sql(demo.home, ALTER)

    said = demo.run("verify", "--checkpoint", str(kept))

    assert 1 == said.exit_code
    bad = [line for line in said.stdout.splitlines() if line.startswith("BAD")]
    assert "BAD  tree: 1 facts are not those that were hashed, the first: 400" == bad[0]
    assert bad[1].endswith("among facts 1 to 951, the first at position 400")


def test_a_shorter_log_is_neither_verified_nor_signed_for(demo, tmp_path):
    demo.run("checkpoint")
    sql(demo.home, TRUNCATE)

    said = demo.run("checkpoint")

    assert 1 == demo.run("verify").exit_code
    assert 1 == said.exit_code
    assert "log-altered: the log ends at 800, its tree holds 951 facts" in said.stderr


def test_a_checkpoint_of_another_log_is_not_written_over(demo, tmp_path):
    kept = tmp_path / "kept.txt"
    written = "another\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 a AAAAAAA=\n"
    kept.write_text(written)

    said = demo.run("checkpoint", "--out", str(kept))

    assert (1, written) == (said.exit_code, kept.read_text())
    assert "is of the log another" in said.stderr


def test_what_is_no_checkpoint_is_not_written_over(demo, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text("a letter")

    said = demo.run("checkpoint", "--out", str(kept))

    assert (1, "a letter") == (said.exit_code, kept.read_text())


def test_a_new_key_signs_beside_the_old_one(demo):
    demo.run("checkpoint")

    both = read_note(demo.run("checkpoint", "--new-key").stdout)

    assert 2 == len(both.signatures)
    assert 0 == demo.run("verify").exit_code


def test_all_is_hashed_anew_when_asked(demo):
    before = demo.run("checkpoint").stdout

    assert before == demo.run("checkpoint", "--rehash").stdout


def test_a_house_that_never_signed_says_so(demo):
    (demo.home / "proofs.sqlite").unlink()

    said = demo.run("verify")

    assert 0 == said.exit_code
    assert "!!   checkpoint: none was ever signed here" in said.stdout


def test_what_is_exported_is_verified_without_the_service(demo, tmp_path):
    kept, keys, facts = (str(tmp_path / name) for name in ("kept.txt", "keys.txt", "facts.jsonl"))
    demo.run("checkpoint", "--out", kept)
    with closing(sqlite3.connect(demo.home / "proofs.sqlite")) as trees:
        Path(keys).write_text(trees.execute("SELECT written FROM proof_keys").fetchone()[0])

    assert f"{facts}: 951 facts\n" == demo.run("export", facts).stdout
    command = [sys.executable, "-I", "-S", VERIFIER, "--keys", keys, facts, kept]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == said.returncode, said.stdout
    assert f"{kept}: 951 facts as signed" in said.stdout


@pytest.mark.parametrize("content", ["CAST(state AS TEXT)", "x'ff'"])
def test_what_cannot_be_exported_leaves_no_file(demo, tmp_path, content):
    sql(demo.home, f"UPDATE stored_events SET state = {content} WHERE rowid = 400")

    said = demo.run("export", str(tmp_path / "facts.jsonl"))

    assert (1, []) == (said.exit_code, list(tmp_path.glob("*facts*")))
    assert "position 400" in said.stderr


def test_where_nothing_is_nothing_is_verified(desk):
    said = desk.run("verify")

    assert 1 == said.exit_code
    assert "there is no ledger" in said.stderr


def test_a_sound_house_breaks_no_rule_in_its_store_or_its_export(demo, tmp_path):
    kept = tmp_path / "log.jsonl"
    demo.run("export", str(kept))

    for more in ((), ("--export", str(kept))):
        said = demo.run("verify", "--rules", *more)

        assert (0, "") == (said.exit_code, said.stderr)
        assert "rules: 951 facts in 338 acts decided again, 0 refusals" in said.stdout


def test_an_act_in_a_role_nobody_had_is_told_by_its_rule(demo):
    sql(demo.home, ANOTHER_ROLE)

    said = demo.run("verify", "--rules")

    assert 1 == said.exit_code
    bad = [line for line in said.stdout.splitlines() if line.startswith("BAD  rules: position")]
    assert any("role-missing: this act needs the role nominating-officer" in one for one in bad)

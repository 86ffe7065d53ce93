"""`vinhdanh ranking` ranks the cases of a movement at the terminal, Vietnamese first."""

CELL = ("--occasion", "annual", "--award", "gk-phuong", "--unit", "10531")


def test_the_cases_of_a_cell_are_ranked_at_the_terminal(demo):
    token = demo.token("auditor", "31")
    printed = demo.run("ranking", "hai-duong-2025", *CELL, TOKEN=token).stdout
    step, first, second = printed.splitlines()
    assert "bước (step): ward-review" == step
    assert ("1. ", "(gk-phuong); 90.67") == (first[:3], first[-18:])
    assert ("-. ", "chưa chấm (no points)") == (second[:3], second[-21:])
    said = demo.told("ranking", "hai-duong-2025", *CELL, TOKEN=token)
    assert ["272/3", None] == [one["exact"] for one in said["items"]]
    assert ("ward-review", "10531") == (said["step"], said["unit"])


def test_a_step_may_be_named_and_a_movement_be_unknown(demo):
    token = demo.token("auditor", "31")
    named = demo.told("ranking", "hai-duong-2025", *CELL, "--step", "ward-decide", TOKEN=token)
    assert [None, None] == [one["points"] for one in named["items"]]
    unknown = demo.run("ranking", "nobody-launched", *CELL, TOKEN=token)
    assert (1, True) == (unknown.exit_code, "movement-unknown" in unknown.stderr)

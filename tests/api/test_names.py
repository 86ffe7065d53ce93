"""Names stay where they can be erased: neither in facts nor in logs nor in problems."""

from tests.api.badges import AUDITOR, OFFICER, SECRETARY
from tests.api.speech import NEW, items, of
from tests.builders import CASE, opened

NAME = "Bưởi"


def everything(house):
    """Return the bytes of everything in the house but the store of names."""
    facts = "".join(map(repr, house.ledger.since(0, 99)))
    with house.engine.connect() as tx:
        tables = ("case_file_v8", "inbox_v3", "history_v5", "documents_v4", "honours_v4")
        rows = [tx.exec_driver_sql(f"SELECT * FROM {table}").all() for table in tables]
    return facts + repr(rows)


def test_a_name_is_in_no_fact_and_no_view(house, say):
    reply = say(OFFICER).post("/nominations", NEW, key="k")

    assert NAME in say(AUDITOR).get(of(reply.get_json()["id"])).text
    assert NAME not in everything(house)


def test_a_name_is_in_no_log_line(logged, say):
    for body in (NEW, {**NEW, "unit": "?"}, {**NEW, "unit": "10534"}):
        reply = say(OFFICER).post("/nominations", body, key="k")
    say(AUDITOR).get("/nominations", q=NAME)
    say(None).get("/units", q=NAME)
    say(AUDITOR).get(of(NAME))

    lines = logged.getvalue().decode()
    assert 6 == lines.count("request.answered")
    assert NAME not in lines
    assert OFFICER not in lines
    assert reply.headers["X-Correlation-Id"] in lines


def test_a_name_that_is_entered_later_is_in_no_fact_and_no_log_line(logged, house, say):
    house.given(CASE, opened)
    for version in (1, 1, 2):
        said = {"name": f"Nguyễn Thị {NAME}"}
        say(OFFICER).post(of(CASE, "naming"), said, version=version, key=f"k{version}")

    assert NAME in say(AUDITOR).get(of(CASE)).text
    assert NAME not in everything(house) + logged.getvalue().decode()


def test_a_refused_case_leaves_no_name_behind(house, say):
    say(SECRETARY).post("/nominations", NEW, key="k")

    with house.people._engine.connect() as tx:
        assert [] == tx.exec_driver_sql("SELECT * FROM subjects").all()


def test_a_name_that_was_not_kept_comes_with_the_repeat(house, say, monkeypatch):
    """A power cut between fact and name."""
    kept = house.people.add
    monkeypatch.setattr(house.people, "add", lambda *_: 1 / 0)
    assert 500 == say(OFFICER).post("/nominations", NEW, key="k").status_code
    monkeypatch.setattr(house.people, "add", kept)

    assert 201 == say(OFFICER).post("/nominations", NEW, key="k").status_code
    (case,) = items(say(OFFICER).get("/nominations"))
    assert NAME in str(case["nominee_name"])

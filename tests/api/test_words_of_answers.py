"""No English stands in a Vietnamese answer: what is looked at has a name, each reason its words."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.fact_names import PLAIN, names_of, own_words
from api.fact_names import conditions as condition_words
from api.form_messages import translated
from api.sentences import in_vietnamese
from api.sights import label_of, looked_at, phrases
from domain.council.ranking import PRIORITIES
from domain.delegation.granting import ACTS
from domain.eligibility.conditions import years_of
from domain.hearing.consult import SILENCES
from domain.house_acts.policies import FILES, ROLES
from domain.house_acts.state import Stage
from domain.personal.rules import GROUNDS
from domain.register.events import HonourAddedToRecord, TitleDeclared
from domain.register.record import Record, Title
from tests.api.badges import OFFICER
from tests.builders import APRIL, CASE, NOMINEE, OTHER, WARD

ELIGIBILITY = Path("domain/eligibility")
FIELDS = frozenset({"query-invalid", "form-invalid"})
OF_WHOLE_FORMS = frozenset({"fields are wrong", "parameters are wrong"})


def trees(*folders: str) -> Iterator[ast.AST]:
    """Yield every node of the files of some folders."""
    for folder in folders:
        for path in Path(folder).rglob("*.py"):
            yield from ast.walk(ast.parse(path.read_text()))


def constant(node: ast.AST | None) -> str | None:
    """Return a text that stands in the code as it is."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def things(tree: ast.AST) -> Iterator[str]:
    """Yield the things that are told of under names of their own, not the facts of a phrase."""
    for one in ast.iter_child_nodes(tree):
        if isinstance(one, ast.Dict):
            yield from (key for key in map(constant, one.keys) if key)
        if not is_of_a_phrase(one):
            yield from things(one)


def is_of_a_phrase(node: ast.AST) -> bool:
    """Say whether a part of the code names the facts of a phrase."""
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "facts"
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "Sight"


def calls(*folders: str) -> Iterator[ast.Call]:
    """Yield every call in the files of some folders."""
    return (one for one in trees(*folders) if isinstance(one, ast.Call))


def named_things() -> set[str]:
    """Return every name under which a rule tells what it looked at."""
    parts = (one for one in trees(str(ELIGIBILITY)) if isinstance(one, ast.FunctionDef))
    seeing = (one for one in parts if one.returns and ast.unparse(one.returns) == "Seen")
    return {thing for one in seeing for thing in things(one)}


def test_every_thing_a_rule_looks_at_has_a_label():
    told = named_things()
    assert {"opened_on", "receipt", "initiatives", "cases", "posted_until"} <= told
    assert set() == told - phrases()["labels"].keys()


def conditions() -> set[str]:
    """Return the keys of all conditions of all awards."""
    files = Path("domain/rulebooks").glob("*/*.toml")
    awards = [tomllib.loads(path.read_text()) for path in files]
    return {one["key"] for award in awards for one in award.get("conditions", ())}


def test_every_condition_has_a_label():
    assert len(conditions()) > 10
    called = {key for key, words in condition_words().items() if words.keys() == {"vi", "en"}}
    assert set() == conditions() - called - phrases()["labels"].keys()


def test_labels_stand_in_the_order_of_their_names():
    assert sorted(phrases()["labels"]) == list(phrases()["labels"])
    assert sorted(phrases()["phrases"]) == list(phrases()["phrases"])


def test_one_of_several_is_called_by_its_number():
    assert "đơn đang được xác minh 2" == label_of("letter-2", PLAIN)
    assert "đơn khiếu nại, tố cáo 1" == label_of("complaint-1", PLAIN)
    assert "odd-1" == label_of("odd-1", PLAIN)


def test_every_reason_why_a_token_is_refused_has_its_words():
    made = [one for one in calls("infra", "api", "services") if ast.unparse(one.func) == "BadToken"]
    why = {constant(one.args[0]) for one in made} - {None, "missing"}
    known = why | {"payload", "header"}
    assert len(known) > 10
    assert set() == {f"reason/{one}" for one in known} - own_words().keys()


CALLED = {
    "state": [one.value for one in Stage],
    "kind": [*ROLES],
    "subject": [*FILES],
    "file": [*FILES],
    "act": sorted(ACTS),
    "lent": sorted(ACTS),
    "rule": sorted(PRIORITIES),
    "silence": sorted(SILENCES),
    "allowed": sorted({*ROLES, *FILES, *ACTS, *PRIORITIES, *SILENCES, *GROUNDS}),
}


@pytest.mark.parametrize("place", CALLED)
def test_every_code_a_refusal_names_has_its_word(place, house):
    names = names_of(house)
    assert [] == [one for one in CALLED[place] if names.of(place, one) == one]


def test_an_act_on_the_house_is_told_in_vietnamese(house):
    names, act = names_of(house), str(CASE)
    said = {"act": act, "state": "disputed"}
    assert f"Việc {act} đang ở trạng thái bị người thứ hai phản đối, không chờ trả lời này" == (
        in_vietnamese("house-act-elsewhere", said, names)
    )
    missing = {"act": act, "kind": "reform", "subject": "2025-07-01"}
    assert f"Việc {act} (sắp xếp đơn vị 01/07/2025) cần người thứ hai đồng ý trước" == (
        in_vietnamese("second-person-missing", missing, names)
    )


def wrongs_of_parameters() -> list[str]:
    """Return what the API says is wrong with a parameter, where it is a plain text."""
    made = [one for one in calls("api") if len(one.args) > 1 and constant(one.args[0]) in FIELDS]
    return [one for one in map(constant, (one.args[1] for one in made)) if one]


def test_what_is_wrong_with_a_parameter_is_told_in_vietnamese():
    known = wrongs_of_parameters()
    assert {"that year is not over", "no cursor of this list"} <= {*known}
    assert OF_WHOLE_FORMS == {one for one in known if translated(one) == one}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/statistics?year=2026", "year: năm đó chưa kết thúc"),
        ("/nominations?cursor=%%%", "cursor: không phải là vị trí trang của danh sách này"),
    ],
)
def test_a_wrong_parameter_is_answered_without_english(say, path, told):
    reply = replace(say(OFFICER), headers={"Accept-Language": "vi"}).get(path).get_json()
    assert [told] == [one["detail"] for one in reply["reasons"]]


def test_a_refused_token_is_answered_without_english(say):
    reply = replace(say("no.token.at-all"), headers={"Accept-Language": "vi"}).get("/nominations")
    assert "Mã truy cập bị từ chối: mã không đúng dạng" == reply.get_json()["detail"]


def test_the_years_of_a_title_are_told_without_english():
    given = HonourAddedToRecord(CASE, "ldtt", 2023, WARD)
    paper = TitleDeclared(NOMINEE.ref, "ldtt", 2024, "9/QĐ", APRIL, "UBND", "a" * 64, WARD, "x")
    record = Record({OTHER: given}, {("ldtt", 2024): Title(paper)})
    seen = {"a": years_of("ldtt", record), "b": years_of("ldtt", Record({OTHER: given}))}
    told = [one["says"].vi for one in looked_at({**seen, "c": years_of("ldtt", Record())}, PLAIN)]
    assert ["2023; kê khai, chưa được xác nhận: 2024", "2023", "(trống)"] == told
    assert "2023 (register, granted by 10531)" == seen["b"].detail

"""The description of the API holds, and the page to try it is whole and ours."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from api.acts_page import markdown
from api.fields import Line, Text
from api.openapi import PARAMETERS
from api.property_words import words

STATIC = Path(__file__).parents[2] / "api" / "static"
# swagger-ui-dist 5.35.0 as the npm registry has it, renamed to .min where it is minified.
VENDORED = {
    "swagger-ui-bundle.min.js": "e6a898692f2d768e807c3ba4626068a69a2c5dd960dd6c76f3e4d3a3de180af2",
    "swagger-ui.min.css": "5ed08757e53da3e026d6cbecc61fe5d43585c9560b302d534ad56692519a273d",
    "favicon-32x32.png": "3ed612f41e050ca5e7000cad6f1cbe7e7da39f65fca99c02e99e6591056e5837",
    "swagger-ui.LICENSE.txt": "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30",
    "swagger-ui.NOTICE.txt": "0d20d1adef18aee3f40dd258172155521ce702ac445cb5f7b7d60ed32dad2fb2",
    "swagger-ui-bundle.min.js.LICENSE.txt": (
        "37eb6e7e59aed57b2c1acf076574b818ea07b74265717e0bd67b59e0baf9abbb"
    ),
}
BOARD = "show_board"
"""What stands below something public and is not: it counts cases (ADR 130)."""
UNNAMED = "cast_ballot"
OPERATIONS = {
    "list_units show_unit list_movements show_movement show_board list_awards show_award",
    "show_calendar show_reminders",
    "nominate name_nominee list_nominations show_nomination list_assessments assess",
    "list_scores score",
    "list_evidence add_evidence fetch_evidence withdraw_evidence file_nomination endorse",
    "appraise record_vote return_for_supplement supplement refuse withdraw correct_nomination",
    "assign_successor show_favourable choose_regime show_record declare_title confirm_title",
    "reject_title carry_record_on show_possible_acts show_sublog",
    "show_history_of_nomination dispatch list_submissions show_submission answer_submission",
    "issue_decision list_decisions show_decision annul correct_decision list_honours",
    "show_honour hand_back recover restore show_inbox show_history list_announcements",
    "list_parked_messages show_parked_message complete_parked_message correct_parked_message",
    "replay_parked_message drop_parked_message show_verdict show_acts put_on_hold lift_hold",
    "appoint_council list_councils show_council appoint_members relieve_member convene_session",
    "list_council_sessions show_council_session show_minutes list_ballots declare_conflict",
    "note_arrival",
    "open_session write_opinion count_hands take_ballots close_roll cast_ballot close_session",
    "call_off_session show_movement_ranking show_ranking note_priority decide_tie",
    "request_consultation",
    "answer_consultation withdraw_consultation",
    "note_lapsed_consultation post_case receive_objection settle_objection end_posting",
    "receive_complaint settle_complaint list_letters request_confirmation",
    "record_confirmation note_expired_confirmation receive_honour_complaint",
    "settle_honour_complaint list_honour_complaints",
    "grant_delegation list_delegations show_delegation end_delegation",
    "judge_condition show_cases_before_council show_checkpoint prove_inclusion prove_consistency",
    "list_findings show_statistics fetch_pack_of_nomination fetch_pack_of_decision",
    "open_review list_reviews show_review show_history_of_review show_reviews_due ask_in_review",
    "record_finding answer_in_review conclude_review report_measures close_review",
    "receive_person_request answer_person_request list_personal_reads",
    "carry_out_person_request lift_restriction list_person_requests show_personal_data",
    "export_personal_data list_house_acts show_house_act show_house_changes",
    "propose_rules propose_reform propose_choice",
    "agree_to_house_act decline_house_act withdraw_house_act confirm_lone_act dispute_lone_act",
}


OURS = {"swagger-ui-bundle.min.js", "swagger-ui.min.css", "try.css", "try.js", "favicon-32x32.png"}


@pytest.fixture
def described(app):
    return json.loads(app.test_client().get("/openapi.json").data)


def operations(described):
    """Return every operation with its method and address."""
    return [
        (method, path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if method in {"get", "post", "put", "patch", "delete"}
    ]


def named_acts(described):
    """Return every act but the one under no name, with its address."""
    found = operations(described)
    posts = [(path, operation) for method, path, operation in found if method == "post"]
    return [one for one in posts if one[1]["operationId"] != UNNAMED]


def test_the_description_is_valid_openapi_3_1(described):
    assert "3.1.0" == described["openapi"]
    validate(described)


def test_operations_keep_their_names(described):
    """A client made from the description calls them so."""
    names = [operation["operationId"] for _, _, operation in operations(described)]

    assert sorted(" ".join(OPERATIONS).split()) == sorted(names)


def test_every_operation_says_who_may_ask(described):
    for _, path, operation in operations(described):
        unnamed = operation["operationId"] == UNNAMED
        data = path.split("/")[3] in {"units", "awards", "calendar", "movements"}
        public = unnamed or (data and operation["operationId"] != BOARD)
        assert ([] if public else [{"bearer": []}]) == operation["security"]
        assert "401" in operation["responses"]  # a bad token is refused where none is needed, too


def test_every_act_says_its_conditions_and_shows_an_example(described):
    for path, operation in named_acts(described):
        names = {one["$ref"].rpartition("/")[2] for one in operation["parameters"] if "$ref" in one}
        starts = "201" in operation["responses"]
        expected = {"IDEMPOTENCY_KEY_REQUIRED"} if starts else {"SEEN_VERSION", "IDEMPOTENCY_KEY"}
        assert {"DELEGATION", *expected} == names, path
        (content,) = operation["requestBody"]["content"].values()
        assert "example" in content or "multipart" in str(operation["requestBody"]), path


def test_the_headers_of_acts_are_described_as_we_take_them(described):
    """Not as the library would, whose own names stand in the same list."""
    parameters = described["components"]["parameters"]
    told = {name: one["description"] for name, one in PARAMETERS.items()}

    assert told == {name: one["description"] for name, one in parameters.items()}
    seen = parameters["SEEN_VERSION"]
    assert ('"3"', '^"[1-9][0-9]{0,17}"$') == (seen["example"], seen["schema"]["pattern"])


def test_an_upload_shows_an_example_of_each_text(described):
    parts = described["components"]["schemas"]["SentEvidenceForm"]["properties"]

    assert ["achievement-report"] == parts["paper"]["examples"]
    assert ["Báo cáo thành tích"] == parts["title"]["examples"]


def told_of(described):
    """Return every property of a schema with what it is called and what it says of itself."""
    schemas = described["components"]["schemas"].items()
    return [
        (f"{shape}.{name}", one.get("description"))
        for shape, schema in schemas
        for name, one in schema.get("properties", {}).items()
    ]


def asked_of(described):
    """Return every parameter that stands at its operation."""
    taken = [one for *_, act in operations(described) for one in act.get("parameters", ())]
    return [one for one in taken if "name" in one]


def test_every_property_says_what_it_means(described):
    unsaid = {None, Line.description, Text.description}

    assert [] == [name for name, said in told_of(described) if said in unsaid]
    assert [] == [one["name"] for one in asked_of(described) if not one.get("description")]


def test_no_property_hides_within_another(described):
    """So that the properties of the schemas are all there are."""
    within = [
        one
        for schema in described["components"]["schemas"].values()
        for one in schema.get("properties", {}).values()
    ]

    assert '"properties"' not in json.dumps(within)


def test_no_word_is_of_a_property_that_is_not_there(described):
    schemas = described["components"]["schemas"]
    names = {name.rpartition(".")[2] for name, _ in told_of(described)}
    asked = {one["name"] for one in asked_of(described)}

    assert set() == words()["any"].keys() - names - asked
    for shape, told in words()["of"].items():
        assert told.keys() <= schemas[shape]["properties"].keys(), shape


def test_a_form_is_not_said_to_take_null(described):
    forms = [one for name, one in described["components"]["schemas"].items() if "Form" in name]
    told = [one["description"] for form in forms for one in form["properties"].values()]

    assert not [one for one in told if "null" in one]


def test_the_page_gives_each_try_a_key_of_its_own(described):
    key = described["components"]["parameters"]["IDEMPOTENCY_KEY_REQUIRED"]["example"]

    assert f'EXAMPLE_KEY = "{key}"' in (STATIC / "try.js").read_text()


def test_every_problem_is_documented_with_its_form(described):
    for name, response in described["components"]["responses"].items():
        (content,) = response["content"].items()
        assert "application/problem+json" == content[0], name
        assert content[1]["examples"]
        assert "X-Correlation-Id" in response["headers"]


def test_every_operation_is_summed_up(described):
    assert all(operation["summary"].endswith(".") for _, _, operation in operations(described))


@pytest.mark.parametrize("name", VENDORED)
def test_what_is_vendored_is_what_was_published(name):
    assert VENDORED[name] == sha256((STATIC / name).read_bytes()).hexdigest()


def test_nothing_else_lies_beside_it():
    ballots = {"ballot-core.js", "ballot.css", "ballot.html", "ballot.js"}
    assert {*VENDORED, *ballots, "messages.css", "try.css", "try.html", "try.js"} == {
        path.name for path in STATIC.iterdir()
    }


def test_the_page_loads_only_from_here(app):
    page = app.test_client().get("/docs", buffered=True)

    assert 200 == page.status_code
    assert "http" not in page.text
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    for name in OURS:
        assert f"/docs/{name}" in page.text
        assert 200 == app.test_client().get(f"/docs/{name}", buffered=True).status_code


def test_no_other_file_is_served(app):
    for name in ("try.html", "..%2fapp.py", "swagger-ui.LICENSE.txt"):
        assert 404 == app.test_client().get(f"/docs/{name}").status_code


def test_the_page_of_acts_says_what_the_description_says(app):
    described = app.test_client().get("/openapi.json").get_json()
    page = Path(__file__).parents[2] / "docs" / "acts.md"
    assert markdown(described) == page.read_text(encoding="utf-8"), markdown.__module__

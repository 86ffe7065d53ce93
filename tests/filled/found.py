"""What a run of schemathesis found: failed checks, problems, requests refused for their form."""

import json
import re
from collections.abc import Iterator
from typing import Any

from schemathesis.core import NotSet
from schemathesis.generation import GenerationMode

REJECTION = "negative_data_rejection"


def failures(recorder: Any) -> Iterator[str]:
    """Tell what a check found."""
    for case, checks in recorder.checks.items():
        for check in (one for one in checks if one.failure_info is not None):
            if check.name == REJECTION and may_be_left_out(recorder.cases[case].value):
                continue
            reply = recorder.find_response(case_id=case)
            told = reply.content[:300] if reply is not None else b""
            found = check.failure_info
            yield f"{recorder.label}: {check.name}: {found.failure}\n{found.code_sample}\n{told!r}"


def may_be_left_out(case: Any) -> bool:
    """
    Say whether a request has no body because it needs none.

    Schemathesis 4.32 makes such a one up while it looks for bodies that break the description,
    and holds against the service that it is taken.
    """
    return isinstance(case.body, NotSet) and not any(it.is_required for it in case.operation.body)


def problems(recorder: Any) -> Iterator[str]:
    """Return the codes of all problems that were answered; each answer says where the log is."""
    for one in recorder.interactions.values():
        if one.response is None:
            continue
        assert one.response.headers.get("log-position"), (recorder.label, one.response.headers)
        if one.response.status_code >= 400:
            assert one.response.headers["content-type"] == ["application/problem+json"]
            yield json.loads(one.response.content)["code"]


FORM = {"form-invalid", "query-invalid", "precondition-malformed", "delegation-malformed"}


UNDESCRIBED = re.compile(
    r"that year is not over|Give either ref, or kind, name and unit\."
    r"|Must lie between \d{4}-\d\d-\d\d and \d{4}-\d\d-\d\d\.|Must not hold U\+.*"
    r"|Not a valid integer\.|At most three decimals\."
)
"""
What no description says: what day it is, that one of two sets of fields is wanted, between which
days a date lies, which signs Unicode has; and 26.0, which JSON Schema holds to be whole;
and how many decimals a JSON number has, for `multipleOf` counts in binary fractions.
"""


def misjudged(recorder: Any) -> Iterator[str]:
    """Tell of what the description allows and the form of the request was refused for."""
    for key, one in recorder.interactions.items():
        meta, reply = recorder.cases[key].value.meta, one.response
        if meta and meta.generation.mode is GenerationMode.POSITIVE and is_of_form(reply):
            sent = recorder.cases[key].value.as_curl_command()
            yield f"{recorder.label}: {sent}\n{reply.content[:600]!r}"


def is_of_form(reply: Any) -> bool:
    """Say whether a request was refused for its form, by what a description could say."""
    if reply is None or reply.status_code not in {400, 422}:
        return False
    told = json.loads(reply.content)
    undescribed = all(UNDESCRIBED.fullmatch(one["detail"]) for one in told["reasons"])
    return told["code"] in FORM and not undescribed

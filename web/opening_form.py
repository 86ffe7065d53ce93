"""The form that opens a case: what is asked, what is sent, beside which field a rule is told."""

from collections.abc import Mapping

from web.ordering import Said, tidy

PARTICULARS = ("identity_number", "sex", "phone", "email", "address")
TOLD = (
    *("effective_on", "receipt", "unit", "movement", "occasion", "award", "nominee_class"),
    *("nominee_position", "achievement"),
)
"""What goes by the same name in the body of the order."""
NOMINEE: Mapping[str, str] = {
    "nominee_kind": "kind",
    "nominee_name": "name",
    "nominee_note": "note",
    "nominee_unit": "unit",
}
"""What of the nominee goes under which name; particulars stand below them."""
ASKED = (*TOLD, *NOMINEE, *PARTICULARS)
NEEDED = frozenset({"kind", "name", "unit"})
OF_CODE: Mapping[str, str] = {
    "award-not-given": "award",
    "award-not-of-occasion": "occasion",
    "class-unknown": "nominee_class",
    "dated-ahead": "effective_on",
    "dated-too-far-back": "effective_on",
    "email-form": "email",
    "identity-number-form": "identity_number",
    "kind-not-of-class": "nominee_class",
    "movement-unknown": "movement",
    "nominee-position-unknown": "nominee_position",
    "occasion-unknown": "occasion",
    "outside-occasion": "occasion",
    "particulars-of-no-person": "identity_number",
    "phone-form": "phone",
    "position-of-person": "nominee_position",
    "receipt-missing": "receipt",
    "receipt-of-another-day": "receipt",
    "script-mixed": "achievement",
    "subject-not-honoured": "nominee_kind",
    "unit-foreign": "unit",
    "unit-unknown": "nominee_unit",
}
"""Beside what a rule is told that refuses it."""


def body_of(said: Said) -> dict[str, object]:
    """Return what is sent; what is left out or wrong in it, the API says."""
    return {**_written(said, {name: name for name in TOLD}), "nominee": _nominee(said)}


def _nominee(said: Said) -> dict[str, object]:
    """Return whom it is about; what is needed goes along even where nothing was written."""
    needed = {theirs: "" for theirs in NOMINEE.values() if theirs in NEEDED}
    private = _written(said, {name: name for name in PARTICULARS})
    told = {"particulars": private} if private else {}
    return {**needed, **_written(said, NOMINEE), **told}


def _written(said: Said, names: Mapping[str, str]) -> dict[str, str]:
    """Return what was written, by the names under which it is sent."""
    found = {theirs: tidy(said[ours]) for ours, theirs in names.items()}
    return {name: text for name, text in found.items() if text}


def asked_as(field: str) -> str | None:
    """Return what the page asks for that the API calls *field*."""
    whole, _, within = field.partition(".")
    if whole != "nominee":
        return whole if whole in TOLD else None
    last = within.rpartition(".")[2]
    ours = {theirs: name for name, theirs in NOMINEE.items()}
    return last if last in PARTICULARS else ours.get(last)

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
    told = {name: tidy(said[name]) for name in ASKED}
    within = {theirs: told[ours] for ours, theirs in NOMINEE.items()}
    given = {name: one for name, one in within.items() if one or name in NEEDED}
    private = {name: told[name] for name in PARTICULARS if told[name]}
    nominee = {**given, **({"particulars": private} if private else {})}
    return {**{name: told[name] for name in TOLD if told[name]}, "nominee": nominee}


def asked_as(field: str) -> str | None:
    """Return what the page asks for that the API calls *field*."""
    whole, _, within = field.partition(".")
    if whole != "nominee":
        return whole if whole in TOLD else None
    last = within.rpartition(".")[2]
    ours = {theirs: name for name, theirs in NOMINEE.items()}
    return last if last in PARTICULARS else ours.get(last)

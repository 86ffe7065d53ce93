"""What a correction brings: a right name, right particulars, or both."""

from domain.personal.commands import CarryOutPersonRequest
from domain.personal.rules import CORRECTION
from domain.personal.state import Request
from domain.refusal import Kind, Refusal


def a_correction_brings_what_is_right(cmd: CarryOutPersonRequest, asked: Request) -> Refusal | None:
    """
    Refuse a correction without a right name or right particulars, and either with anything else.

    Source:
        House rule (ADR 73, 96).
    """
    brings = cmd.named or cmd.particulars is not None
    if brings == (asked.kind == CORRECTION):
        return None
    facts = {"kind": asked.kind}
    return Refusal("correction-name", Kind.INVALID, "what is right comes with a correction", facts)

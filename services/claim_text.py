"""What a claim of a token may say: who speaks, in which role, for which unit."""

from unicodedata import name

LONGEST = 200


def claim_flaw(text: str) -> str | None:
    """
    Return what is wrong with the text of a claim, None when it is fit for any store and screen.

    Printable, as Python counts it: the blank of the keyboard is, no other blank, control, format
    sign or half character.
    """
    if not text:
        return "is empty"
    if len(text) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if unseen := next((one for one in text if not one.isprintable()), ""):
        return f"holds U+{ord(unseen):04X} {name(unseen, '')}".rstrip()
    return "begins or ends with a blank" if text != text.strip() else None

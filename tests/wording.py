"""How refusals read, as tests/domain/refusals.toml has them, and sights, as their phrases do."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from domain.eligibility.sight import Sight
from domain.eligibility.verdict import Verdict
from domain.refusal import Refusal

TABLE = tomllib.loads(Path(__file__).with_name("domain").joinpath("refusals.toml").read_text())
PHRASES = tomllib.loads(Path("api/sights.toml").read_text())["phrases"]
EMPTY = frozenset({"", "None", "NoneType"})
NO_YEARS = ("years", "")
MAY_BE_EMPTY = frozenset({"allowed", "open", "ground"})


def read(refusals: Sequence[Refusal]) -> Sequence[Refusal]:
    """Return refusals once each is held against the table: a test that sees one reads it."""
    strange = [one for one in refusals if not as_written(one)]
    assert [] == strange, f"tests/domain/refusals.toml says otherwise of {strange}"
    return refusals


def as_written(refusal: Refusal) -> bool:
    """Say whether a refusal is what the table says of its code; one not in the table may be all."""
    known = TABLE.get(refusal.code)
    if known is None:
        return True
    return (
        refusal.kind.value in known["kinds"]
        and any(_reads(refusal, said) for said in known["says"])
        and _beside(refusal, known["facts"])
    )


def _beside(refusal: Refusal, known: list[list[str]]) -> bool:
    """Say whether the facts are some of the table's, each said, that of an item aside."""
    own = [key for key in refusal.facts if key != "nomination" or ["nomination"] in known]
    said = (_is_said(one) or key in MAY_BE_EMPTY for key, one in refusal.facts.items())
    return sorted(own) in known and all(said)


def _reads(refusal: Refusal, said: str) -> bool:
    """Say whether the text is the one of the table, its places filled by the facts."""
    parts = re.split(r"\{(\w*)\}", said)
    texts, names = parts[::2], parts[1::2]
    filled = [re.escape(refusal.facts.get(name, "")) if name else ".+" for name in names]
    pattern = "".join(re.escape(text) + one for text, one in zip(texts, [*filled, ""], strict=True))
    return bool(re.fullmatch(pattern, refusal.detail))


def _is_said(value: object) -> bool:
    return isinstance(value, str) and value not in EMPTY


def sighted(verdict: Verdict) -> Verdict:
    """Return a verdict once all that its rules and conditions saw is held against its phrases."""
    sights = [*(one.seen for one in verdict.findings), *(one.seen for one in verdict.conditions)]
    strange = [seen for one in sights for seen in one.values() if not _as_phrased(seen)]
    assert [] == strange, f"api/sights.toml says otherwise of {strange}"
    return verdict


def _as_phrased(seen: Sight) -> bool:
    """
    Say whether a plain fact has no code, and a coded one the facts of its phrase, each said.

    The English text says each of them, too.
    """
    if seen.code == "":
        return seen.facts == {}
    named = re.findall(r"\{(\w+)\}", PHRASES.get(seen.code, "{none}"))
    said = (_is_said(told) or (key, told) == NO_YEARS for key, told in seen.facts.items())
    english = (says(seen.detail, told) for told in seen.facts.values())
    return sorted(named) == sorted(seen.facts) and all(said) and all(english)


def says(detail: str, fact: str) -> bool:
    """Say whether a text tells a fact: each of several things side by side, as a whole word."""
    return all(
        re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", detail)
        for one in fact.split(", ")
        if one
    )

"""Does audit.toml say of each rule of the auditor what it means, and from where on it speaks?"""

from collections.abc import Iterator
from dataclasses import asdict

from domain.audit.across import ACROSS
from domain.audit.finding import AuditRules
from domain.audit.on_a_path import ON_A_PATH
from infra.rulebooks.movement_checks import twice

SMALLEST = 3  # with 2, two ones and what goes along can be told apart


def wrong_in_audit(says: AuditRules) -> Iterator[str]:
    """Find rules without words, words without a rule, and limits that are none."""
    keys, known = [one.key for one in says.findings], [*ON_A_PATH, *ACROSS]
    yield from twice("$.findings", keys)
    yield from (f"$.findings: {key} is missing" for key in known if key not in keys)
    yield from (f"$.findings: no rule {key}" for key in keys if key not in known)
    yield from wrong_in_limits(says)


def wrong_in_limits(says: AuditRules) -> Iterator[str]:
    """Find numbers that no rule can go by."""
    yield from (f"$.limits.{key}.value: {one}" for key, one in limits_of(says) if one < 1)
    if says.small_group.value < SMALLEST:
        yield f"$.small_group.value: {says.small_group.value} hides nobody"


def limits_of(says: AuditRules) -> Iterator[tuple[str, int]]:
    """Yield the numbers that rules go by."""
    for key, one in asdict(says.limits).items():
        yield key, one["value"]

"""The coded grounds of acts on the register; their words are in register-grounds.toml."""

from collections.abc import Mapping

from domain.refusal import Kind, Refusal, listed

ANNULMENT, RECOVERY, RESTORATION = "annulment", "recovery", "restoration"
OF_THE_LAW = frozenset({"fraud", "false-papers", "procedure-broken", "violation-found"})
LIFTED = frozenset({"conclusion-lifted", "annulled-in-error"})
GROUNDS_OF: Mapping[str, frozenset[str]] = {
    ANNULMENT: OF_THE_LAW,
    RECOVERY: OF_THE_LAW,
    RESTORATION: LIFTED,
}


def the_ground_is_of_the_act(ground: str, act: str) -> Refusal | None:
    """
    Refuse a ground that does not found such an act on the register.

    Source:
        Annulment and recovery: Law 06/2022 art. 93(2) (a) to (d), domain facts 7.4.1. Restoration:
        domain facts 7.4.4, not confirmed.
    """
    if ground in GROUNDS_OF[act]:
        return None
    facts = {"ground": ground, "allowed": listed(sorted(GROUNDS_OF[act]))}
    return Refusal("ground-unknown", Kind.INVALID, "no such ground", facts)


def the_ground_is_the_annulments(ground: str, annulled_on: str) -> Refusal | None:
    """Refuse to recover on another ground than the one the honour was annulled on (facts 7.4.1)."""
    if ground == annulled_on:
        return None
    facts = {"ground": ground, "annulled_on": annulled_on}
    return Refusal("ground-differs", Kind.CONFLICT, f"annulled on {annulled_on}", facts)

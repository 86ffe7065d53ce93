"""What the register holds of a nominee and a proposal leaves out: told, for people to compare."""

from collections.abc import Mapping, Sequence

from domain.eligibility.look import Look
from domain.eligibility.rules import passing_below
from domain.eligibility.sight import Seen, Sight
from domain.refusal import Kind, Refusal
from domain.register.state import Held


def no_passing_result_is_left_out(look: Look) -> Sequence[Refusal | None]:
    """
    Tell of a sudden or thematic honour of the register that a merit case does not name.

    Such results found no merit award of a higher level (Decree 152/2025 art. 4; facts 3.6). Whether
    the case rests on one that it leaves out, a person sees in its report (house rule).
    """
    detail = "the register holds it, and the case does not name it"
    return [
        Refusal("passing-result-unsaid", Kind.CONFLICT, detail, facts)
        for facts in passing_below(look, left_out(look))
    ]


def left_out(look: Look) -> Mapping[str, Held]:
    """Return the honours of the register that are held and that the case does not build on."""
    cited = look.dossier.basis.builds_on
    known = {str(one): it for one, it in look.beside.known.items() if one not in cited}
    return {one: it for one, it in known.items() if isinstance(it, Held)}


def register(look: Look) -> Seen:
    """Tell the award and the kind of each honour that the case leaves out."""
    return {
        one: Sight(it.entry.award, "honour-left-out", {"award": it.entry.award})
        for one, it in left_out(look).items()
    }

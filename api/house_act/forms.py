"""Bodies of proposals of acts on the house, and of answers to them."""

from marshmallow import fields, validate

from api.fields import Flag, choice, digest, rule_key, unit_code, whole, why
from api.forms import Act
from domain.house_acts.policies import FILES, MOST_DAYS

DAYS, LONGEST = 14, 500_000


class HouseAgreementForm(Act):
    """Agree to what bears the digest, and to nothing else."""

    digest = digest(required=True)


class HouseAnswerForm(HouseAgreementForm):
    """Answer what bears the digest, and say why; it is kept for ever."""

    reason = why()


class ProposalForm(Act):
    """
    Propose an act that needs a second person, for so many days, 14 unless told.

    `alone`: in an emergency, answer for it alone until a second person has looked at it.
    """

    reason = why()
    days = whole(1, MOST_DAYS)
    alone = Flag()


class RulesProposalForm(ProposalForm):
    """Propose a file of rules; `content` is the whole file, byte for byte in UTF-8."""

    file = choice(*FILES, required=True)
    content = fields.String(required=True, validate=validate.Length(1, LONGEST))


class ReformProposalForm(ProposalForm):
    """Propose a reform that this house knows by its name."""

    reform = rule_key(required=True)


class ChoiceProposalForm(ReformProposalForm):
    """Propose which unit carries a case on that a reform left to a person."""

    unit = unit_code(required=True)

"""Bodies of the acts on the record of a nominee."""

from api.fields import Day, Id, Line, digest, rule_key, unit_code, whole, why
from api.forms import Act
from api.paper.basis_form import FIRST_YEAR, LAST_YEAR


class TitleForm(Act):
    """Tell of a title of an earlier year, from its decision."""

    unit = unit_code(required=True)
    award = rule_key(required=True)
    year = whole(FIRST_YEAR, LAST_YEAR, required=True)
    number = Line(1, 100, required=True)
    dated = Day(required=True)
    issuer = Line(1, 200, required=True)
    evidence = digest(required=True)


class ConfirmationForm(Act):
    """Say as a second person that the decision of a title was seen."""

    award = rule_key(required=True)
    year = whole(FIRST_YEAR, LAST_YEAR, required=True)


class RejectionForm(ConfirmationForm):
    """Say as a second person that a title does not count."""

    reason = why()


class ForerunnerForm(Act):
    """Let the record of a collective of before a reform go on in this one."""

    forerunner = Id(required=True)
    reform = rule_key(required=True)
    reason = why()

"""Money from coefficients."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

ROUNDED_TO = 10_000


@dataclass(frozen=True, slots=True)
class Coefficient:
    """How many base salaries one kind of subject receives, and where the number comes from."""

    subject: str
    times: Decimal
    source: str
    confirmed: bool


def bonus(times: Decimal, base_salary: int) -> int:
    """
    Return the bonus in dong, rounded up to tens of thousands.

    Args:
        times: the coefficient of the award for this kind of subject.
        base_salary: dong a month, in force on the day the decision is issued.

    Raises:
        ValueError: a coefficient or salary below zero, a data error.

    Source:
        Decree 98/2023 art. 53(1) and 53(2); 0.3 x 2,340,000 = 702,000, so 710,000.
    """
    if times < 0 or base_salary < 0:
        raise ValueError(f"{times} x {base_salary}")
    tens = (times * base_salary / ROUNDED_TO).to_integral_value(ROUND_CEILING)
    return int(tens) * ROUNDED_TO

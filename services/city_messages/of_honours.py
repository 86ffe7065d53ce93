"""Messages about one honour in the register; they follow those of the case that founded it."""

from dataclasses import dataclass

from services.city_messages import words as w
from services.city_messages.parts import Case


@dataclass(frozen=True, slots=True)
class HonourRegistered:
    """An honour was entered in the register, with its bonus where one is known."""

    case: Case
    honour: w.HonourId
    decision: w.DecisionId
    granted_by: w.UnitCode
    granted_on: w.Dated
    bonus: w.Bonus


@dataclass(frozen=True, slots=True)
class HonourAnnulled:
    """An honour no longer counts; its entry and its decision stay readable."""

    case: Case
    honour: w.HonourId
    decision: w.DecisionId
    ground: w.Ground
    number: w.AnnullingNumber
    dated: w.AnnullingDate


@dataclass(frozen=True, slots=True)
class HonourRecovered:
    """The object or the money of an annulled honour came back."""

    case: Case
    honour: w.HonourId
    object_returned: w.ObjectReturned
    amount: w.Money
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class HonourRestored:
    """An annulled honour counts again, by a paper that lifts the annulment."""

    case: Case
    honour: w.HonourId
    number: w.RestoringNumber
    dated: w.RestoringDate
    unit: w.UnitCode


@dataclass(frozen=True, slots=True)
class HonourHandedBack:
    """What had been recovered was given back to the holder of a restored honour."""

    case: Case
    honour: w.HonourId
    object_handed: w.ObjectHanded
    amount: w.MoneyBack
    effective_on: w.EffectiveOn


OfMoney = HonourRecovered | HonourHandedBack
AboutHonour = HonourRegistered | HonourAnnulled | HonourRestored | OfMoney

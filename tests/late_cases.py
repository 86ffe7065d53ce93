"""A house with reforms of its own, and cases of a ward that are entered in it, late or not."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid5

from domain.force import Forces
from domain.hand import Hand
from domain.lineage import Lineage
from domain.nomination.decide import NOMINATION
from domain.nomination.events import Nominee
from domain.nomination.state import Draft
from domain.reform.plan import Reform
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.reform_files import reforms_between, units_of_house
from infra.verifying.rules_means import HouseMeans
from services.handle import Order, handle
from services.histories import Histories
from services.import_log import quiet
from services.opening import Proposal, nomination_id, opening
from services.ports import Ledger
from services.redeciding.findings import Looked
from services.reform import hand_of, rehearse
from services.reform_tally import Tally
from tests.notebook import Notebook
from tests.plain_house import CALENDARS
from tests.redeciding import found
from tests.second_person import apply

SPACE = UUID("0e4b7c52-0000-4000-8000-0000000000de")
WARD, PROVINCE, EARLY = "10532", "31", date(2026, 11, 1)
NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)


class Now:
    """A clock that stands."""

    def now(self) -> datetime:
        """Return the instant."""
        return NOON


class House:
    """Rules and units as the files of a folder of reforms have them when it is made."""

    def __init__(self) -> None:
        units = units_of_house()
        chosen = Forces(lineage=Lineage(reforms=reforms_between))
        self.rules = RulebookFiles(units.at_level, chosen=chosen, units=units)
        self.means = HouseMeans(self.rules, CALENDARS, units)

    def hand(self, plan: Reform) -> Hand:
        """Return the hand that applies a reform here."""
        return hand_of("operator", plan, Now(), CALENDARS, self.rules.forces())

    def run(self, plan: Reform, ledger: Ledger) -> Tally:
        """Apply a reform that two operators stand behind."""
        done: Tally = apply(plan, self.hand(plan), ledger, quiet)
        return done

    def would(self, plan: Reform, ledger: Ledger) -> Tally:
        """Say what a reform would do."""
        return rehearse(plan, self.hand(plan), ledger, quiet)

    def order(self, name: str, on: date = EARLY, award: str = "bk-tinh", unit: str = WARD) -> Order:
        """Return the order to open a case of a ward, entered at noon."""
        mine = uuid5(SPACE, name)
        held = frozenset({"nominating-officer"}), frozenset({unit})
        hand = Hand("officer", *held, on, NOON, NOON, "TM", forces=self.rules.forces())
        said = Proposal(Nominee(uuid5(mine, "one"), "person", unit), unit, award, "Số hoá phường")
        return Order(opening(said, mine, hand, self.rules), mine, name, "f" * 64)

    def opened(self, name: str, ledger: Ledger, on: date = EARLY, award: str = "bk-tinh") -> Draft:
        """Open a case of the ward; return it."""
        handle(self.order(name, on, award), ledger)
        return drafted(name, ledger)

    def codes(self, ledger: Notebook, seen: Looked | None = None) -> list[str]:
        """Return what should not have been accepted, decided again by what the house knows."""
        return [one.code for one in found(ledger.log, self.means, seen)]


def drafted(name: str, ledger: Ledger) -> Draft:
    """Return a case that was opened under a name."""
    case = Histories(ledger).of(NOMINATION, nomination_id(uuid5(SPACE, name)))
    assert isinstance(case, Draft)
    return case


def decides(case: Draft) -> tuple[str, str]:
    """Return at which level and in which unit a case is decided."""
    last = case.dossier.ladder.steps[-1]
    return last.level, last.unit


def rewritten(path: Path, was: str, now: str) -> None:
    """Let a file of a reform say something else."""
    text = path.read_text()
    assert was in text
    path.write_text(text.replace(was, now))

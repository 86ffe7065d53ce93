"""Thanh Bình's cases after the reform of 1 July 2025: in whose hands each of its stages is."""

from collections.abc import Sequence

from domain.nomination.decide import NOMINATION
from domain.nomination.handing import ahead, desk_of
from domain.nomination.state import Running
from infra.rulebooks.units_file import load_units
from services.histories import Histories
from services.ports import Ledger
from tests.communes import FIRST, STAGES, THANH_BINH, case_of

HEIR, CITY, COUNTRY = "10532", "31", "VN"
WARD = ("draft", "back", "held")


def assert_thanh_binh(ledger: Ledger, stages: Sequence[str] = STAGES) -> None:
    """See every case of Thanh Bình in Lê Thanh Nghị ward of Hải Phòng, or above it."""
    ward = load_units().unit(HEIR, FIRST)
    assert ward is not None
    assert ("Phường Lê Thanh Nghị", CITY) == (ward.name, ward.parent)
    for stage in stages:
        state = Histories(ledger).of(NOMINATION, case_of(THANH_BINH, stage))
        assert isinstance(state, Running)
        assert (HEIR, None) == (state.dossier.unit, state.dossier.undecided)
        assert desk_of(state).unit == desk_at(stage), stage
        assert {HEIR, CITY, COUNTRY} >= {one.unit for one in ahead(state)}


def desk_at(stage: str) -> str:
    """Return whose desk a stage is at afterwards: what the district did the next step does."""
    award, how, *step = stage.split()
    if how.endswith(WARD) or step[0] == "ward-review" or (how, step[0]) == ("at", "ward-submit"):
        return HEIR
    if step[0].startswith("central") or (how, step[0]) == ("from", "province-submit"):
        return COUNTRY
    return HEIR if award == "gk-tp" else CITY

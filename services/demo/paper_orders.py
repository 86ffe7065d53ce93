"""From a deed with a paper over several cases, or on an honour, to its order."""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid5

from domain.decision.commands import AnnulGrants, CorrectDecision, IssueDecision
from domain.register.commands import RecoverHonour, RestoreHonour
from domain.register.decide import CLERK, SIGNING, honour_of
from domain.submission.commands import (
    AcceptItem,
    Answer,
    AnswerSubmission,
    DispatchSubmission,
    RefuseItem,
    ReturnItem,
)
from services.demo.orders import missing
from services.demo.stage import Stage
from services.demo.story import STORY, Deed, nomination_of
from services.orders import Command

Writer = Callable[[Deed, Stage], Command]


def paper_id(key: str) -> UUID:
    """Return the id of a submission or decision of the story."""
    return uuid5(STORY, f"{key} paper")


def _dispatch(deed: Deed, stage: Stage) -> Command:
    said = deed.said
    return DispatchSubmission(
        paper_id(deed.about),
        stage.hand(deed, SIGNING, said["sender"]),
        said["number"],
        said["sender"],
        said["receiver"],
        tuple(map(nomination_of, said["cases"])),
    )


def _answer(deed: Deed, stage: Stage) -> Command:
    """Answer about each case; the officer is the one who waits for the first."""
    said = deed.said
    accepted, returned, refused = (
        said.get("accept", []),
        said.get("returns", []),
        said.get("refusals", []),
    )
    answers: tuple[Answer, ...] = (
        *(AcceptItem(nomination_of(key)) for key in accepted),
        *(ReturnItem(nomination_of(o["case"]), missing(o), o["say"]) for o in returned),
        *(RefuseItem(nomination_of(o["case"]), o["reason"], o["say"]) for o in refused),
    )
    first, *_ = (*accepted, *(one["case"] for one in (*returned, *refused)))
    hand, kinds = stage.judge(deed, first), stage.house.rulebooks.known_papers()
    return AnswerSubmission(paper_id(said["submission"]), hand, answers, kinds)


def _decide(deed: Deed, stage: Stage) -> Command:
    said = deed.said
    return IssueDecision(
        paper_id(deed.about),
        stage.hand(deed, SIGNING, said["unit"]),
        said["number"],
        said["unit"],
        said["position"],
        said["basis"],
        tuple(map(nomination_of, said["cases"])),
        stage.house.rulebooks.base_salary(said["on"]),
    )


def _annul(deed: Deed, stage: Stage) -> Command:
    said = deed.said
    return AnnulGrants(
        paper_id(said["decision"]),
        stage.hand(deed, SIGNING, said["unit"]),
        said["number"],
        said["unit"],
        tuple(map(nomination_of, said["cases"])),
        said["ground"],
        said["say"],
    )


def _rectify(deed: Deed, stage: Stage) -> Command:
    said = deed.said
    return CorrectDecision(
        paper_id(said["decision"]),
        stage.hand(deed, CLERK, said["unit"]),
        said["field"],
        said["was"],
        said["now"],
        said["say"],
    )


def _recover(deed: Deed, stage: Stage) -> Command:
    said = deed.said
    return RecoverHonour(
        honour_of(nomination_of(said["case"])),
        stage.hand(deed, CLERK, said["unit"]),
        object_returned=True,
        amount=said["amount"],
        note=said["say"],
        ground=said["ground"],
    )


def _restore(deed: Deed, stage: Stage) -> Command:
    said = deed.said
    return RestoreHonour(
        honour_of(nomination_of(said["case"])),
        stage.hand(deed, SIGNING, said["unit"]),
        said["number"],
        said["unit"],
        said["say"],
        said["ground"],
    )


PAPER_ORDERS: Mapping[str, Writer] = {
    "dispatch": _dispatch,
    "answer": _answer,
    "decide": _decide,
    "annul": _annul,
    "rectify": _rectify,
    "recover": _recover,
    "restore": _restore,
}

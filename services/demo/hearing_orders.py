"""From a deed of hearing others on a case to its order."""

from collections.abc import Callable, Mapping

from domain.hearing.commands import (
    AnswerConsultation,
    HearingCommand,
    PostCase,
    Question,
    ReceiveComplaint,
    ReceiveObjection,
    RequestConsultation,
)
from domain.hearing.consult import CONSULTED
from services.demo.stage import Stage
from services.demo.story import Deed, nomination_of
from services.letters import COMPLAINT, OBJECTION, keep_letter, letter_ref
from services.stores import Name

WORKING_DAYS = 10
Writer = Callable[[Deed, Stage], HearingCommand]


def _ask(deed: Deed, stage: Stage) -> HearingCommand:
    step, hand, said = stage.on_ladder(deed.about).step, stage.judge(deed, deed.about), deed.said
    asked = tuple(Question(one, said["say"], WORKING_DAYS) for one in said["agencies"])
    return RequestConsultation(nomination_of(deed.about), hand, step.key, asked, "no-remark")


def _reply(deed: Deed, stage: Stage) -> HearingCommand:
    said, agency = deed.said, deed.said["unit"]
    hand = stage.hand(deed, CONSULTED, agency)
    return AnswerConsultation(nomination_of(deed.about), hand, agency, "agrees", said["say"])


def _post(deed: Deed, stage: Stage) -> HearingCommand:
    step, hand = stage.on_ladder(deed.about).step, stage.judge(deed, deed.about)
    return PostCase(nomination_of(deed.about), hand, step.key, deed.said["say"], WORKING_DAYS)


def _protest(deed: Deed, stage: Stage) -> HearingCommand:
    case, said, hand = nomination_of(deed.about), deed.said, stage.judge(deed, deed.about)
    ref = letter_ref(case, OBJECTION, said["number"])
    keep_letter(stage.house.people, ref, Name(said["sender"], said["say"]))
    return ReceiveObjection(case, hand, said["number"], said["ground"], ref)


def _complain(deed: Deed, stage: Stage) -> HearingCommand:
    case, said, hand = nomination_of(deed.about), deed.said, stage.judge(deed, deed.about)
    ref = letter_ref(case, COMPLAINT, said["number"])
    keep_letter(stage.house.people, ref, Name(said["sender"], said["say"]))
    return ReceiveComplaint(case, hand, COMPLAINT, said["number"], ref)


HEARING_ORDERS: Mapping[str, Writer] = {
    "ask": _ask,
    "reply": _reply,
    "post": _post,
    "protest": _protest,
    "complain": _complain,
}

"""What the errors of the house say at the command line, a line a reason."""

from collections.abc import Mapping, Sequence

from api.fact_names import PLAIN, Names
from api.problem_words import title
from api.problems import Problem
from api.sentences import in_english, in_vietnamese
from domain.proof.note import BadNote
from domain.proof.witness import Alarm
from domain.refusal import Refused
from services.edxml.refusal import EdxmlRefused
from services.handle import Stale
from services.past_log import LogRefused
from services.personal_data import NamesBusy
from services.ports import Conflict
from services.proofs import NotTheSameLog
from services.stores import BadToken
from services.upkeep import CannotOpen
from services.witnessing import NotTaken

NAMED = {NotTheSameLog: "log-altered", BadNote: "bad-note"}
SHORT = (BadToken, Stale, Conflict, NamesBusy)
HOW_TO_SPEAK = "say who you are: --token, or VINHDANH_TOKEN; `vinhdanh token` makes one"
HOW_TO_NAME = "name one that it holds today: --office ROLE@UNIT, or VINHDANH_OFFICE"
OF_OFFICES = frozenset({"office-unnamed", "office-not-held"})


def told(err: Exception, names: Names = PLAIN) -> Sequence[str]:
    """Return what an error of the house says, a line a reason; nothing when it is not one."""
    match err:
        case Refused(refusals=reasons) | Problem(reasons=reasons):
            return [line(one.code, one.detail, one.facts, names) for one in reasons]
        case CannotOpen():
            return err.problems
        case LogRefused() | Alarm() | NotTaken():
            return [f"{err.code}: {err}"]
        case NotTheSameLog() | BadNote():
            return [f"{NAMED[type(err)]}: {err}"]
        case EdxmlRefused():
            return list(map(str, err.reasons))
    return [_in_short(err)] if isinstance(err, SHORT) else []


def line(code: str, detail: str, facts: Mapping[str, str], names: Names = PLAIN) -> str:
    """Return one broken rule as a line: code, what it says, Vietnamese first, what it looked at."""
    seen = ", ".join(f"{name}={value}" for name, value in facts.items())
    said, english = in_vietnamese(code, facts, names), in_english(code, detail, facts, names)
    told = english if said == code else f"{said} / {english}"
    return f"{code}: {told}" + (f" ({seen})" if seen else "")


def _in_short(err: BadToken | Stale | Conflict | NamesBusy) -> str:
    if not isinstance(err, BadToken):
        code = "names-busy" if isinstance(err, NamesBusy) else "busy"
        return f"{code}: {title(code, 'vi')} / {title(code)}"
    if err.reason == "missing":
        return HOW_TO_SPEAK
    refused = f"the token was refused: {err.reason}"
    told = line("token-refused", refused, {"reason": err.reason})
    return f"{told}; {HOW_TO_NAME}" if err.reason in OF_OFFICES else told

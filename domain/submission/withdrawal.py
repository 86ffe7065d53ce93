"""A case taken back on its way: the paper that carries it waits for no answer about it."""

from domain.change import Change
from domain.nomination.commands import WithdrawNomination
from domain.nomination.returns import withdraw
from domain.nomination.state import InTransit
from domain.submission.events import ItemWithdrawn
from domain.submission.state import Sent, State


def withdraw_on_the_way(cmd: WithdrawNomination, case: InTransit, paper: State) -> list[Change]:
    """
    Take a case back, and note it on the submission that carries it, if that still waits.

    Raises:
        Refused: with every broken rule.
    """
    gone = [Change(cmd.nomination, fact) for fact in withdraw(cmd, case)]
    if isinstance(paper, Sent) and cmd.nomination in paper.pending:
        return [Change(case.submission, ItemWithdrawn(cmd.nomination, cmd.reason)), *gone]
    return gone

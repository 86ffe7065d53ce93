"""`vinhdanh proposed`: acts on the house that wait for a second person, or were taken alone."""

from collections.abc import Mapping
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.door import Door
from api.commands.print import as_json, brief, document, fields, say, table
from api.commands.reform_cases import TO_CHOOSE
from api.house_act.changes_told import HouseChangesShown, told_changes
from api.house_act.told import told_act, told_acts
from domain.house_acts.commands import Answer, AnswerHouseAct
from services.dry_runs import DryRuns
from services.handle import Order

COLUMNS = ("act", "state", "kind", "subject", "proposed_by", "agreed_by", "expires_on", "summary")
WAYS = ("from unit", "to unit", "rule", "cases")
act_id = click.argument("act", type=click.UUID)
of_digest = click.option("--digest", required=True, help="Of what you looked at: `proposed show`.")
because = click.option("--reason", required=True, help="Why; it is kept for ever.")


@click.group()
def proposed() -> None:
    """Acts on the house: list, show, agree, decline, withdraw; confirm or dispute lone ones."""


@proposed.command("list")
@token_option
@as_json
@click.pass_obj
def list_proposed(door: Door, /, token: str | None, *, as_json: bool) -> None:
    """List what was proposed or taken alone, the last first; for operators, keepers, auditors."""
    with door.open("aside") as system:
        found = told_acts(system.ledger, hand(system, speaker(system, token), None))
    if as_json:
        document({"items": found})
    else:
        table(COLUMNS, list(map(cells, found)))


def cells(row: Mapping[str, object]) -> list[object]:
    """Return what of an act stands in a line."""
    return [brief(row[name]) for name in COLUMNS]


@proposed.command()
@act_id
@click.option("--diff", is_flag=True, help="What it would change: lines of a file, or cases.")
@token_option
@as_json
@click.pass_obj
def show(door: Door, /, act: UUID, token: str | None, **flags: bool) -> None:
    """Show one: what exactly, by whom and why."""
    with door.open("aside") as system:
        by = hand(system, speaker(system, token), None)
        found = told_act(system.ledger, act, by)
        would = told_changes(system, act, by, DryRuns()) if flags["diff"] else None
    if flags["as_json"]:
        document(would or found)
    elif would is None:
        fields(found)
    else:
        print_changes(would)


def print_changes(would: HouseChangesShown) -> None:
    """Print what an act would change."""
    fields({name: would[name] for name in ("kind", "subject", "summary", "digest", "in_force")})
    if not would["known"]:
        say("not known here: look at it where it was proposed")
    if would["diff"] is not None:
        for line in (would["diff"] or "nothing differs").removesuffix("\n").split("\n"):
            say(line)
    _print_cases(would)


def _print_cases(would: HouseChangesShown) -> None:
    """Print by old and new unit how many cases would move, then each of the first."""
    if would["ways"]:
        table(
            WAYS,
            [[one["from_unit"], one["unit"], one["rule"], one["cases"]] for one in would["ways"]],
        )
    for case in would["cases"]:
        say("\t".join(map(str, (case["nomination"], case["unit"] or TO_CHOOSE, case["rule"]))))


@proposed.command()
@act_id
@of_digest
@token_option
@click.pass_obj
def agree(door: Door, /, act: UUID, digest: str, token: str | None) -> None:
    """Agree to what bears the digest, as a second person of the same role."""
    answered(door, Answer.AGREE, act, digest, token)


def answering(answer: Answer, told: str) -> None:
    """Add a command that answers with a reason."""

    @proposed.command(answer.value, help=told)
    @act_id
    @of_digest
    @because
    @token_option
    @click.pass_obj
    def command(door: Door, /, act: UUID, digest: str, reason: str, token: str | None) -> None:
        answered(door, answer, act, digest, token, reason)


answering(Answer.DECLINE, "Say no to a proposal, as a second person.")
answering(Answer.WITHDRAW, "Take your proposal or agreement back, before it is carried out.")
answering(Answer.CONFIRM, "Stand by what was taken alone; an auditor or inspector may too.")
answering(Answer.DISPUTE, "Do not stand by what was taken alone.")


def answered(
    door: Door, answer: Answer, act: UUID, digest: str, token: str | None, reason: str = ""
) -> None:
    """Hand an answer over."""
    with door.open("aside") as system:
        by, command = hand(system, speaker(system, token), None), uuid4()
        order = AnswerHouseAct(by, act, digest, answer, reason)
        receipt = system.handle(Order(order, command, str(command)))
    say(f"{act} version {receipt.version}")

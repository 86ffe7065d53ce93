"""The command line `vinhdanh`: an entry point, so it may reach the wiring."""

import gc
import sys

import click

from api.commands.commands import Commands, Later


@click.group(cls=Commands)
@click.version_option(package_name="vinhdanh")
@click.pass_context
def command(ctx: click.Context) -> None:
    """
    Award nominations, from the ward to the State.

    The commands work on the data folder itself (VINHDANH_HOME, ./var), also while the service runs.
    Exit status: 0 when all went well, 1 when something was refused or is wrong, 2 for bad usage.
    """
    from infra.wiring import front_door  # noqa: PLC0415 - who asks for help needs no house

    ctx.obj = front_door()


for one in (
    Later(
        "serve",
        "api.commands.serve:serve",
        "Serve until told to stop (SIGTERM, Ctrl-C); requests under way are answered first.",
    ),
    Later(
        "token",
        "api.commands.token:token",
        "Print a token for development; nothing but the token goes to the standard output.",
    ),
    Later(
        "sign-out",
        "api.commands.sign_out:sign_out",
        "End all sign-ins of a person at the console.",
    ),
    Later(
        "nominate",
        "api.commands.nominate:nominate",
        "Open a draft for a person, a collective, a household or an enterprise.",
    ),
    Later(
        "name",
        "api.commands.name:name",
        "Enter or put right the name of a nominee that another system brought by reference.",
    ),
    Later(
        "correct",
        "api.commands.correct:correct",
        "Put a clerical error of a case right: its achievement, or the position of its nominee.",
    ),
    Later(
        "show",
        "api.commands.read:show",
        "Show where a nomination stands, or stood, and what its file holds.",
    ),
    Later(
        "history",
        "api.commands.read:history",
        "List every act on a nomination: who, in what capacity, when, what and why.",
    ),
    Later(
        "verdict",
        "api.commands.verdict:verdict",
        "Say whether a case is eligible as it stands, rule by rule, and what would change it.",
    ),
    Later(
        "inbox",
        "api.commands.read:inbox",
        "List what waits, or waited, for the roles and units of the token, the first due first.",
    ),
    Later(
        "calendar",
        "api.commands.calendar:calendar",
        "List the weekdays off and the weekend days worked of a year, each with its source.",
    ),
    Later(
        "council",
        "api.commands.council:council",
        "Councils: who sits in one, its sessions, their minutes, and a count of the votes anew.",
    ),
    Later(
        "ranking",
        "api.commands.ranking:ranking",
        "Rank the cases of a movement for one award at one review, as one unit proposes them.",
    ),
    Later(
        "rebuild",
        "api.commands.rebuild:rebuild",
        "Fold all views anew from the facts; the views in use stay readable meanwhile.",
    ),
    Later(
        "postgres",
        "api.commands.postgres:postgres",
        "PostgreSQL with three roles: owner, a service that owns nothing, keeper of the views.",
    ),
    Later(
        "import-log",
        "api.commands.import_log:import_past_log",
        "Bring past approvals in from an IEEE XES log, plain or gzip.",
    ),
    Later(
        "reform",
        "api.commands.reform:reform",
        "Apply a reform of units, such as 2025-07-01, or one of a file.",
    ),
    Later(
        "propose",
        "api.commands.propose:propose",
        "Propose an act on the house; another person agrees by `vinhdanh proposed agree`.",
    ),
    Later(
        "proposed",
        "api.commands.proposed:proposed",
        "Acts on the house: list, show, agree, decline, withdraw; confirm or dispute lone ones.",
    ),
    Later(
        "assign",
        "api.commands.assign:assign",
        "Choose which unit carries a case on where a reform's rules do not say.",
    ),
    Later(
        "delegate",
        "api.commands.delegate:delegate",
        "Delegations: who may act in whose place; list, grant, end.",
    ),
    Later(
        "review",
        "api.commands.review:review",
        "Reviews of decisions, for their auditors and the audited; list, show.",
    ),
    Later(
        "what-if",
        "api.commands.what_if:ask_what_if",
        "Run cases again under another regime, or under each, and report the differences.",
    ),
    Later(
        "favourable",
        "api.commands.favourable:favourable",
        "Say what a newer regime would change for an open case; with --reason choose it.",
    ),
    Later(
        "title",
        "api.commands.title:title",
        "Titles given before this system or by others: declare, confirm, reject, show, import.",
    ),
    Later(
        "person",
        "api.commands.person:person",
        "Data of a person: what they asked, show, export, correct, restrict, erase; retention.",
    ),
    Later(
        "doctor",
        "api.commands.doctor:doctor",
        "Examine settings, keys, ledger, views, evidence and disk; exit status 1 if any is bad.",
    ),
    Later(
        "checkpoint",
        "api.commands.proof:checkpoint",
        "Sign how many facts the log holds and the root over them; write it to a file.",
    ),
    Later(
        "verify",
        "api.commands.proof:verify",
        "Hold the store against its tree and signed checkpoints; say what is wrong and where.",
    ),
    Later(
        "sub-log",
        "api.commands.sublog:sublog",
        "Print all facts of a council and year, and the proof that these are all, for verify.py.",
    ),
    Later(
        "witness",
        "api.commands.witness:witness",
        "Watch a log from another machine, and cosign it as long as it only grows.",
    ),
    Later(
        "export",
        "api.commands.export:export",
        "Write every fact as it is stored to a file, to be verified where there is no service.",
    ),
    Later(
        "audit-pack",
        "api.commands.pack:audit_pack",
        "Write a sealed pack of a case for auditors: facts, proofs, verifiers, a report.",
    ),
    Later(
        "findings",
        "api.commands.audit:findings",
        "List what rules find odd about cases; each finding cites positions of the log.",
    ),
    Later(
        "statistics",
        "api.commands.audit:statistics",
        "Print as JSON what may be published of a year; of one that is not over nothing may be.",
    ),
    Later(
        "edxml",
        "api.commands.edxml:edxml",
        "Write, read, answer and exchange edXML packages (QCVN 102:2016/BTTTT).",
    ),
    Later(
        "bus", "api.commands.bus:bus", "The city's messaging bus: its topics, and how far it is."
    ),
    Later(
        "parked",
        "api.commands.parked:parked",
        "Messages of the bus that were put aside: list, show, correct, replay, drop.",
    ),
    Later(
        "intake", "api.commands.bus:intake", "Take orders in until told to stop (SIGTERM, Ctrl-C)."
    ),
    Later(
        "relay", "api.commands.bus:relay", "Send to the city until told to stop (SIGTERM, Ctrl-C)."
    ),
):
    command.add_command(one)


def main() -> None:
    """Run one command; what was typed and is no text is bad usage."""
    try:
        "".join(sys.argv).encode()
    except UnicodeEncodeError:
        click.echo("vinhdanh: an argument is not UTF-8", err=True)
        sys.exit(2)
    gc.disable()  # until the command is loaded
    command(prog_name="vinhdanh")

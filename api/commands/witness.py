"""`vinhdanh witness`: somebody else's machine sees that the log only grows, and signs for that."""

from pathlib import Path

import click

from api.commands.door import Door
from api.commands.print import say
from api.commands.proof import put
from services.witnessing import Cosigned, Witness, follow_all, text_of

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
COSIGNED = "cosigned.txt"
folder = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("witness"),
    show_default=True,
    help="Where the witness keeps its key and its book.",
)


@click.group()
def witness() -> None:
    """Watch a log from another machine, and cosign it as long as it only grows."""


@witness.command()
@folder
@click.option("--name", required=True, help="Its name, such as thanhtra.example/w1.")
@click.option("--keys", type=A_FILE, required=True, help="The keys of the log, as it tells them.")
@click.pass_obj
def new(door: Door, /, folder: Path, name: str, keys: Path) -> None:
    """Make the key and the book of a witness, once; print its public key."""
    click.echo(door.witness(folder).begin(name, text_of(keys)))


@witness.command()
@folder
@click.option("--from", "address", help="The address of the service.")
@click.option("--file", type=A_FILE, help="A checkpoint with its proof, brought as a file.")
@click.option("--bus", is_flag=True, help="What the bus tells (VINHDANH_KAFKA_...).")
@click.option(
    "--out", type=OUT, help=f"Write what is cosigned here; else {COSIGNED} in the folder."
)
@click.pass_obj
def look(
    door: Door,
    /,
    folder: Path,
    address: str | None,
    file: Path | None,
    out: Path | None,
    *,
    bus: bool,
) -> None:
    """See whether the log only grew since the last look; cosign it, or say what is wrong."""
    if [address is None, file is None, not bus].count(False) != 1:
        raise click.UsageError("give one of --from, --file and --bus")
    done = _looked(door.witness(folder), address, file)
    put(out or folder / COSIGNED, done.note)
    say(_told(done))
    if done.unproven:
        say(f"told and not proven yet: checkpoints of {', '.join(map(str, done.unproven))} facts")
    if done.strange:
        say(f"passed by: {done.strange} messages that the log did not sign")


def _looked(desk: Witness, address: str | None, file: Path | None) -> Cosigned:
    """Look at how the log stands: by its service, by a file, or by the bus."""
    if file is not None:
        return desk.look(text_of(file))
    return desk.look(desk.ask(address)) if address else follow_all(desk.heard(), desk)


@witness.command()
@folder
@click.option("--to", "address", required=True, help="The address of the service.")
@click.option("--token-file", type=A_FILE, required=True, help="Holds a token for it.")
@click.argument("file", type=A_FILE, required=False)
@click.pass_obj
def hand_in(door: Door, /, folder: Path, address: str, token_file: Path, file: Path | None) -> None:
    """Hand the service what was cosigned last, or a FILE that --out wrote."""
    note, token = text_of(file or folder / COSIGNED), text_of(token_file).strip()
    say(door.witness(folder).hand_over(address, note, token))


def _told(done: Cosigned) -> str:
    if done.before is None:
        return f"cosigned: {done.size} facts, seen for the first time"
    return f"cosigned: {done.size} facts, {done.size - done.before} more than before"


@witness.command()
@folder
@click.argument("file", type=A_FILE)
@click.pass_obj
def follow(door: Door, /, folder: Path, file: Path) -> None:
    """Believe the keys that known keys of the log handed over to, as a file of hand-overs says."""
    found = door.witness(folder).follow(text_of(file))
    say(f"new keys: {', '.join(found) or 'none'}")


@witness.command()
@folder
@click.pass_obj
def seen(door: Door, /, folder: Path) -> None:
    """Print how many facts were cosigned last: what the next proof has to begin with."""
    click.echo(door.witness(folder).seen())


@witness.command()
@click.argument("file", type=A_FILE)
@click.pass_obj
def take(door: Door, /, file: Path) -> None:
    """Take a cosigned checkpoint in, here where the log is, and publish it."""
    with door.open() as system:
        say(f"taken: {', '.join(system.cosignatures.take(text_of(file)))}")

"""`vinhdanh checkpoint` and `vinhdanh verify`: how the log stands, signed; and whether it does."""

from itertools import chain
from pathlib import Path

import click

from api.commands.doctor import print_finding
from api.commands.door import Door
from api.commands.print import as_json, document, say
from domain.proof.note import Note, read_checkpoint, read_note
from services.proofs import Asked, Proofs, grown, see_that_it_continues

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option(
    "--out", type=FILE, help="Write it here; over an older one only where the log continues that."
)
@click.option(
    "--new-key", is_flag=True, help="Sign with the present key and a new one, which replaces it."
)
@click.option("--rehash", is_flag=True, help="Hash all facts anew first: tiles were lost.")
@click.option(
    "--since", type=click.IntRange(0), help="With the proof since so many facts, for a witness."
)
@click.pass_obj
def checkpoint(
    door: Door, /, out: Path | None, since: int | None, *, new_key: bool, rehash: bool
) -> None:
    """Sign how many facts the log holds and the root over them; write it to a file."""
    with door.open() as system:
        note = _signed(system.proofs, new_key=new_key, rehash=rehash)
        if since is None and out is not None and out.exists():
            see_that_it_continues(read_note(out.read_text(encoding="utf-8")), system.proofs)
        written = system.cosignatures.below(note.written())
        if since is not None:
            written = grown(since, system.proofs).written()
    if out is None:
        click.echo(written, nl=False)
        return
    put(out, written)
    say(f"{out}: {read_checkpoint(note).size} facts")


def put(out: Path, written: str) -> None:
    """Write a text to a file, whole or not at all."""
    beside = out.with_name(f".{out.name}.new")
    beside.write_text(written, encoding="utf-8")
    beside.replace(out)


def _signed(proofs: Proofs, *, new_key: bool, rehash: bool) -> Note:
    if rehash:
        proofs.rehash()
    return proofs.renew_key() if new_key else proofs.checkpoint()


@click.command()
@click.option(
    "--checkpoint", "files", type=FILE, multiple=True, help="A checkpoint to hold it to; several."
)
@click.option("--keys", type=FILE, help="Public keys, one a line; else those the house itself has.")
@click.option("--handovers", type=FILE, help="How known keys handed over to newer ones.")
@click.option(
    "--witness", "witnesses", type=FILE, help="Keys of witnesses that should have cosigned."
)
@click.option("--quorum", type=click.IntRange(1), help="How many of them; all if not said.")
@click.option("--export", type=FILE, help="Read what `vinhdanh export` wrote, not the store.")
@click.option("--rules", is_flag=True, help="Decide each act again by the rules; minutes, not s.")
@click.option(
    "--rulebooks", type=FOLDER, multiple=True, help="Older rulebooks acts may rest on; several."
)
@as_json
@click.pass_obj
def verify(
    door: Door,
    /,
    files: tuple[Path, ...],
    *,
    quorum: int | None,
    rules: bool,
    rulebooks: tuple[Path, ...],
    as_json: bool,
    **named: Path | None,
) -> None:
    """Hold the store against its tree and signed checkpoints; say what is wrong and where."""
    found = []
    asked, store = Asked(files, quorum=quorum, rulebooks=rulebooks, **named), door.store
    for one in chain(store.verify(asked), store.rules(asked) if rules else ()):
        found.append(one)
        if not as_json:
            print_finding(one)
    whole = all(one.ok for one in found)
    if as_json:
        checks = [{"check": one.about, "ok": one.ok, "seen": one.seen} for one in found]
        document({"ok": whole, "checks": checks})
    click.get_current_context().exit(0 if whole else 1)

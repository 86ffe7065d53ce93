"""`vinhdanh export`: every fact as it is stored, for a machine without the service."""

from pathlib import Path

import click

from api.cli_door import Door
from api.cli_print import say


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export(door: Door, /, file: Path) -> None:
    """Write every fact as it is stored to a file, to be verified where there is no service."""
    count = 0
    beside = file.with_name(f".{file.name}.new")
    try:
        with beside.open("wb") as written:
            for line in door.store.exported():
                written.write(line)
                count += 1
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    say(f"{file}: {count} facts")

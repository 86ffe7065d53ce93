"""`make tools`: fetch what tests need and this machine lacks; say what could not be had."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial

import click

from tests.brokers.jars import alone, java_version, lacks_jars, lacks_java
from tests.fetched import bring
from tests.fetched.places import node, note_why, npm
from tests.verifying.browser import found

Bring = Callable[[], None]


def lacking() -> Iterator[tuple[str, Bring]]:
    """Yield what is not here, each when those before it were brought, with what brings it."""
    if node() is None or npm() is None:
        yield "node", partial(bring.group, "node")
    if found() is None:
        yield "chromium", bring.browser
    if lacks_java():
        yield "java", partial(bring.group, "java")
    if lacks_jars() and shutil.which("mvn") is None:
        yield "maven", partial(bring.group, "maven")


def main() -> None:
    """Bring all of it; what cannot be had fails nothing here: tests count what they leave out."""
    with alone("tools"):
        for name, get in lacking():
            click.echo(f"Fetching {name} for the tests (once)")
            try:
                get()
            except (RuntimeError, OSError) as err:
                note_why(name, str(err))
                click.echo(f"{name} could not be fetched: {err}", err=True)
            else:
                note_why(name, None)
                java_version.cache_clear()


if __name__ == "__main__":
    main()

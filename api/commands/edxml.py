"""`vinhdanh edxml`: documents for other agencies, and theirs, as packages of the national form."""

import click

from api.commands.edxml_decide import complete, papers, waiting
from api.commands.edxml_poll import poll_folder, received
from api.commands.edxml_read import read, reply
from api.commands.edxml_write import send, write


@click.group()
def edxml() -> None:
    """Write, read, answer and exchange edXML packages (QCVN 102:2016/BTTTT)."""


for one in (write, read, reply, send, poll_folder, received, papers, waiting, complete):
    edxml.add_command(one)

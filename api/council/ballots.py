"""Casting a ballot: the one act under no name; whoever sends a token with it is refused."""

from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from api.council.forms import BallotForm
from api.council.shapes import TakenBallot
from api.forms import sent
from api.operations import Resource, takes
from api.problems import Problem
from api.reply import answer
from api.system import house
from domain.council.events import Ballot, Choice
from services import sessions as boxes

BALLOT = BallotForm()
ballots = Resource("ballots", "Casting ballots, under no name.", open_to_all=True)


@ballots.post("/councils/sessions/<uuid:session>/ballots")
@takes(BallotForm, TakenBallot)
def cast_ballot(session: UUID) -> Response:
    """Put a ballot into the box of a secret vote; the same one again is nothing."""
    if "Authorization" in request.headers:
        raise Problem("ballot-named", "send a ballot without a token")
    body = BALLOT.load(sent())
    ballot = Ballot(body["nonce"], Choice(body["choice"]), body["proof"])
    boxes.cast(house(), session, body["nomination"], ballot)
    return answer({"nomination": body["nomination"], "nonce": ballot.nonce})

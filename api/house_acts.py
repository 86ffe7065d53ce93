"""Acts on the house over HTTP: who proposes them and audits them reads them there."""

from werkzeug.wrappers import Response

from api.actor import hand
from api.house_acts_told import HouseActsShown, told_acts
from api.operations import Resource, reads
from api.reply import answer
from api.system import house

house_acts = Resource("house-acts", "Acts on the house that need a second person, for auditors.")


@house_acts.get("/house-acts")
@reads(HouseActsShown, also=(403,))
def list_house_acts() -> Response:
    """List what was proposed, or taken alone and waits for a second person."""
    return answer({"items": told_acts(house().ledger, hand(None))})

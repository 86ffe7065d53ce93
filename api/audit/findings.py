"""Findings: what is odd about cases, for auditors and inspectors."""

from typing import cast

from werkzeug.wrappers import Response

from api.actor import hand
from api.as_of_query import PageAsOf, taken_from
from api.audit.reading import FIRST, Place, Wanted, findings_after, shown, unseen
from api.audit.shapes import AuditFindingPage
from api.fields import choice, unit_code
from api.forms import asked
from api.gate import scope_now
from api.looking import Looking
from api.looking_back import AsOf
from api.operations import PAGED, Resource, reads
from api.pages import cursor_of, number, page
from api.system import house
from api.views import after, wait_for
from domain.audit.access import the_hand_audits
from domain.audit.across import ACROSS
from domain.audit.on_a_path import ON_A_PATH
from domain.decider import demand

findings = Resource("findings", "What is odd about cases, with the facts it rests on.")


class FindingsQuery(PageAsOf):
    """Which findings are asked for."""

    rule = choice(*ON_A_PATH, *ACROSS)
    unit = unit_code()


FINDINGS = FindingsQuery()
PLACE = (number, str, number, number)


@findings.get("/findings")
@reads(AuditFindingPage, FINDINGS, headers=PAGED, also=(403, 503))
def list_findings() -> Response:
    """List what rules find odd; a page may be short, its Link says whether more follow."""
    demand(the_hand_audits(hand(None)))
    query, rules = FINDINGS.load(asked()), house().catalogue.audit_rules()
    limit, start = query.pop("limit"), after(query.pop("cursor", None), *PLACE) or FIRST
    wait_for(query.pop("at_least", None))
    system, point = house(), taken_from(query)
    look = AsOf(system, Looking(system.views, scope_now(system)), point)
    wanted = Wanted(**query)
    found, onward = findings_after(look, rules, wanted, cast("Place", start), limit)
    items, after_it = [shown(one, rules) for one in found], cursor_of(*onward) if onward else None
    return page(items, after_it, beside={"unseen": unseen(rules, wanted)})

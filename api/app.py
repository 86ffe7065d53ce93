"""The Flask application of one system: its resources, its errors, its documents."""

from typing import TypeVar

from flask import Flask
from jinja2 import StrictUndefined

from api import (
    announcements,
    awards,
    bus,
    docs,
    health,
    history,
    inbox,
    messages,
    movement_board,
    movements,
    pace,
    refusals,
    safety,
    successors,
    trace,
    units,
    working_days,
)
from api.acts import METRICS
from api.audit import findings, statistics
from api.council import ballot_page, ballots, councils, minutes_page, ranking
from api.council import sessions as council_sessions
from api.delegation import delegations
from api.hearing import confirmations, consultations, letters, postings
from api.house_act import house_acts
from api.house_act import proposals as house_proposals
from api.json_provider import OrjsonProvider
from api.metrics import Metrics
from api.nomination import contents, evidence, favourable, nominations, returns, steps, verdicts
from api.openapi import describe
from api.operations import Resource
from api.pack import audit_packs
from api.paper import decisions, submissions
from api.parked import messages as parked_messages
from api.person import people
from api.proof import checkpoints, proofs, sublogs
from api.register import honour_letters, honours, records
from api.review import acts as review_acts
from api.review import reviews
from api.system import System, bind
from api.whole_body import WholeRequest

F = TypeVar("F")
LARGEST_JSON = 1 << 20
RESOURCES: tuple[Resource, ...] = (
    units.units,
    movements.movements,
    movement_board.boards,
    awards.awards,
    working_days.working_days,
    nominations.nominations,
    contents.contents,
    evidence.evidence,
    steps.steps,
    returns.returns,
    successors.successors,
    verdicts.verdicts,
    consultations.consultations,
    postings.postings,
    letters.letters,
    honour_letters.honour_letters,
    confirmations.confirmations,
    favourable.favourable,
    records.records,
    submissions.submissions,
    decisions.decisions,
    honours.honours,
    inbox.inbox,
    history.history,
    announcements.announcements,
    parked_messages.parked_messages,
    councils.councils,
    council_sessions.council_sessions,
    ranking.rankings,
    ballots.ballots,
    delegations.delegations,
    reviews.reviews,
    review_acts.review_acts,
    people.people,
    proofs.proofs,
    sublogs.sublogs,
    house_acts.house_acts,
    house_proposals.house_proposals,
    findings.findings,
    audit_packs.audit_packs,
    statistics.statistics,
)


class Application(Flask):
    """Flask without what no route of ours needs, whose pages ask for nothing that is not there."""

    request_class = WholeRequest
    jinja_options = {"undefined": StrictUndefined}  # noqa: RUF012 - Flask's own, and never changed

    def ensure_sync(self, func: F) -> F:
        """Return *func* as it is: none of ours is a coroutine, so nobody looks each time."""
        return func


def application(system: System) -> Flask:
    """Return the application that serves *system*."""
    app = Application("api", static_folder=None)
    app.json = OrjsonProvider(app)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_JSON, PROPAGATE_EXCEPTIONS=False)
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False
    metrics = Metrics()
    app.extensions[METRICS] = metrics
    bind(app, system)
    trace.install(app, metrics)
    safety.install(app)
    pace.install(app, metrics)
    refusals.install(app, metrics)
    app.register_blueprint(health.health)
    app.register_blueprint(bus.bus)
    app.register_blueprint(checkpoints.checkpoints)
    app.register_blueprint(minutes_page.minutes_page)
    app.register_blueprint(ballot_page.ballot_page)
    docs.publish(app, describe(app, RESOURCES))
    messages.publish(app, system.brokers, encrypted=system.bus_encrypted)
    return app

"""Is the service alive, is it ready, and how much has it done: for those who run it."""

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from api.acts import METRICS
from api.metrics import CONTENT_TYPE, Metrics
from api.problems import Problem, Reason
from api.reply import answer
from api.system import house

health = Blueprint("health", __name__)


@health.get("/health/live")
def show_life() -> Response:
    """Say that the process answers."""
    return answer({"status": "alive"})


@health.get("/health/ready")
def show_readiness() -> Response:
    """
    Say whether work can be done: the log takes facts, the views follow; and how far they are.

    Work goes on without the bus, so what is wrong there is told and makes nothing unready.
    """
    state = house().readiness()
    if state.wrong:
        reasons = [Reason("not-ready", text, {"part": part}) for part, text in state.wrong.items()]
        raise Problem("not-ready", "parts of the service do not work", reasons=reasons)
    lag = {view: state.log - position for view, position in state.views.items()}
    bus = house().bus()
    told = {} if bus is None else {"bus": bus}
    return answer({"status": "ready", "log_position": state.log, "lag": lag, **told})


@health.get("/metrics")
def show_metrics() -> Response:
    """Say what was done since the start, as Prometheus reads it."""
    metrics: Metrics = current_app.extensions[METRICS]
    state = house().state()
    metrics.log_at(state.log)
    for view, position in state.views.items():
        metrics.view_behind(view, state.log - position)
    if (bus := house().bus()) is not None:
        metrics.bus(bus)
    return Response(metrics.text(), content_type=CONTENT_TYPE)

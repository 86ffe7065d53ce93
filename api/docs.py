"""The description of the API, and a page to try it; nothing is fetched from elsewhere."""

from pathlib import Path

import orjson
from flask import Blueprint, Flask, send_from_directory
from flask_smorest import Api
from werkzeug.wrappers import Response

from api.problem_words import words
from api.problems import Problem
from api.property_words import explained
from api.reply import JSON, answer

# The page runs its own scripts and styles; Swagger UI draws with inline styles and data images.
POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
STATIC = Path(__file__).parent / "static"
SWAGGER = '"swagger-ui-bundle.min.js", "swagger-ui.min.css", "try.css", "try.js"'
NAMES = f'"favicon-32x32.png", "messages.css", {SWAGGER}'
docs = Blueprint("docs", __name__)


def publish(app: Flask, api: Api) -> None:
    """Serve what *api* describes; it is written once."""
    text = orjson.dumps(explained(api.spec.to_dict()), default=float)

    def openapi() -> Response:
        return Response(text, content_type=JSON)

    app.add_url_rule("/openapi.json", view_func=openapi)
    app.register_blueprint(docs)


@docs.get("/docs")
def show_docs() -> Response:
    """Show the page to try the API."""
    page = send_from_directory(STATIC, "try.html", max_age=0)
    page.headers["Content-Security-Policy"] = POLICY
    return page


@docs.get(f"/docs/<any({NAMES}):name>")
def show_file(name: str) -> Response:
    """Serve a file of the page."""
    return send_from_directory(STATIC, name, max_age=86_400)


@docs.get("/problems/<code>")
def explain(code: str) -> Response:
    """Say what the code of a problem means, in Vietnamese and English."""
    found = words().get(code)
    if found is None:
        raise Problem("problem-unknown", "there is no such code")
    return answer({"code": code, **found})

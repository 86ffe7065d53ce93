"""Flask's own JSON, by the same writer as ours."""

import orjson
from flask.json.provider import JSONProvider

from api.json_text import write


class OrjsonProvider(JSONProvider):
    """Flask's own JSON; what callers send goes through `read` instead."""

    def dumps(self, obj: object, **_: object) -> str:
        """Return *obj* as JSON text."""
        return write(obj).decode()

    def loads(self, s: str | bytes, **_: object) -> object:
        """Return the value of a JSON text."""
        return orjson.loads(s)

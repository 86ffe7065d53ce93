"""For the drill of erasure: somebody who speaks to the house over HTTP."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from infra.sign_in.bearer import Issuer
from services.stores import Claims

UNIT, V1 = "10532", "/api/v1"


@dataclass(frozen=True)
class Voice:
    """Somebody who speaks to the house over HTTP."""

    client: FlaskClient
    issuer: Issuer

    def say(self, who: str, role: str, path: str, body: object, **said: object) -> dict[str, Any]:
        """Send an act, or ask where *body* is None; return what is answered: no problem."""
        reply = self._sent(who, role, path, body, **said)
        assert reply.status_code < 300, reply.text
        told: dict[str, Any] = orjson.loads(reply.data)
        return told

    def refused(self, who: str, role: str, path: str, body: object, **said: object) -> None:
        """Send an act with a text that names the nominee: it is refused for that alone."""
        reply = self._sent(who, role, path, body, **said)
        codes = [one["code"] for one in orjson.loads(reply.data)["reasons"]]
        assert (422, ["nominee-named-in-text"]) == (reply.status_code, codes), reply.text

    def _sent(self, who: str, role: str, path: str, body: object, **said: object) -> TestResponse:
        claims = Claims(who, frozenset({role}), frozenset({UNIT}), "TM")
        token = self.issuer.issue(claims, timedelta(hours=9), datetime.now(UTC))
        headers = {"Authorization": f"Bearer {token}"} | self._headers(**said)
        if body is None:
            return self.client.get(V1 + path, headers=headers)
        if "file" in said:
            return self.client.post(V1 + path, data=body, headers=headers)
        return self.client.post(V1 + path, json=body, headers=headers)

    @staticmethod
    def _headers(**said: object) -> dict[str, str]:
        headers = {"If-Match": f'"{said["version"]}"'} if "version" in said else {}
        return headers | ({"Idempotency-Key": str(said["key"])} if "key" in said else {})

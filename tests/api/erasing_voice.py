"""For the drill of erasure: somebody who speaks to the house over HTTP."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from flask.testing import FlaskClient

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
        claims = Claims(who, frozenset({role}), frozenset({UNIT}), "TM")
        token = self.issuer.issue(claims, timedelta(hours=9), datetime.now(UTC))
        headers = {"Authorization": f"Bearer {token}"} | self._headers(**said)
        if body is None:
            reply = self.client.get(V1 + path, headers=headers)
        elif "file" in said:
            reply = self.client.post(V1 + path, data=body, headers=headers)
        else:
            reply = self.client.post(V1 + path, json=body, headers=headers)
        assert reply.status_code < 300, reply.text
        told: dict[str, Any] = orjson.loads(reply.data)
        return told

    @staticmethod
    def _headers(**said: object) -> dict[str, str]:
        headers = {"If-Match": f'"{said["version"]}"'} if "version" in said else {}
        return headers | ({"Idempotency-Key": str(said["key"])} if "key" in said else {})

"""Speaking HTTP in the tests: short words for requests, and for what a reply says."""

import json
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, cast

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.builders import CASE, WARD

V1 = "/api/v1"
PDF = b"%PDF-1.7 a paper"
NEW: dict[str, Any] = {
    "nominee": {"kind": "person", "name": "Nguyễn Thị Bưởi", "unit": WARD},
    "unit": WARD,
    "award": "gk-phuong",
    "achievement": "Moved every form of the ward online",
    "effective_on": "2025-04-15",
}


@dataclass(frozen=True)
class Speaker:
    """Somebody with a token."""

    client: FlaskClient
    token: str | None
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **query: object) -> TestResponse:
        """Ask for something under the API's prefix."""
        return self.client.get(
            V1 + path, query_string=query or None, headers=self._headers(), buffered=True
        )

    def post(self, path: str, body: object = None, **said: object) -> TestResponse:
        """Send an act with `version` and `key` as headers."""
        return self.client.post(V1 + path, json=body, headers=self._headers(**said))

    def send(
        self, path: str, raw: bytes, kind: str = "application/json", **said: object
    ) -> TestResponse:
        """Send bytes as they are; *environ* is what a server would say of them besides."""
        environ = cast("dict[str, object]", said.pop("environ", {}))
        headers = self._headers(**said)
        return self.client.post(
            V1 + path, data=raw, content_type=kind, headers=headers, environ_overrides=environ
        )

    def upload(
        self, form: dict[str, object] | None = None, content: bytes = PDF, **said: object
    ) -> TestResponse:
        """Put a paper into the file of the case, or of another `case`."""
        kind = str(said.pop("type", "application/pdf"))
        told = {"paper": "achievement-report", "form": "original", "title": "Báo cáo"}
        data = {"file": (BytesIO(content), "a.pdf", kind), **told, **(form or {})}
        path = f"{V1}/nominations/{said.pop('case', CASE)}/evidence"
        return self.client.post(path, data=data, headers=self._headers(**said))

    def _headers(self, **said: object) -> dict[str, str]:
        headers = dict(self.headers)
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        if "version" in said:
            headers["If-Match"] = f'"{said["version"]}"'
        if "key" in said:
            headers["Idempotency-Key"] = str(said["key"])
        return headers


def of(case: object, act: str = "") -> str:
    """Return the address of a nomination, or of something of it."""
    return f"/nominations/{case}/{act}".rstrip("/")


def done(reply: TestResponse) -> tuple[int, str | None]:
    """Return status and tag of a reply, after looking at what it says."""
    assert reply.is_json or reply.status_code >= 400
    return reply.status_code, reply.headers.get("ETag")


def refused(reply: TestResponse) -> tuple[int, list[str]]:
    """Return status and codes of a problem, after looking at its form."""
    assert reply.content_type == "application/problem+json"
    told = json.loads(reply.data)
    assert told["type"] == f"/problems/{told['code']}"
    assert told["status"] == reply.status_code
    assert told["correlation_id"] == reply.headers["X-Correlation-Id"]
    assert told["code"] in {reason["code"] for reason in told["reasons"]}
    return reply.status_code, [reason["code"] for reason in told["reasons"]]


def fields(reply: TestResponse) -> list[str]:
    """Return the fields a problem is about."""
    return [reason["facts"]["field"] for reason in json.loads(reply.data)["reasons"]]


def items(reply: TestResponse) -> list[dict[str, object]]:
    """Return what a list holds."""
    assert reply.status_code == 200, reply.data
    found: list[dict[str, object]] = json.loads(reply.data)["items"]
    return found

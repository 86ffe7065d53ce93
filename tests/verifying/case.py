"""A case of the vectors: an export, keys and notes, and the answer that all verifiers must give."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.verifying import small_log as s

Problem = tuple[str, str | int]


@dataclass(frozen=True)
class Case:
    """An export, keys and notes; and which problems there are, in order."""

    name: str
    problems: Sequence[Problem] = ()
    export: bytes = b"".join(s.LINES)
    notes: Mapping[str, str] = field(default_factory=lambda: s.NOTES)
    keys: str | None = s.KEYS
    pack: bool = False
    sublog: bool = False
    trust: Mapping[str, object] = field(default_factory=dict)
    """What more is given: `handovers`, `witnesses`, `quorum`, `other_sizes`."""

    def written(self) -> dict[str, object]:
        """Return it as the file of vectors holds it."""
        return {
            "name": self.name,
            **({"pack": True} if self.pack else {}),
            **({"sublog": True} if self.sublog else {}),
            "export": b64encode(self.export).decode(),
            "notes": dict(self.notes),
            "keys": self.keys,
            **self.trust,
            "problems": [list(one) for one in self.problems],
        }


def exported(lines: Sequence[bytes]) -> bytes:
    return b"".join(lines)


def alone(note: str) -> Mapping[str, str]:
    return {"note.txt": note}

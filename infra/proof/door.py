"""The store of a house read as it lies: for those who verify, here or elsewhere."""

from collections.abc import Iterator

from infra.proof.check import verify
from infra.proof.export import exported
from infra.settings import Settings
from services.proofs import Asked
from services.upkeep import Finding


class StoreReader:
    """The port StoreAsItLies, on SQLite or PostgreSQL."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def verify(self, asked: Asked) -> Iterator[Finding]:
        """Hold it, or an export, against what the house keeps of its tree and checkpoints."""
        return verify(self._settings, asked)

    def rules(self, asked: Asked) -> Iterator[Finding]:
        """Decide each act again."""
        from infra.verifying.rules_check import rules_hold  # noqa: PLC0415 - it loads all rulebooks

        return rules_hold(self._settings, asked.export, asked.rulebooks)

    def exported(self) -> Iterator[bytes]:
        """Yield each row as a line of JSON."""
        return exported(self._settings)

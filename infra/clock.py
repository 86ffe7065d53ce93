"""The clock of the machine, the only one the house reads."""

from datetime import UTC, datetime


class SystemClock:
    """The port Clock, in UTC."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        return datetime.now(UTC)

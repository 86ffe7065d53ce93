"""Log lines: JSON, one a line, UTC, with the bound correlation id; never a name, never a secret."""

import contextlib
import logging
import logging.config
import sys
from threading import Lock
from typing import BinaryIO

import structlog

from infra.log_lines import encode, hide
from infra.log_repeats import LEFT_OUT, Repeats

WRITING = Lock()


class Lines:
    """Writes whole lines to *file*, else to the standard error of the moment; never raises."""

    def __init__(self, file: BinaryIO | None = None) -> None:
        self._file = file

    def msg(self, line: bytes) -> None:
        """Write *line*; a reader who went away must not stop the work that is logged."""
        with WRITING, contextlib.suppress(OSError, ValueError):
            file = self._file or sys.stderr.buffer
            file.write(line + b"\n")
            file.flush()

    debug = info = warning = error = critical = msg


class JsonHandler(logging.Handler):
    """Hands the lines of the standard library's loggers (granian, werkzeug) to structlog."""

    def __init__(self, threshold: str, file: BinaryIO | None = None) -> None:
        """Set structlog up as well: a worker of granian starts from this handler alone."""
        super().__init__()
        self._repeats = Repeats()
        structlog.configure(
            processors=[
                structlog.contextvars.merge_contextvars,
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                hide,
                encode,
            ],
            wrapper_class=structlog.make_filtering_bound_logger(threshold),
            logger_factory=lambda *_: Lines(file),
            cache_logger_on_first_use=False,
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Write *record* as one of our lines, unless it was said a moment ago."""
        before = self._repeats.left_out(record)
        if before is None:
            return
        log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
        told = record.getMessage()
        more = {LEFT_OUT: before} if before else {}
        log.log(record.levelno, told, logger=record.name, exc_info=record.exc_info, **more)


def configure(level: str, file: BinaryIO | None = None) -> None:
    """Send every line of *level* and above, ours and the standard library's, to *file*."""
    logging.config.dictConfig(standard(level, file))


def standard(level: str, file: BinaryIO | None = None) -> dict[str, object]:
    """Return what `logging.config`, or granian as `log_dictconfig`, needs to write as we do."""
    through: dict[str, object] = {"level": level, "handlers": [], "propagate": True}
    # Clients of Kafka tell each connection at INFO, and at DEBUG their settings with the password.
    client = {**through, "level": {"DEBUG": "INFO", "INFO": "WARNING"}.get(level, level)}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {},
        "handlers": {"json": {"()": "infra.logs.JsonHandler", "threshold": level, "file": file}},
        "root": {"level": level, "handlers": ["json"]},
        "loggers": {
            **{name: {**through} for name in ("_granian", "granian.access", "werkzeug")},
            "kafka": client,
        },
    }

"""
Why no broker lets us in: the client says it to its log alone, and raises that time is up.

Known by what the client writes; should it write otherwise, what it raises is told as it is. A
broker that refuses a login says so and hangs up at once, and the client mostly sees only the latter
(kafka-python 3.0.12 drops what comes in one read with the end). So whoever had to log in and was
hung up on is taken for refused, though a broker on its way down does the same.
"""

from collections.abc import Mapping
from logging import WARNING, Handler, LogRecord, getLogger
from time import monotonic

CLIENT, TIME_UP, LATELY = "kafka.net.manager", "KafkaTimeoutError", 20.0
UNTRUSTED, CERTIFICATE, LOGIN = "BrokerNotTrusted", "CertificateRefused", "LoginRefused"
SIGNS: Mapping[str, str] = {
    "CERTIFICATE_VERIFY_FAILED": UNTRUSTED,
    "WRONG_VERSION_NUMBER": "NoTlsThere",
    "ALERT": CERTIFICATE,
    "SaslAuthenticationFailed": LOGIN,
    "UnsupportedSaslMechanism": "MechanismRefused",
}
HUNG_UP, HANGS_UP = "socket disconnected", "BrokerHangsUp"
AT_LOGIN = "hung up when told who we are, by user, password and mechanism"


class Overheard(Handler):
    """
    Keeps the last reason why a connection failed, for a moment.

    A broker says only once what it does not like, then it hangs up: what tells more stays longer.
    """

    def __init__(self) -> None:
        super().__init__()
        self._reason, self._at = "", 0.0
        self.logs_in = False

    def emit(self, record: LogRecord) -> None:
        """Keep the error that *record* is about; that time was up is what we are told anyway."""
        for one in record.args or ():
            if isinstance(one, Exception) and type(one).__name__ != TIME_UP:
                self._keep(str(one))

    def _keep(self, reason: str) -> None:
        if _tells(reason) >= _tells(self.reason()):
            self._reason, self._at = reason, monotonic()

    def reason(self) -> str:
        """Return why a connection failed lately; nothing when none did."""
        return self._reason if monotonic() - self._at < LATELY else ""


overheard = Overheard()


def listen(*, logs_in: bool) -> None:
    """Overhear the client from now on, however little is logged; `logs_in`: it has a password."""
    overheard.logs_in = logs_in
    client = getLogger(CLIENT)
    client.setLevel(WARNING)
    client.addHandler(overheard)


def word_for(reason: str) -> str | None:
    """Return what we call a refusal, None for what is none."""
    return next((word for sign, word in SIGNS.items() if sign in reason), None)


def _tells(reason: str) -> int:
    """Return how much a reason tells: what the broker said, that it hung up, or less."""
    return 2 if word_for(reason) else int(HUNG_UP in reason)


def described(error: Exception) -> tuple[str, str]:
    """Return the kind of *error*, and what is known of it; of a time-out, what made it one."""
    kind, reason = type(error).__name__, overheard.reason()
    told = str(error).removeprefix(f"{kind}: ")  # those of the client begin with their own name
    if not reason or not type(error).__module__.startswith("kafka."):
        return kind, told
    if word_for(reason) is None and HUNG_UP in reason:
        kind, reason = (LOGIN, AT_LOGIN) if overheard.logs_in else (HANGS_UP, reason)
    return word_for(reason) or kind, f"{told}; a connection failed: {reason}"

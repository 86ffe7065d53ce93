"""`python -m tests.bus.outage [--seconds N]`: the broker away while acts come in over HTTP."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import machine
from services.city_messages import TOPIC
from tests.brokers import apache
from tests.brokers.broker import Broker
from tests.bus.listening import listening
from tests.bus.outage_report import FULL_SECONDS, Counts, Drain, Report, Stretches
from tests.bus.pacing import Paced
from tests.bus.town import PATIENCE, Town, town
from tests.bus.weighing import what_is_wrong

RATE = 20.0
WARM_SECONDS, BACK_SECONDS = 5.0, 30.0
PASSED = b"vn.vinhdanh.nomination.passed.v1"


def drill(home: Path, broker: Broker, seconds: float, **settings: str) -> Report:
    """
    Let acts come in with the broker, without it, at its return and with it again.

    Each stretch takes so many seconds, but for the first and the return, which are shorter.
    """
    warm, back = min(seconds, WARM_SECONDS), min(seconds, BACK_SECONDS)
    cases = round((3 * seconds + warm + back + 1) * RATE)
    with town(home, broker, cases, **settings) as here:
        first = here.act(warm, RATE).result()
        before = here.act(seconds, RATE).result()
        told = here.letters()
        here.hears(told)
        away = _away(here, seconds)
        coming, drain = here.act(back, RATE), _back(here, len(told))
        returned = coming.result()
        after = here.act(seconds, RATE).result()
        stretches = Stretches(first, before, away, returned, after)
        return Report(RATE, seconds, stretches, drain, _counts(here, stretches.all))


def _away(here: Town, seconds: float) -> Paced:
    """Kill the broker while acts come in; they do not stop."""
    coming = here.act(seconds, RATE)
    here.broker.kill()
    return coming.result()


def _back(here: Town, told: int) -> Drain:
    """Start the broker; say how long it took until all was read that had waited for it."""
    letters = here.letters()
    began = perf_counter()
    here.broker.start()
    answered = perf_counter()
    ended = perf_counter() if here.hears(letters) else float("inf")
    return Drain(len(letters) - told, ended - began, ended - answered)


def _counts(here: Town, acts: Paced) -> Counts:
    """Hold what another reader finds in the topic against the log and against the answers."""
    letters = here.letters()
    with listening(here.broker, TOPIC) as reader:
        reader.hear([one.sequence for one in letters], PATIENCE)
        reader.hear_out()
        records = reader.records
    passed = {one.key.decode() for one in records if dict(one.headers)["ce_type"] == PASSED}
    untold = len({str(case) for case in acts.done} - passed)
    return Counts(len(letters), what_is_wrong(letters, records), untold)


def main() -> None:
    """Drill; say what was found, and end badly when a promise was broken."""
    parser = ArgumentParser(prog="python -m tests.bus.outage", description=__doc__)
    parser.add_argument("--seconds", type=float, default=FULL_SECONDS, help="how long each stretch")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="vd-outage-") as folder, apache.own() as broker:
        _say(machine.described(Path(folder)), f"broker: {broker}")
        report = drill(Path(folder), broker, asked.seconds)
    faults = [f"BROKEN: {one}" for one in (*report.lost(), *report.slow())]
    _say(*report.lines(), *(faults or ["the promise is kept"]))
    sys.exit(bool(faults))


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join((*lines, "")))
    sys.stdout.flush()


if __name__ == "__main__":
    main()

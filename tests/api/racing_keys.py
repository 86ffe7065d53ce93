"""One key sent eight times at once: what was answered, and what it did."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from domain.facts import CommandReceived
from domain.recorded import Recorded
from infra.ledger.ledger import StoreLedger
from tests.promises.clerk_orders import Order, a_letter
from tests.promises.clerks import Answer

AT_ONCE, PATIENCE = 8, 120
Door = Callable[[Order, str], Answer]
"""Sends an order under a key."""


def race_a_letter(name: str, doors: Sequence[Door], ledger: StoreLedger) -> Counter[str]:
    """Bring two cases to an annulled decision, each act raced; count the acts by their kind."""
    story, acts = a_letter(name), Counter[str]()
    order = next(story)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        while True:
            before = ledger.last_position()
            answer = raced(order, f"{name}-{acts.total()}", doors, threads)
            assert_one_effect(order, ledger.since(before, 1_000))
            acts[order.kind] += 1
            try:
                order = story.send(answer.about)
            except StopIteration:
                return acts


def raced(order: Order, key: str, doors: Sequence[Door], threads: ThreadPoolExecutor) -> Answer:
    """Send an order eight times at once, by each door in turn; all have the one answer."""
    start = Barrier(AT_ONCE, timeout=PATIENCE)

    def one(number: int) -> Answer:
        start.wait()
        return doors[number % len(doors)](order, key)

    answers = set(threads.map(one, range(AT_ONCE)))
    assert 1 == len(answers), (order.kind, answers)
    answer = answers.pop()
    assert answer.status in {200, 201}, (order.kind, answer)
    return answer


def assert_one_effect(order: Order, facts: Sequence[Recorded]) -> None:
    """Check that what was written is of one command, with one receipt and no fact twice."""
    assert 1 == len({one.envelope.command for one in facts}), order.kind
    assert 1 == sum(isinstance(one.event, CommandReceived) for one in facts), order.kind
    times = Counter((one.stream, repr(one.event)) for one in facts)
    assert len(facts) > 1, order.kind
    assert {1} == set(times.values()), (order.kind, times)

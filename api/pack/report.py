"""The report of a sealed pack: what was decided, by whom, when, under which rule, and its path."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from uuid import UUID

from api.capacities import in_words
from api.commands.what_if_told import SAID
from api.fact_names import Names
from api.nomination.verdict_shapes import VerdictShown
from api.pack.facts import Facts
from domain.access import VIETNAM
from domain.audit.finding import AuditFinding, AuditRules
from domain.capacity import told
from domain.decision.events import DecisionIssued, GrantsAnnulled
from domain.ladder import Ladder, Step
from domain.nomination.events import NominationOpened
from domain.recorded import Envelope, Recorded
from domain.rulebooks.words import Text
from projections.history import WORDS
from projections.on_behalf import on_behalf

SHOWN_OF_POSITIONS = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: its title, and its lines in both languages."""

    title: Text
    lines: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is told of one case beside its facts: findings and verdict, with the name if asked."""

    case: UUID
    verdict: VerdictShown
    findings: Sequence[AuditFinding]
    name: str | None


@cache
def kinds() -> Mapping[str, str]:
    """Return the Vietnamese names of kinds of facts."""
    text = (files("api.pack") / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def sections(
    facts: Facts, judged: Sequence[Judgement], rules: AuditRules, names: Names
) -> list[Section]:
    """Return the parts of the report, all of them from the facts and the rules."""
    opened = _openings(facts)
    of_cases = [part for one in judged for part in _of_case(one, opened, rules, names)]
    decisions = [line for one in facts.values() for line in _decided(one)]
    told = [line for one in facts.values() for line in path_line(one, names)]
    return [
        Section(Text("Quyết định", "Decisions"), decisions or [NONE]),
        *of_cases,
        Section(Text("Diễn biến", "The path"), told),
    ]


NONE = Text("không có", "none")


def _openings(facts: Facts) -> Mapping[UUID, NominationOpened]:
    """Return how each case of the pack was opened."""
    said = ((one.stream, one.event) for one in facts.values())
    return {stream: event for stream, event in said if isinstance(event, NominationOpened)}


def _of_case(
    one: Judgement, opened: Mapping[UUID, NominationOpened], rules: AuditRules, names: Names
) -> Iterator[Section]:
    """Yield rule, findings and verdict of one case."""
    case, word = f"{one.case}", Text("Hồ sơ", "Case")
    if one.case in opened:
        title = Text(f"{word.vi} {case}: quy định áp dụng", f"{word.en} {case}: the rule")
        yield Section(title, list(_rule(opened[one.case], one.name, names)))
    title = Text(f"{word.vi} {case}: phát hiện", f"{word.en} {case}: findings")
    yield Section(title, [_finding(found, rules) for found in one.findings] or [NONE])
    title = Text(f"{word.vi} {case}: đánh giá", f"{word.en} {case}: verdict")
    yield Section(title, list(_verdict(one.verdict)))


def _decided(fact: Recorded[object]) -> Iterator[Text]:
    """Yield what a decision says of itself, or the paper that annulled some of it."""
    match fact.event:
        case DecisionIssued() as said:
            day, many = f"{said.dated:%d/%m/%Y}", len(said.grants)
            yield Text(
                f"Số {said.number} ngày {day}, đơn vị {said.unit}, người ký {said.signer} "
                f"({said.signer_position}), căn cứ: {said.legal_basis}; {many} hồ sơ",
                f"Number {said.number} of {said.dated}, unit {said.unit}, signed by {said.signer} "
                f"({said.signer_position}), on the ground of: {said.legal_basis}; {many} cases",
            )
        case GrantsAnnulled() as said:
            yield Text(
                f"Hủy theo văn bản số {said.number} ngày {said.dated:%d/%m/%Y}: {said.detail}",
                f"Annulled by paper {said.number} of {said.dated}: {said.detail}",
            )


def _rule(opened: NominationOpened, name: str | None, names: Names) -> Iterator[Text]:
    """Yield which award under which regime and source, and the steps that were pinned."""
    ladder, names = opened.ladder, replace(names, on=opened.opened_on)
    yield Text(
        f"{names.of('award', ladder.award)}, quy định {names.of('regime', ladder.regime)}, "
        f"lập ngày {opened.opened_on:%d/%m/%Y} tại {names.of('unit', opened.unit)}",
        f"Award {ladder.award}, regime {ladder.regime}, opened {opened.opened_on} at unit "
        f"{opened.unit}",
    )
    if name is not None:
        yield Text(f"Người được đề nghị: {name}", f"Nominee: {name}")
    yield _source(ladder)
    yield from (_step(at, one, names) for at, one in enumerate(ladder.steps, 1))


def _step(at: int, one: Step, names: Names) -> Text:
    vi = ", ".join(
        (names.of("level", one.level), names.of("unit", one.unit), names.of("role", one.role))
    )
    return Text(
        f"Bước {at}: {one.key} ({names.of('act', one.act.value)}), {vi}; {_source(one).vi}",
        f"Step {at}: {one.key} ({one.act.value}), {one.level}, unit {one.unit}, {one.role}; "
        f"{_source(one).en}",
    )


def _source(one: Step | Ladder) -> Text:
    sure = one.confirmed
    return Text(
        f"nguồn: {one.source or '?'} ({'đã' if sure else 'chưa'} xác nhận)",
        f"source: {one.source or '?'} ({'confirmed' if sure else 'not confirmed'})",
    )


def path_line(fact: Recorded[object], names: Names) -> Iterator[Text]:
    """Yield who did what, in which capacity, when; nothing of a fact that no history tells."""
    if type(fact.event) not in WORDS:
        return
    beside, (_, kind) = fact.envelope, WORDS[type(fact.event)]
    at = f"{beside.recorded_at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S} +07"
    step = getattr(fact.event, "step", None)
    where, by = f" [{step}]" if step else "", _by(beside, names)
    yield Text(
        f"#{fact.position} {beside.effective_on:%d/%m/%Y} (ghi {at}): {kinds()[kind]}{where}; "
        f"{by.vi}",
        f"#{fact.position} {beside.effective_on} (written {at}): {kind.replace('-', ' ')}{where}; "
        f"{by.en}",
    )


def _by(beside: Envelope, names: Names) -> Text:
    """Return whose hand it was, in which office and capacity, and in whose place."""
    behalf = on_behalf(beside)
    said = behalf["said"] if behalf else {"vi": beside.actor, "en": beside.actor}
    there, units = replace(names, on=beside.effective_on), beside.units or ()
    roles = _listed(names.of("role", one) for one in beside.roles)
    called, both = _listed(there.of("unit", one) for one in units), in_words(told(beside.capacity))
    return Text(
        f"{said['vi']}; vai trò: {roles}; đơn vị: {called}; {both['vi']}",
        f"{said['en']}; roles: {_listed(beside.roles)}; units: {_listed(units)}; {both['en']}",
    )


def _listed(words: Iterable[str]) -> str:
    """Return words as a list, a question mark where there are none."""
    return ", ".join(words) or "?"


def _finding(one: AuditFinding, rules: AuditRules) -> Text:
    (text,) = (rule.text for rule in rules.findings if rule.key == one.rule)
    at = ", ".join(f"#{position}" for position in one.positions[:SHOWN_OF_POSITIONS])
    return Text(f"{one.rule}: {text.vi} ({at})", f"{one.rule}: {text.en} ({at})")


def _verdict(said: VerdictShown) -> Iterator[Text]:
    """Yield the answer, and each rule with whether it holds and its source."""
    yield Text(SAID[said["answer"]], said["answer"])
    for one in said["rules"]:
        mark = ("đạt", "holds") if one["holds"] else ("không đạt", "broken")
        yield Text(
            f"{one['rule']}: {mark[0]}. {one['text'].vi} (nguồn: {one['source']})",
            f"{one['rule']}: {mark[1]}. {one['text'].en} (source: {one['source']})",
        )

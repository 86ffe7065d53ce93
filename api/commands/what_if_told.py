"""What `vinhdanh what-if` tells at the terminal: Vietnamese first, English beside it."""

from collections.abc import Mapping, Sequence

from api.commands.print import say, table
from api.nomination.what_if_shapes import CaseOtherwise, RuleOtherwise, RuleSide, Words, case_shown
from api.text_words import text_words
from domain.nomination.favour import Difference
from domain.rulebooks.words import Text
from services.what_if import CaseAgain, Otherwise

SAID: Mapping[str, str] = {
    "over": "đã kết thúc (over)",
    "eligible": "đủ điều kiện (eligible)",
    "not-eligible": "không đủ điều kiện (not eligible)",
    "not-yet": "chưa đủ điều kiện (not yet)",
    "to-be-judged": "chờ người có thẩm quyền xét (to be judged)",
    "met": "đạt (met)",
    "not-met": "không đạt (not met)",
    "granted": "đã khen thưởng (granted)",
    "refused": "không được xét (refused)",
    "open": "đang giải quyết (open)",
    "binds": "bắt buộc (binds)",
    "warns": "cảnh báo (warns)",
    "off": "không áp dụng (off)",
}
SHOWN = 20


def tell_otherwise(found: Otherwise, words: Words) -> None:
    """Tell what would have been otherwise: the most frequent first, then case by case."""
    rows = [
        (award, in_what(one), one.was, one.would, cases, found.examples[award, one])
        for (award, one), cases in found.found.most_common()
    ]
    table(("award", "khác về (about)", "đã (was)", "sẽ (would be)", "cases", "such as"), rows)
    for (was, would), cases in found.verdicts.most_common():
        say(f"{cases} hồ sơ (cases): {SAID[was.value]} -> {SAID[would.value]}")
    for one in found.judged[:SHOWN]:
        tell_case(case_shown(one, words))
    if (more := len(found.judged) - SHOWN) > 0:
        say(f"... {more} hồ sơ nữa (more cases): --json")
    say(
        f"{found.decided} hồ sơ đã quyết định (decided cases): "
        f"{found.alike} không khác (alike), "
        f"{found.decisive} có thể có kết quả khác (with perhaps another outcome)"
    )


def tell_case(one: CaseOtherwise) -> None:
    """Tell of a case, the two verdicts on it, and each rule that answers differently."""
    say(
        f"Hồ sơ (case) {one['nomination']}: {one['award']}, {SAID[one['outcome']]}, "
        f"theo (under) {one['decided_under']}"
    )
    tell_verdicts(one)


def tell_verdicts(one: CaseOtherwise) -> None:
    """Tell the two verdicts on a case, and each rule that answers differently."""
    if one["was"] and one["would"]:
        say(f"  kết luận (verdict): {SAID[one['was']]} -> {SAID[one['would']]}")
    for rule in one["rules"]:
        tell_rule(rule)


def tell_rule(one: RuleOtherwise) -> None:
    """Tell a rule with both its answers, and what it looked at."""
    say(f"  quy tắc (rule) {one['rule']}: {one['text'].vi}")
    say(f"    {one['text'].en}")
    sure = "đã xác nhận (confirmed)" if one["confirmed"] else "chưa xác nhận (not confirmed)"
    say(f"    nguồn (source): {one['source']}; {sure}")
    for name, side in (("đã (was)", one["was"]), ("sẽ (would be)", one["would"])):
        say(f"    {name}: {answer_of(side)}")
        seen = (f"{each['label'].vi}: {both(each['says'])}" for each in side["seen"])
        say(f"      đã xem (looked at): {'; '.join(seen) or '-'}")


def answer_of(side: RuleSide) -> str:
    """Return what a rule says under one rulebook."""
    if side["holds"]:
        return "đạt (holds)"
    told = (f"{both(one['says'])} [{one['code']}] {pairs(one['facts'])}" for one in side["broken"])
    return f"không đạt (broken), {SAID[side['force']]}: {'; '.join(told)}"


def both(text: Text) -> str:
    """Return a text in Vietnamese, and in English beside it where that reads otherwise."""
    return text.vi if text.vi == text.en else f"{text.vi} ({text.en})"


def in_what(one: Difference) -> str:
    """Return in what a case would differ, in both languages."""
    return both(Text(**text_words()["about"][one.about]))


def pairs(facts: Mapping[str, str]) -> str:
    """Return the facts of a refusal in a line."""
    return ", ".join(f"{name}: {value or '-'}" for name, value in facts.items()) or "-"


def tell_regimes(
    found: Sequence[tuple[str, CaseAgain, Sequence[Difference]]], words: Words
) -> None:
    """Tell what each regime would have meant for one case."""
    for number, (key, case, told) in enumerate(found):
        if not number:
            tell_case({**case_shown(case, words), "was": None, "would": None, "rules": []})
        count = len(told) + len(case.rules)
        say(f"{key}: {f'{count} điểm khác (differences)' if count else 'không khác (alike)'}")
        tell_verdicts(case_shown(case, words))
        for one in told:
            say(f"  {in_what(one)}: {one.was} -> {one.would}")

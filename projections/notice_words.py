"""What a notice of the service says to people, in Vietnamese and English."""

from domain.nomination.clock import NoticeEvent, ReminderIssued
from projections.columns import Row

DAY = "%d/%m/%Y"


def in_words(event: NoticeEvent) -> Row:
    """Return the sentence of a notice, by language."""
    whom = f"{event.role}, {event.unit}"
    due, step = event.due_on.strftime(DAY), event.step
    if isinstance(event, ReminderIssued):
        vi = f"Nhắc hạn {whom}: bước {step} {_when_vi(event.working_days)} {due}"
        en = f"Reminder to {whom}: the term of {step} {_when_en(event.working_days)} {due}"
    else:
        vi = f"Báo cáo {whom}: bước {step} {_when_vi(event.working_days)} {due}"
        en = f"Escalated to {whom}: the term of {step} {_when_en(event.working_days)} {due}"
    return {"vi": vi, "en": en}


def _when_vi(days: int) -> str:
    if days > 0:
        return f"đã quá hạn từ {days} ngày làm việc, hạn"
    return f"còn {-days} ngày làm việc đến hạn" if days else "đến hạn ngày"


def _when_en(days: int) -> str:
    if days > 0:
        return f"ended {days} working days ago, on"
    return f"ends in {-days} working days, on" if days else "ends on"

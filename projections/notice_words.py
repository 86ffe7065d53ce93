"""What a notice of the service says to people, in Vietnamese and English, as of the day it came."""

from datetime import date

from domain.nomination.clock import NoticeEvent, ReminderIssued
from projections.columns import Row

DAY = "%d/%m/%Y"


def in_words(event: NoticeEvent, on: date) -> Row:
    """Return the sentence of a notice of that day, by language, with codes as names."""
    reminder = isinstance(event, ReminderIssued)
    vi = sentence_vi(event.role, event.unit, event.step, reminder=reminder)
    en = sentence_en(event.role, event.unit, event.step, reminder=reminder)
    return {"vi": f"{vi} {when_vi(event.due_on, on)}", "en": f"{en} {when_en(event.due_on, on)}"}


def sentence_vi(role: str, unit: str, step: str, *, reminder: bool) -> str:
    """Return whom a notice is for, and about what, in Vietnamese."""
    return f"{'Nhắc hạn' if reminder else 'Báo cáo'} {role}, {unit}: bước {step}"


def sentence_en(role: str, unit: str, step: str, *, reminder: bool) -> str:
    """Return whom a notice is for, and about what, in English."""
    return f"{'Reminder' if reminder else 'Escalated'} to {role}, {unit}: the term of {step}"


def when_vi(due: date, on: date) -> str:
    """Return how the last day stands on the day of the notice: days of the calendar, in full."""
    days = (on - due).days
    if days > 0:
        return f"đã quá hạn {days} ngày, hạn {due.strftime(DAY)}"
    return f"còn {-days} ngày đến hạn {due.strftime(DAY)}" if days else "đến hạn hôm nay"


def when_en(due: date, on: date) -> str:
    """Return the same in English."""
    days = (on - due).days
    if days > 0:
        return f"ended {days} days ago, on {due.strftime(DAY)}"
    return f"ends in {-days} days, on {due.strftime(DAY)}" if days else "ends today"

"""All views of the house, in one list."""

from projections import (
    announcements,
    ballot_boxes,
    case_file,
    consultations,
    council_sessions,
    councils,
    delegations,
    documents,
    history,
    honours,
    inbox,
    movement_board,
    parked_messages,
    passing_days,
    past_cases,
    paths,
    reminders,
)
from projections.view import AnyView

VIEWS: tuple[AnyView, ...] = (
    case_file.view,
    inbox.view,
    consultations.view,
    history.view,
    honours.view,
    movement_board.view,
    documents.view,
    past_cases.view,
    paths.view,
    parked_messages.view,
    announcements.view,
    councils.view,
    council_sessions.view,
    ballot_boxes.view,
    delegations.view,
    reminders.view,
    passing_days.view,
)

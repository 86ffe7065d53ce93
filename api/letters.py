"""Complaints and denunciations, and the letters of the public that are kept apart from the log."""

from collections.abc import Mapping
from typing import TypedDict
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out, handed_over, told_version
from api.case_shapes import LetterRow
from api.forms import READING, asked, sent
from api.hearing_forms import ComplaintForm, ComplaintSettlingForm
from api.operations import TAGGED, Resource, acts, reads
from api.reply import answer
from api.conditions import etag
from api.system import house
from api.views import one, wait_for
from domain.hearing.commands import ReceiveComplaint, ReceiveObjection, SettleComplaint
from projections.case_file import case
from services.letters import keep_letter, letter_ref, letters_of

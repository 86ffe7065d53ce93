"""The one table of stored names: which kind of fact each stands for, for ever."""

from collections.abc import Mapping

from domain.booking.events import PaperBooked
from domain.council import events as council
from domain.council import merit
from domain.council.presence import MemberArrived
from domain.council.seat import SeatsRenewed
from domain.decision import events as decision
from domain.delegation import events as delegation
from domain.directory import events as directory
from domain.exchange.events import StatusTold
from domain.facts import CommandReceived, Event
from domain.hearing import events as hearing
from domain.house_acts import events as house_acts
from domain.nomination import authority, clock
from domain.nomination import events as nomination
from domain.nomination.favour import RegimeChosen
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.nomination.naming import NomineeNamed
from domain.parking import events as parking
from domain.past import events as past
from domain.personal import events as personal
from domain.reform.events import PowersMoved, UnitsReorganised
from domain.register import complaint_events, handing_back_events
from domain.register import events as register
from domain.review import events as review
from domain.submission import events as submission

# A name is never renamed and never given to another shape: see docs/adr/0003.
NAMES: Mapping[str, type[Event]] = {
    "nomination.opened.v1": nomination.NominationOpened,
    "nomination.criterion-assessed.v1": nomination.CriterionAssessed,
    "nomination.evaluator-scored.v1": nomination.EvaluatorScored,
    "nomination.evidence-added.v1": nomination.EvidenceAdded,
    "nomination.evidence-withdrawn.v1": nomination.EvidenceWithdrawn,
    "nomination.filed.v1": nomination.NominationFiled,
    "nomination.step-endorsed.v1": nomination.StepEndorsed,
    "nomination.case-appraised.v1": nomination.CaseAppraised,
    "nomination.council-voted.v1": nomination.CouncilVoted,
    "nomination.step-passed.v1": nomination.StepPassed,
    "nomination.forwarded.v1": nomination.NominationForwarded,
    "nomination.received.v1": nomination.NominationReceived,
    "nomination.returned-for-supplement.v1": nomination.ReturnedForSupplement,
    "nomination.supplemented.v1": nomination.NominationSupplemented,
    "nomination.refused.v1": nomination.NominationRefused,
    "nomination.withdrawn.v1": nomination.NominationWithdrawn,
    "nomination.granted.v1": nomination.NominationGranted,
    "nomination.corrected.v1": nomination.NominationCorrected,
    "nomination.nominee-named.v1": NomineeNamed,
    "nomination.deadline-missed.v1": nomination.DeadlineMissed,
    "nomination.case-reassigned.v1": authority.CaseReassigned,
    "nomination.case-unassigned.v1": authority.CaseUnassigned,
    "reform.units-reorganised.v1": UnitsReorganised,
    "reform.powers-moved.v1": PowersMoved,
    "house-act.second-person-asked.v1": house_acts.SecondPersonAsked,
    "house-act.listed.v1": house_acts.HouseActListed,
    "house-act.proposed.v1": house_acts.HouseActProposed,
    "house-act.taken-alone.v1": house_acts.HouseActTakenAlone,
    "house-act.agreed.v1": house_acts.HouseActAgreed,
    "house-act.declined.v1": house_acts.HouseActDeclined,
    "house-act.withdrawn.v1": house_acts.HouseActWithdrawn,
    "house-act.lone-confirmed.v1": house_acts.LoneActConfirmed,
    "house-act.lone-disputed.v1": house_acts.LoneActDisputed,
    "house-act.done.v1": house_acts.HouseActDone,
    "house-act.rules-taken-over.v1": house_acts.RulesTakenOver,
    "house-act.rules-gone.v1": house_acts.RulesGone,
    "house-act.rules-put-back.v1": house_acts.RulesPutBack,
    "nomination.held.v1": CaseHeld,
    "nomination.hold-lifted.v1": HoldLifted,
    "nomination.consultation-requested.v1": hearing.ConsultationRequested,
    "nomination.consultation-answered.v1": hearing.ConsultationAnswered,
    "nomination.consultation-withdrawn.v1": hearing.ConsultationWithdrawn,
    "nomination.consultation-lapsed.v1": hearing.ConsultationLapsed,
    "nomination.posted.v1": hearing.CasePosted,
    "nomination.objection-received.v1": hearing.ObjectionReceived,
    "nomination.objection-settled.v1": hearing.ObjectionSettled,
    "nomination.posting-ended.v1": hearing.PostingEnded,
    "nomination.complaint-received.v1": hearing.ComplaintReceived,
    "nomination.complaint-settled.v1": hearing.ComplaintSettled,
    "nomination.confirmation-requested.v1": hearing.ConfirmationRequested,
    "nomination.confirmation-given.v1": hearing.ConfirmationGiven,
    "nomination.confirmation-expired.v1": hearing.ConfirmationExpired,
    "nomination.condition-judged.v1": hearing.ConditionJudged,
    "nomination.regime-chosen.v1": RegimeChosen,
    "nomination.term-stopped.v1": clock.TermStopped,
    "nomination.term-resumed.v1": clock.TermResumed,
    "nomination.reminder-issued.v1": clock.ReminderIssued,
    "nomination.case-escalated.v1": clock.CaseEscalated,
    "submission.dispatched.v1": submission.SubmissionDispatched,
    "submission.item-accepted.v1": submission.ItemAccepted,
    "submission.item-returned.v1": submission.ItemReturned,
    "submission.item-refused.v1": submission.ItemRefused,
    "submission.item-withdrawn.v1": submission.ItemWithdrawn,
    "decision.issued.v1": decision.DecisionIssued,
    "decision.grants-annulled.v1": decision.GrantsAnnulled,
    "decision.corrected.v1": decision.DecisionCorrected,
    "honour.registered.v1": register.HonourRegistered,
    "honour.annulled.v1": register.HonourAnnulled,
    "honour.complaint-received.v1": complaint_events.HonourComplaintReceived,
    "honour.complaint-settled.v1": complaint_events.HonourComplaintSettled,
    "honour.handed-back.v1": handing_back_events.HonourHandedBack,
    "honour.recovered.v1": register.HonourRecovered,
    "honour.restored.v1": register.HonourRestored,
    "claim.key-claimed.v1": register.KeyClaimed,
    "claim.key-released.v1": register.KeyReleased,
    "record.honour-added.v1": register.HonourAddedToRecord,
    "record.honour-taken.v1": register.HonourTakenFromRecord,
    "record.title-declared.v1": register.TitleDeclared,
    "record.title-confirmed.v1": register.TitleConfirmed,
    "record.title-rejected.v1": register.TitleRejected,
    "record.carried-on.v1": register.RecordCarriedOn,
    "docket.case-enrolled.v1": register.CaseEnrolled,
    "docket.nominee-held.v1": register.NomineeHeld,
    "docket.nominee-released.v1": register.NomineeReleased,
    "past.case-opened.v1": past.PastCaseOpened,
    "past.verdict-recorded.v1": past.PastVerdictRecorded,
    "paper.booked.v1": PaperBooked,
    "paper.status-told.v1": StatusTold,
    "directory.unit-announced.v1": directory.UnitAnnounced,
    "directory.post-announced.v1": directory.PostAnnounced,
    "parking.message-parked.v1": parking.MessageParked,
    "parking.message-corrected.v1": parking.ParkedMessageCorrected,
    "parking.message-replayed.v1": parking.ParkedMessageReplayed,
    "parking.message-dropped.v1": parking.ParkedMessageDropped,
    "council.appointed.v1": council.CouncilAppointed,
    "council.members-appointed.v1": council.MembersAppointed,
    "council.member-relieved.v1": council.MemberRelieved,
    "session.convened.v1": council.SessionConvened,
    "session.conflict-declared.v1": council.ConflictDeclared,
    "session.opened.v1": council.SessionOpened,
    "session.member-arrived.v1": MemberArrived,
    "session.opinion-written.v1": council.OpinionWritten,
    "session.hands-shown.v1": council.HandsShown,
    "session.ballots-taken.v1": council.BallotsTaken,
    "session.roll-closed.v1": council.RollClosed,
    "session.item-voted.v1": council.ItemVoted,
    "session.item-dropped.v1": council.ItemDropped,
    "session.closed.v1": council.SessionClosed,
    "session.called-off.v1": council.SessionCalledOff,
    "session.seats-renewed.v1": SeatsRenewed,
    "session.agenda-scored.v1": merit.AgendaScored,
    "session.priority-noted.v1": merit.PriorityNoted,
    "session.tie-decided.v1": merit.TieDecided,
    "box.ballots-counted.v1": council.BallotsCounted,
    "delegation.granted.v1": delegation.DelegationGranted,
    "delegation.ended.v1": delegation.DelegationEnded,
    "delegation.listed.v1": delegation.DelegationListed,
    "review.opened.v1": review.ReviewOpened,
    "review.question-asked.v1": review.ReviewQuestionAsked,
    "review.finding-recorded.v1": review.ReviewFindingRecorded,
    "review.answered.v1": review.ReviewAnswered,
    "review.concluded.v1": review.ReviewConcluded,
    "review.followed.v1": review.ReviewFollowed,
    "review.measures-reported.v1": review.ReviewMeasuresReported,
    "review.closed.v1": review.ReviewClosed,
    "person.request-received.v1": personal.PersonRequestReceived,
    "person.request-answered.v1": personal.PersonRequestAnswered,
    "person.request-carried-out.v1": personal.PersonRequestCarriedOut,
    "person.restriction-lifted.v1": personal.PersonRestrictionLifted,
    "person.erased.v1": personal.PersonErased,
    "receipt.command-received.v1": CommandReceived,
}

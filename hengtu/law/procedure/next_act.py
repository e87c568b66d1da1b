"""Which act the case waits for: the first on its line that is not done, or done but no longer good."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hengtu.law.procedure.corrections import NOT_DONE, correction_of
from hengtu.law.procedure.crime import Standing, referral_of
from hengtu.law.procedure.follow_ups import follow_ups
from hengtu.law.procedure.hearing import host_is_missing, is_interrupted, standing_notice
from hengtu.law.procedure.measures import measures_in_force, measures_of
from hengtu.law.procedure.pauses import is_suspended
from hengtu.law.procedure.places import ELSEWHERE, OPEN, competence, transfer_of
from hengtu.law.procedure.property import ThingState, things_of
from hengtu.law.procedure.recusal import requests_of
from hengtu.law.procedure.registrations import registrations_of
from hengtu.law.procedure.reminders import unanswered_reminder_statements
from hengtu.law.procedure.reviewing import last_return, open_points, points_of
from hengtu.law.procedure.since import changes_since, reopening
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.statements import unanswered_statements
from hengtu.law.procedure.versions import MAIN_LINE

# What the handler does again after the reviewer sent the file back, in this order, and who looks at it anew.
MENDING = ("report_submitted", "report_approved", "legal_reviewed")
DECIDED = ("decided", "not_punished", "not_established", "investigation_ended", "filing_cancelled", "case_closed")
HEARING_LINE = ("hearing_appointed", "hearing_notice_served", "hearing_held", "hearing_reported")
# What a standing of a suspected crime waits for.
CRIME_LINE = {
    Standing.UNDECIDED: ("criminal_transfer_decided",),
    Standing.TO_BE_SENT: ("crime_sent_to_police",),
    Standing.WITH_POLICE: ("police_answered",),
    Standing.OPENED: ("crime_goods_handed_over", "case_closed", "archived"),
}


def next_act(situation: Situation, possible: Collection[str], lawful: Collection[str]) -> str | None:
    """Return the kind of act the case waits for, or None at its end.

    Args:
        situation: where the case stands.
        possible: kinds whose place in the order has come.
        lawful: those of them that nothing stands in the way of; preferred.
    """
    waiting = [kind for kind in line_of(situation) if kind in possible]
    return next((kind for kind in waiting if kind in lawful), None) or next(iter(waiting), None)


def line_of(situation: Situation) -> tuple[str, ...]:
    """Return the kinds still to be done, in order: urgent detours first, then the rest of the main line."""
    if detour := _detour(situation):
        return detour
    if sent_back(situation):
        return _mending(situation)
    track = "summary" if situation.has("identity_shown") and not situation.has("case_filed") else "ordinary"
    rest = tuple(kind for kind in MAIN_LINE[track] if not situation.has(kind))
    urgent = (
        *_measure(situation),
        *_registered(situation),
        *_hearing(situation),
        *_review_again(situation),
    )
    called_for = tuple(kind for kind in follow_ups(situation) if kind not in LAST)
    last = tuple(kind for kind in follow_ups(situation) if kind in LAST)
    return (*urgent, *called_for, *_before_closing(rest), *last, *_closing(rest))


# Waiting for these lasts months; whatever else is to be done comes first.
LAST = frozenset({"reminder_served", "court_applied"})
CLOSING = frozenset({"case_closed", "spot_case_closed", "archived"})


def _before_closing(rest: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in rest if kind not in CLOSING)


def _closing(rest: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in rest if kind in CLOSING)


def aside_of(situation: Situation) -> tuple[str, ...]:
    """Return what waits besides the line and holds nothing up: recusal, points to be answered, property."""
    kinds = list(_correcting(situation))
    if any(request.is_open for request in requests_of(situation)):
        kinds.append("recusal_decided")
    if unanswered_statements(situation) and not situation.has(*DECIDED):
        kinds.append("statement_heard")
    if unanswered_reminder_statements(situation) and not situation.has(*CLOSING):
        kinds.append("reminder_answered")
    held = [measure for measure in measures_in_force(situation) if measure.kind != "seal"]
    if any(measure.kept is None for measure in held) or _waits_for_its_keeper(situation):
        kinds.append("property_taken_in")
    if any(thing.standing is ThingState.TO_RETURN for thing in things_of(situation)):
        kinds.append("property_returned")
    if any(thing.waits_for_money for thing in things_of(situation)):
        kinds.append("proceeds_settled")
    return tuple(kinds)


def _correcting(situation: Situation) -> Iterator[str]:
    """Somebody looks whether the violation was corrected; where it was not, it is ordered again (APL:28p1)."""
    correction = correction_of(situation)
    if correction.waits_for_verification:
        yield "correction_verified"
    elif correction.standing == NOT_DONE:
        yield "correction_ordered"


def _waits_for_its_keeper(situation: Situation) -> bool:
    return any(thing.standing is ThingState.HANDING for thing in things_of(situation))


def _detour(situation: Situation) -> tuple[str, ...]:
    """What comes before everything else, and is all there is to do meanwhile: a crime, another body, a rest."""
    if situation.has("case_closed", "spot_case_closed"):
        return ()
    standing = referral_of(situation).standing
    if standing in CRIME_LINE:
        done = situation.has("crime_goods_handed_over") and standing is Standing.OPENED
        return CRIME_LINE[standing][1 if done else 0 :]
    if situation.has("filing_cancelled"):
        return ("case_closed", "archived")
    if transfer_of(situation) is not None:
        return ("case_transfer_answered", "case_closed", "archived")
    return _waiting_for_others(situation)


def _waiting_for_others(situation: Situation) -> tuple[str, ...]:
    if situation.has("decided", "not_punished", "not_established", "spot_decided"):
        return ()
    if competence(situation) == OPEN:
        return ("designation_received",) if situation.has("designation_requested") else ("designation_requested",)
    if competence(situation) == ELSEWHERE:
        return ("case_transferred", "lead_transferred")
    return ("investigation_resumed",) if is_suspended(situation) else ()


def sent_back(situation: Situation) -> bool:
    """Whether the last review asked for changes and the file has not gone to the reviewer again."""
    review = situation.last("legal_reviewed")
    decided = situation.has("decided", "not_punished", "not_established", "investigation_ended")
    return review is not None and review.payload.get("opinion") != "pass" and not decided


def _mending(situation: Situation) -> tuple[str, ...]:
    """Numbered points are answered one by one; what was reported anew meanwhile is approved first."""
    if not points_of(last_return(situation)):
        return _after(situation, "legal_reviewed", MENDING)
    report, approval = situation.last("report_submitted"), situation.last("report_approved")
    waits = report is not None and (approval is None or situation.after(approval, "report_submitted"))
    answer = ("review_answered",) if open_points(situation) else ()
    return (*(("report_approved",) if waits else ()), *answer, "legal_reviewed")


def _after(situation: Situation, mark: str, line: tuple[str, ...]) -> tuple[str, ...]:
    """The part of a line that has not been done since the last act of kind ``mark``."""
    last = situation.last(mark)
    return tuple(kind for kind in line if kind == mark or last is None or not situation.after(last, kind))


def _measure(situation: Situation) -> tuple[str, ...]:
    """An approved measure is carried out; one taken in urgency is approved within 24 hours, or lifted (ACL:19)."""
    measures = [measure for measure in measures_of(situation) if measure.ended is None]
    if any(measure.refused is not None for measure in measures):
        return ("measure_lifted",)
    if any(measure.waits_for_approval for measure in measures):
        return ("measure_approved", "measure_taken")
    return ("measure_taken",) if any(measure.waits_to_be_taken for measure in measures) else ()


def _registered(situation: Situation) -> tuple[str, ...]:
    """Approved evidence is registered; what is registered gets its decision in seven working days (APL:56)."""
    registrations = registrations_of(situation)
    if len(situation.all("registration_approved")) > len(registrations):
        return ("evidence_registered",)
    return ("registration_settled",) if any(each.is_open for each in registrations) else ()


def _hearing(situation: Situation) -> tuple[str, ...]:
    """Once asked for, the hearing comes before everything else on the way to the decision (APL:63p1)."""
    if not situation.has("hearing_requested") or situation.has("hearing_ended", "hearing_reported"):
        return ()
    waiting = [kind for kind in HEARING_LINE if not situation.has(kind)]
    if situation.has("hearing_held"):
        return tuple(waiting)
    anew = ["hearing_appointed"] if host_is_missing(situation) else []
    anew += ["hearing_notice_served"] if standing_notice(situation) is None else []
    anew += ["hearing_resumed"] if is_interrupted(situation) else []
    return tuple(dict.fromkeys((*anew, *waiting)))


def _review_again(situation: Situation) -> tuple[str, ...]:
    """A review that the case has outrun is done again (APL:58)."""
    review = situation.last("legal_reviewed")
    if review is None or situation.has("decided", "not_punished", "not_established", "case_closed"):
        return ()
    return ("legal_reviewed",) if reopening(changes_since(situation, review)) else ()

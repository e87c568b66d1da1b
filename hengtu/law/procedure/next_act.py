"""Which act the case waits for: the first on its line that is not done, or done but no longer good."""

from __future__ import annotations

from collections.abc import Collection

from hengtu.law.procedure.follow_ups import follow_ups
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.versions import MAIN_LINE

# What the handler does again after the reviewer sent the file back, in this order, and who looks at it anew.
MENDING = ("report_submitted", "report_approved", "legal_reviewed")
HEARING_LINE = ("hearing_appointed", "hearing_notice_served", "hearing_held", "hearing_reported")
MEASURE_LINE = ("measure_approved", "measure_taken")


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
    if sent_back(situation):
        return _after(situation, "legal_reviewed", MENDING)
    track = "summary" if situation.has("identity_shown") and not situation.has("case_filed") else "ordinary"
    rest = tuple(kind for kind in MAIN_LINE[track] if not situation.has(kind))
    urgent = (*_measure(situation), *_hearing(situation), *_review_again(situation))
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


def sent_back(situation: Situation) -> bool:
    """Whether the last review asked for changes and the file has not gone to the reviewer again."""
    review = situation.last("legal_reviewed")
    decided = situation.has("decided", "not_punished", "not_established", "investigation_ended")
    return review is not None and review.payload.get("opinion") != "pass" and not decided


def _after(situation: Situation, mark: str, line: tuple[str, ...]) -> tuple[str, ...]:
    """The part of a line that has not been done since the last act of kind ``mark``."""
    last = situation.last(mark)
    return tuple(kind for kind in line if kind == mark or last is None or not situation.after(last, kind))


def _measure(situation: Situation) -> tuple[str, ...]:
    """An approved seizure is carried out; one taken in urgency is approved within 24 hours (ACL:19)."""
    if situation.has("urgent_measure_taken") and not situation.has("measure_approved"):
        return MEASURE_LINE
    approved = situation.has("measure_approved") and not situation.has("measure_taken")
    return ("measure_taken",) if approved else ()


def _hearing(situation: Situation) -> tuple[str, ...]:
    """Once asked for, the hearing comes before everything else on the way to the decision (APL:63p1)."""
    if not situation.has("hearing_requested") or situation.has("hearing_ended", "hearing_reported"):
        return ()
    return tuple(kind for kind in HEARING_LINE if not situation.has(kind))


def _review_again(situation: Situation) -> tuple[str, ...]:
    """A review that the case has outrun is done again (APL:58)."""
    review = situation.last("legal_reviewed")
    if review is None or situation.has("decided", "not_punished", "not_established", "case_closed"):
        return ()
    newer = ("hearing_held", "hearing_requested", "report_approved", "investigated", "statement_heard")
    return ("legal_reviewed",) if situation.after(review, *newer) else ()

"""When a court may be asked to enforce: not before both remedies lapsed, not after three months (ACL:53, ALI:156)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hengtu.law import deadlines
from hengtu.law.dates_zh import day_zh
from hengtu.law.deadlines import Deadline
from hengtu.law.procedure.remedies import lapse_of
from hengtu.law.procedure.settlement import deferral_over_on
from hengtu.law.procedure.situation import Situation, service_day


@dataclass(frozen=True)
class CourtWindow:
    """The window as a deadline (``not_before``, ``due_on``) and, apart from it, the wait after the reminder.

    ``opens_on`` is the first day on which both allow the application; None while a remedy runs or nobody was reminded.
    """

    window: Deadline
    start: date
    reminded_from: date | None

    @property
    def opens_on(self) -> date | None:
        opens = self.window.not_before
        if opens is None or self.reminded_from is None:
            return None
        return max(opens, self.reminded_from)


def court_window(situation: Situation) -> CourtWindow | None:
    """Return the window of the decision that stands; None while a remedy is running or nothing was served.

    It starts with the end of the party's term to sue, or with the end of the deferral if that is later (APL:72p2), and
    runs three months. The wait of ten working days after the reminder is inside it (ACL:54).
    """
    if "court_window" not in situation.memo:
        situation.memo["court_window"] = _court_window(situation)
    found: CourtWindow | None = situation.memo["court_window"]
    return found


def _court_window(situation: Situation) -> CourtWindow | None:
    lapse = lapse_of(situation)
    if lapse.last_on is None:
        return None
    deferred = deferral_over_on(situation)
    start = max(lapse.last_on, deferred) if deferred else lapse.last_on
    window = deadlines.due("court_application", start)
    why = (f"延期、分期缴纳到{day_zh(deferred)}结束，从这一天起算。",) if deferred == start else ()
    window = replace(window, explanation=(*lapse.sentences, *why, *window.explanation))
    return CourtWindow(window, start, _reminded_from(situation))


def _reminded_from(situation: Situation) -> date | None:
    """The first day after ten working days from the service of the latest reminder (ACL:54, ACL:69)."""
    reminder = situation.last("reminder_served")
    return deadlines.due("reminder", service_day(reminder)).not_before if reminder else None

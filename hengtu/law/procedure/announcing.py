"""What an announcement costs, said before it starts: its weeks run inside the ninety days (CPL:95, APL:60)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hengtu.law import deadlines
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.service_documents import DOCUMENTS
from hengtu.law.procedure.situation import Situation


@dataclass(frozen=True)
class AnnouncementOutlook:
    """What happens if a paper is announced on a day.

    ``served_on``: day on which it counts as served; ``free_on``: first day on which the decision may follow a notice;
    ``decide_by``: last day to decide, None where no such clock runs; ``left_days``: calendar days between the two,
    negative when they do not suffice.
    """

    served_on: date
    free_on: date
    decide_by: date | None
    words: tuple[str, ...]

    @property
    def left_days(self) -> int | None:
        return (self.decide_by - self.free_on).days if self.decide_by else None

    @property
    def too_late(self) -> bool:
        return self.left_days is not None and self.left_days < 0


def outlook(situation: Situation, document: str, on: date) -> AnnouncementOutlook:
    """Return what an announcement of ``document`` that starts on a day leads to.

    Raises: KeyError for a paper nobody knows.
    Source: CPL:95, MOT:18, APL:60, APL:64i1
    """
    paper = DOCUMENTS[document]
    place = situation.case.jurisdiction if situation.case else None
    served_on = deadlines.days_of("announcement_service", on, province=place).due_on or on
    waits = document == "notice"
    free_on = _after_the_windows(served_on) if waits else served_on
    clock = clock_of(situation, "case_decision") if waits else None
    decide_by = clock.due.due_on if clock is not None and clock.is_open else None
    said = [f"从{day_zh(on)}开始公告，到{day_zh(served_on)}期满才视为送达{paper.zh}，当事人的期限从那天起算。"]
    if decide_by is not None:
        said += _about_the_ninety_days(on, served_on, free_on, decide_by, situation.has("case_extended"))
    return AnnouncementOutlook(served_on, free_on, decide_by, tuple(said))


def _after_the_windows(served_on: date) -> date:
    """The day after the party's last day to speak and to ask for a hearing."""
    last = [deadlines.days_of(term, served_on).due_on for term in ("hearing_request", "statement_defence")]
    return max(day for day in (*last, served_on) if day is not None) + timedelta(days=1)


def _about_the_ninety_days(on: date, served_on: date, free_on: date, decide_by: date, extended: bool) -> list[str]:
    said = [
        f"办案期限到{day_zh(decide_by)}，从今天起还剩{max((decide_by - on).days, 0)}日，"
        f"公告占去{(served_on - on).days}日；陈述申辩和听证的期限过后，最早{day_zh(free_on)}才能作出决定。"
    ]
    left = (decide_by - free_on).days
    if left >= 0:
        said.append(f"期满以后只剩{left}日法制审核和决定，请在公告期间把其他工作做完。")
    elif extended:
        said.append("办案期限已经延长过，仍然不够：请再查找当事人，优先直接送达、留置送达或者邮寄送达。")
    else:
        said.append(
            "公告期满时办案期限已过：请先报负责人批准延长（行政处罚法第六十条），或者再查找当事人，改用其他方式送达。"
        )
    return said

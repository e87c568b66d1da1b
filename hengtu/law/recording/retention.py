"""How long a recording is kept, and whether it may be destroyed now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, void
from hengtu.law.recording.settings import Amount


@dataclass(frozen=True)
class KeptFilm:
    """What decides how long a film is kept. ``cases`` holds the closing day of each case it belongs to, None while one
    is not closed; ``held`` says why it is held (a lawsuit, an inspection), empty where it is not."""

    docked_on: date
    cases: tuple[date | None, ...] = ()
    held: str = ""


@dataclass(frozen=True)
class Retention:
    """``until``: first day on which it may be proposed for destruction; None while there is no such day."""

    until: date | None
    why: str


def retention_of(film: KeptFilm, *, alone: Amount, with_case: Amount) -> Retention:
    """Return how long a film is kept. What belongs to a case follows the case; the longest reason wins.

    Args:
        alone, with_case: the settings ``retention_alone`` (days) and ``retention_with_case`` (years).
    Source: APL:47 (归档保存); the lengths are settings.
    """
    if film.held:
        return Retention(None, f"暂停清理：{film.held}")
    if None in film.cases:
        return Retention(None, "对应的案件还没有结案")
    own = film.docked_on + alone.span
    closed = [day for day in film.cases if day is not None]
    if not closed:
        return Retention(own, f"没有对应案件，入库起保存{alone.words}（{alone.source}）")
    end = _years_on(max(closed), with_case.amount)
    return Retention(max(own, end), f"随案件保存，结案起{with_case.words}（{with_case.source}）")


def objections_to_destruction(
    retention: Retention, *, on: date, proposed_by: str, approved_by: str, may_approve: bool
) -> Iterator[Objection]:
    """Yield why a film may not be destroyed: before its term, by one person alone, or by nobody who answers for it."""
    if retention.until is None or on < retention.until:
        end = f"到{day_zh(retention.until)}" if retention.until else ""
        yield void(
            "retention_running",
            f"保存期限还没有满{end and f'（{end}）'}：{retention.why}",
            ("APL:47",),
            "请在期满以后再提出。",
        )
    if proposed_by == approved_by:
        yield void(
            "second_person_required",
            "提出清理的人不能自己批准",
            (),
            "请由本机关另一名负责人批准。",
        )
    if not may_approve:
        yield void("head_required", "批准清理的应当是本机关负责人", (), "请由本机关负责人批准。")


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, month=3, day=1)

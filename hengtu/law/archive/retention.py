"""How long a file is kept 保管期限: proposed by what became of the case, changed only with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, void
from hengtu.law.procedure.situation import Situation
from hengtu.law.rows import nearest_rows

YEARS = {"years_30": 30, "years_10": 10}
ATTACKS = ("reconsideration_received", "lawsuit_received", "reconsideration_applied")
GRAVE_KINDS = frozenset({"revoke", "revoke_permit", "suspend_business", "stop_business", "close_down"})


class Period(StrEnum):
    """The three classes an agency's files are kept in."""

    FOREVER = "forever"
    YEARS_30 = "years_30"
    YEARS_10 = "years_10"

    @property
    def zh(self) -> str:
        return "永久" if self is Period.FOREVER else f"{YEARS[self.value]}年"

    def ends_on(self, archived_on: date) -> date | None:
        """Return the first day after the period, counted from the year after archiving; None for 永久.

        Files of one year end together, on the first of January.
        """
        return None if self is Period.FOREVER else date(archived_on.year + YEARS[self.value] + 1, 1, 1)


@dataclass(frozen=True)
class Proposal:
    """The period proposed for a file, which sort of case it is, and where that comes from."""

    period: Period
    why: str
    source: str


def proposed_period(situation: Situation, place: str, on: date) -> Proposal:
    """Return the period of the first row that fits the case.

    Source: APL:47 (归档保存); the periods are settings.
    """
    cases = frozenset(_cases(situation))
    rows = sorted(nearest_rows("file_retention", place, on), key=lambda row: bool(row.get("division")), reverse=True)
    fitting = [row for row in rows if row["case"] in cases]
    nearest = [row for row in fitting if row.get("division") == fitting[0].get("division")]
    row = min(nearest, key=lambda each: each["order"])
    return Proposal(Period(row["period"]), row["zh"], row["source"])


def _cases(situation: Situation) -> Iterator[str]:
    yield "rest"
    if situation.has("spot_decided"):
        yield "summary"
    elif any(penalty.punishes for penalty in situation.decided.values()):
        yield "penalised"
    if situation.has("discussed", "hearing_held") or _is_grave(situation):
        yield "grave"
    if situation.has("decision_revoked"):
        yield "revoked"
    if situation.has(*ATTACKS):
        yield "attacked"
    if situation.has("crime_sent_to_police"):
        yield "crime"


def _is_grave(situation: Situation) -> bool:
    return any(GRAVE_KINDS & set(penalty.kinds) for penalty in situation.decided.values())


def objections_to_appraisal(
    *, ends_on: date | None, on: date, proposed_by: str, decided_by: str, destroys: bool, attacked: bool
) -> Iterator[Objection]:
    """Yield why a file may not be appraised so: before its period ends, by one person alone, or while it is needed.

    Args:
        ends_on: first day after the period; None for 永久.
        attacked: whether a reconsideration or a lawsuit is under way.
    Source: APL:47
    """
    if ends_on is None:
        yield void("kept_forever", "这份案卷永久保管，不销毁", ("APL:47",), "没有需要办的。")
    elif on < ends_on:
        message = f"保管期限到{day_zh(ends_on)}才满，还不能鉴定"
        yield void("retention_running", message, ("APL:47",), f"请在{day_zh(ends_on)}以后再办。")
    if proposed_by == decided_by:
        yield void("second_person_required", "提出鉴定意见的人不能自己审定", (), "请由本机关另一名负责人审定。")
    if destroys and attacked:
        yield void("file_is_needed", "本案正在复议或者诉讼，案卷不能销毁", ("APL:47",), "请先延长保管期限。")

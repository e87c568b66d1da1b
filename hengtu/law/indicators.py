"""What may be counted to judge units and people: never money, never how many cases somebody made (APL:74p3).

「罚款、没收的违法所得……不得同作出行政处罚决定的行政机关及其工作人员的考核、考评直接或者变相挂钩。」 Sums appear where
the law asks for them, in disclosure and in the reconciliation of one's own money, in no order of units or people.
Whatever offers an indicator as data asks here first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hengtu.law.objections import Objection, void

Measure = Literal["matters", "days", "share", "money"]
Per = Literal["", "unit", "person"]
Use = Literal["count", "ranking", "target", "score"]
BASIS = ("APL:74p3",)
# words by which a sum of fines hides in a name; a rate of collection is one of them
_MONEY = re.compile(
    r"罚没|罚款(?:总|数|金|收)?额|罚款(?:收入|总数|排名|最多)|没收(?:总|数|金)额|收缴(?:总|数|金)额|到账(?:总|金)?额"
    r"|缴款率|收缴率|人均罚|创收|返还比例|fine_(?:sum|total|rank)|amount_(?:sum|total|rank)",
    re.I,
)
_CASES = re.compile(r"人均(?:办)?案|办案(?:数|量)(?:排名|指标|任务)|案件(?:数|量)(?:排名|指标|任务)|开单")


@dataclass(frozen=True)
class Indicator:
    """One number about units or people: what it measures, per whom, and what it is used for."""

    zh: str
    measure: Measure = "matters"
    per: Per = ""
    use: Use = "count"


class IndicatorRefused(ValueError):
    """The indicator may not exist; ``objections`` say why and what to measure in its place."""

    code = "indicator_refused"

    def __init__(self, indicator: Indicator, objections: tuple[Objection, ...]) -> None:
        self.objections = objections
        super().__init__(f"“{indicator.zh}”不能作为指标：{'；'.join(each.message for each in objections)}。")


def objections_to_indicator(indicator: Indicator) -> Iterator[Objection]:
    """Object to an indicator that ties money, or the number of cases, to units or people.

    Source: APL:74p3
    """
    if _MONEY.search(indicator.zh) or (indicator.measure == "money" and (indicator.per or indicator.use != "count")):
        yield void(
            "indicator_of_money",
            "罚款、没收的数额不得与执法机关和人员的考核、考评挂钩，不能统计、排序或者作为目标",
            BASIS,
            "请改用办理期限、程序合法、复议诉讼结果、当事人评价等指标；对账需要的数额在“缴款对账”里看。",
        )
    numbers = indicator.measure == "matters" and indicator.per == "person" and indicator.use != "count"
    if numbers or _CASES.search(indicator.zh):
        yield void(
            "indicator_of_case_numbers",
            "个人办案的件数不能作为排名或者任务指标",
            BASIS,
            "请改用办案质量的指标。",
        )


def lawful(indicator: Indicator) -> Indicator:
    """Return the indicator if it may exist. Raises: IndicatorRefused."""
    objections = tuple(objections_to_indicator(indicator))
    if objections:
        raise IndicatorRefused(indicator, objections)
    return indicator

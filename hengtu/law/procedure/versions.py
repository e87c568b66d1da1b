"""The dated procedures. A case keeps the version in force when its first act was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.arrows import Procedure
from hengtu.law.procedure.situation import day_of
from hengtu.law.procedure.tables import (
    competence,
    credit,
    crime,
    disclosure,
    enforcement,
    evidence,
    execution,
    hearing,
    leads,
    leniency,
    measures,
    mending,
    ordinary,
    pausing,
    property,
    recusal,
    remedies,
    review,
    service,
    summary,
)

# The Penalty Law as revised and the ministry's procedure rule as amended are in force since the same day.
PENALTY_2021 = Procedure(
    "transport-penalty",
    "交通运输行政处罚程序",
    date(2021, 7, 15),
    (
        *ordinary.ARROWS,
        *leads.ARROWS,
        *summary.ARROWS,
        *hearing.ARROWS,
        *evidence.ARROWS,
        *measures.ARROWS,
        *property.ARROWS,
        *recusal.ARROWS,
        *competence.ARROWS,
        *pausing.ARROWS,
        *leniency.ARROWS,
        *crime.ARROWS,
        *execution.ARROWS,
        *enforcement.ARROWS,
        *remedies.ARROWS,
        *mending.ARROWS,
        *review.ARROWS,
        *service.ARROWS,
        *disclosure.ARROWS,
        *credit.ARROWS,
    ),
)
VERSIONS = (PENALTY_2021,)


class NoProcedure(ValueError):
    """No procedure table covers the day."""

    def __init__(self, on: date) -> None:
        super().__init__(f"{day_zh(on)}的程序规定没有载入；本系统的程序表自{day_zh(VERSIONS[-1].effective_from)}起。")


def procedure_on(on: date) -> Procedure:
    """Return the procedure in force on a day.

    Raises: NoProcedure before the first version.
    """
    found = [version for version in VERSIONS if version.effective_from <= on]
    if not found:
        raise NoProcedure(on)
    return max(found, key=lambda version: version.effective_from)


def procedure_of(history: Sequence[LegalAct]) -> Procedure:
    """Return the procedure a case runs under: the one in force when its first act was done, whatever came later.

    Args:
        history: every act of the case, oldest first; at least one.
    Raises: NoProcedure before the first version.
    """
    return procedure_on(day_of(history[0].occurred_at))


# Each track as its stations: name, and the acts that pass it. Pages draw the route from this.
ELSEWHERE = ("filing_cancelled", "case_transferred", "crime_goods_handed_over")
STATIONS = {
    "ordinary": (
        ("立案", ("case_filed",)),
        ("调查", ("investigated",)),
        ("报告审批", ("report_approved",)),
        ("告知", ("notice_served",)),
        ("听取意见", ("statement_heard", "statement_received", "hearing_held", "hearing_ended")),
        ("法制审核", ("legal_reviewed",)),
        ("集体讨论", ("discussed",)),
        ("决定", ("decided", "not_punished", "not_established", "investigation_ended", *ELSEWHERE)),
        ("送达", ("decision_served",)),
        ("执行与结案", ("case_closed",)),
        ("归档", ("archived",)),
    ),
    "summary": (
        ("亮证", ("identity_shown",)),
        ("取证", ("spot_evidence_collected",)),
        ("告知听取", ("spot_statement_heard",)),
        ("当场决定", ("spot_decided",)),
        ("签收", ("spot_acknowledged",)),
        ("备案", ("spot_filed",)),
        ("结案", ("spot_case_closed",)),
    ),
}

# The line along which the next act is looked for; what may be skipped is left out.
MAIN_LINE = {
    "ordinary": (
        "case_filed", "investigated", "correction_ordered", "report_submitted", "report_approved", "notice_served",
        "legal_reviewed", "decided", "decision_issued", "decision_served", "decision_published", "paid", "case_closed",
        "archived",
    ),
    "summary": (
        "spot_evidence_collected", "spot_told", "spot_statement_heard", "spot_decided", "spot_acknowledged",
        "spot_filed", "decision_published", "paid", "spot_case_closed", "archived",
    ),
}  # fmt: skip

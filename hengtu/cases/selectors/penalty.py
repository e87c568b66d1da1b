"""Why this amount: the range of the law, what was told, what was decided, and how it was computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hengtu.cases.selectors.case_view import Penalty as PenaltyView
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.cases.selectors.receipt import receipts_in
from hengtu.law.discretion import Assessment
from hengtu.law.money import range_zh
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.matters import Penalty, plain
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.receipt import code_of, code_printed


def penalty_view(situation: Situation, kept: Sequence[Mapping[str, Any]] = ()) -> PenaltyView | None:
    """Return the reckoning of the first matter, or None while the case does not say what it is about.

    Args:
        kept: the receipts issued with the decision; without any, they are computed as things stand.
    """
    case = situation.case
    if case is None:
        return None
    decided_on = day_of((situation.decision or situation.acts[-1]).occurred_at)
    assessment = assess_matter(case, case.matters[0], decided_on)
    codes = [code_of(each) for each in kept or receipts_in(situation)]
    return PenaltyView(
        statutory=_range(assessment),
        benchmark=_benchmark(assessment),
        notified=_words(situation.notified),
        decided=_words(situation.decided),
        calculation=assessment.explanation,
        basis=basis_zh(tuple(assessment.basis)),
        receipt_code="、".join(dict.fromkeys(code_printed(code) for code in codes if code)),
    )


def _words(penalties: dict[str, Penalty]) -> str:
    return "；".join(penalty.in_words() for penalty in penalties.values())


def _range(assessment: Assessment) -> str:
    statutory = assessment.statutory
    if statutory is None:
        return ""
    if assessment.outcome.amount_yuan is not None:
        return f"按公式计算，应为 {plain(assessment.outcome.amount_yuan)} 元"
    return range_zh(statutory.min_yuan, statutory.max_yuan)


def _benchmark(assessment: Assessment) -> str:
    if assessment.benchmark is None:
        return ""
    tier = f"，{assessment.tier}" if assessment.tier else ""
    return f"{assessment.benchmark['document']}{tier}"

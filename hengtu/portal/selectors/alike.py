"""Like cases as the party is told of them: where the middle half of the fines lies, and nothing by which anybody else
could be recognised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.like_cases import SCOPES, alike, degree_zh, quantile, window_zh
from hengtu.cases.selectors.limits import limits_of
from hengtu.law.discretion import Assessment
from hengtu.portal import limits

SAME, LESS, MORE = "same", "less", "more"


@dataclass(frozen=True)
class Likeness:
    """Decided fines of the same item and tier in the narrowest scope that holds enough of them; yuan.

    ``side`` says on which side of the middle half this amount lies: same (inside it), less or more.
    """

    place: str
    window: str
    degree: str
    count: int
    low: float
    high: float
    side: str


def likeness_of(case: EnforcementCase, assessment: Assessment, amount_yuan: float, *, on: date) -> Likeness | None:
    """Return where like cases lie; None where the law leaves no choice of amount, or too few were decided.

    Args:
        on: civil day on which the window ends, that of the decision. At most one query for each scope, three in all.
    """
    if limits_of(assessment) is None or not amount_yuan:
        return None
    for scope, (column, place) in SCOPES.items():
        if getattr(case, column) is None:
            continue
        decided = alike(case, scope, on, assessment).exclude(case=case).exclude(fine_yuan=None)
        counted = decided.values_list("fine_yuan").annotate(times=Count("pk")).order_by("fine_yuan")
        fines = tuple((float(fine), times) for fine, times in counted)
        count = sum(times for _, times in fines)
        if count >= limits.fewest_like_cases():
            low, high = quantile(fines, 0.25), quantile(fines, 0.75)
            side = LESS if amount_yuan < low else MORE if amount_yuan > high else SAME
            return Likeness(place, window_zh(), degree_zh(assessment), count, low, high, side)
    return None

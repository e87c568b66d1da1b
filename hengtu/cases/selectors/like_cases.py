"""Like cases: how decided fines of the same item and tier lie in an agency, its city and its province, this one among
them. Distances only: nobody is ranked, nothing is added up, and a group small enough to be recognised is not shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

from hengtu.agencies.models import Account
from hengtu.agencies.scope import AgencyScopedQuerySet, Reach, reach_of
from hengtu.cases.models import DecidedMatter, EnforcementCase
from hengtu.cases.selectors.limits import limits_of
from hengtu.law.discretion import Assessment
from hengtu.law.procedure.matters import Penalty, plain
from hengtu.rulesets.columns.like_cases import FEWEST
from hengtu.rulesets.models import TypicalCase

SCOPES = {"agency": ("legal_subject_id", "本机关"), "city": ("city_id", "本市"), "province": ("province_id", "本省")}
LEVELS = ("province_id", "city_id", "county_id", "station_id")
MOST_TYPICAL = 3  # beside a case that waits to be signed
NUMERALS = "零一两三四五六七八九十"

Fines = tuple[tuple[float, int], ...]  # yuan and how many decisions, the lowest first


@dataclass(frozen=True)
class Spread:
    """How fines lie in one scope; yuan, quantiles interpolated. ``share``: p10 to p90 as a share of the range of the
    law. ``below``, ``same``, ``above`` count the decisions against this amount, None while there is none."""

    scope: str
    name: str
    count: int
    p10: float
    p25: float
    median: float
    p75: float
    p90: float
    share: float
    below: int | None
    same: int | None
    above: int | None
    without_fine: int
    sentence: str

    @property
    def percent(self) -> int:
        return round(self.share * 100)


@dataclass(frozen=True)
class LikeCases:
    """The like cases of one matter. ``spreads`` holds the scopes that are told, the narrowest first; ``fines`` are the
    single amounts of the first of them, for the picture. ``notes`` say what is not shown, and why. ``typical`` are
    published examples of the item, those of the same tier and guiding ones first."""

    case_id: UUID
    matter: str
    violation: str
    tier: str
    since: date
    until: date
    amount_yuan: float | None
    spreads: tuple[Spread, ...]
    fines: Fines
    notes: tuple[str, ...]
    typical: tuple[TypicalCase, ...] = ()

    @property
    def finding(self) -> str:
        """The narrowest scope that is told, in a sentence; empty when none is."""
        return self.spreads[0].sentence if self.spreads else ""


class _Asked(NamedTuple):
    case: EnforcementCase
    scopes: tuple[str, ...]
    on: date
    own: tuple[DecidedMatter, ...]
    typical: tuple[TypicalCase, ...]


@dataclass(frozen=True)
class _Group:
    fines: Fines
    without_fine: int

    @property
    def count(self) -> int:
        return sum(times for _, times in self.fines)


def like_cases_of(
    case: EnforcementCase,
    account: Account,
    on: date,
    assessments: Mapping[str, Assessment],
    penalties: Mapping[str, Penalty],
) -> dict[str, LikeCases]:
    """Return the like cases of every matter that leaves a choice of amount, by matter.

    Args:
        case: whose scope is looked at; its own decisions are left out.
        account: the reader; a scope counts only if he may see all of it on the day ``on``.
        on: civil day on which the window of ``settings.HENGTU_LIKE_CASES_MONTHS`` ends.
        assessments: of the matters, on the day of the decision. penalties: proposed or decided, by matter.
    Costs one query for the reach, one for what the case has decided itself, one for published examples, and one for
    each matter.
    """
    chosen = {matter: found for matter, found in assessments.items() if limits_of(found) is not None}
    if not chosen:
        return {}
    own = tuple(DecidedMatter.objects.filter(case=case))
    items = {assessment.violation for assessment in chosen.values()}
    asked = _Asked(case, reached_scopes(case, reach_of(account, on)), on, own, _examples(case, items))
    return {
        matter: _of_matter(asked, matter, assessment, _amount(penalties.get(matter)))
        for matter, assessment in chosen.items()
    }


def typical_of(published: Iterable[TypicalCase], violation: str, tier: str | None) -> tuple[TypicalCase, ...]:
    """Return published examples of an item, those of the same tier first, at most ``MOST_TYPICAL``."""
    found = [each for each in published if each.item == violation]
    return tuple(sorted(found, key=lambda each: each.tier != (tier or ""))[:MOST_TYPICAL])


def _examples(case: EnforcementCase, items: set[str]) -> tuple[TypicalCase, ...]:
    """What is published where the case is handled: whoever may see the case may see it."""
    return tuple(TypicalCase.objects.counting_in(case.agency.division_code).published_for(*items))


def reached_scopes(case: EnforcementCase, reach: Reach) -> tuple[str, ...]:
    """Return the scopes of a case that lie within a reach as a whole, the narrowest first: a part is no spread."""
    return tuple(name for name, (column, _) in SCOPES.items() if _reaches(reach, case, column))


def _reaches(reach: Reach, case: EnforcementCase, column: str) -> bool:
    """Whether a reach holds everything with the case's value in a scope column: by itself, or by a level above."""
    wanted = getattr(case, column)
    if wanted is None or reach.everything:
        return wanted is not None
    if (column, wanted) in reach.places:
        return True
    for level in LEVELS:
        value = getattr(case, level)
        if value is not None and (level, value) in reach.places:
            return True
        if value == wanted:
            return False
    return False


def alike(case: EnforcementCase, scope: str, on: date, assessment: Assessment) -> AgencyScopedQuerySet[DecidedMatter]:
    """Return the decided matters of the same item and tier in one scope of a case, its own among them.

    The scope is one that ``reached_scopes`` allows; there is no further condition of reach.
    """
    column = SCOPES[scope][0]
    return DecidedMatter.objects.filter(
        **{column: getattr(case, column)},
        violation=assessment.violation,
        tier=assessment.tier or "",
        decided_on__gte=since_of(on),
        decided_on__lte=on,
    )


def since_of(on: date) -> date:
    """Return the first day of the window that ends on ``on``."""
    year, month = divmod(on.year * 12 + on.month - 1 - settings.HENGTU_LIKE_CASES_MONTHS, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _of_matter(asked: _Asked, matter: str, assessment: Assessment, amount: float | None) -> LikeCases:
    groups = _groups(asked, assessment)
    told = {name: group for name, group in groups.items() if group.count >= FEWEST}
    spreads = tuple(_spread(name, group, amount, assessment) for name, group in told.items())
    return LikeCases(
        case_id=asked.case.pk,
        matter=matter,
        violation=assessment.violation,
        tier=assessment.tier or "",
        since=since_of(asked.on),
        until=asked.on,
        amount_yuan=amount,
        spreads=spreads,
        fines=told[spreads[0].scope].fines if spreads else (),
        notes=tuple(_notes(groups, told, assessment)),
        typical=typical_of(asked.typical, assessment.violation, assessment.tier),
    )


def _groups(asked: _Asked, assessment: Assessment) -> dict[str, _Group]:
    """Count every scope in one query: by amount, of which there are few, so that quantiles need no rows."""
    case, scopes = asked.case, asked.scopes
    if not scopes:
        return {}
    columns = {name: SCOPES[name][0] for name in scopes}
    inside = {name: Count("pk", filter=Q(**{column: getattr(case, column)})) for name, column in columns.items()}
    decided = alike(case, scopes[-1], asked.on, assessment)
    rows: Any = decided.values("fine_yuan").annotate(**inside).order_by("fine_yuan")
    own = _own(asked, assessment)
    found = [(row["fine_yuan"], {name: row[name] - own[row["fine_yuan"]] for name in scopes}) for row in rows]
    return {name: _group([(fine, counts[name]) for fine, counts in found]) for name in scopes}


def _own(asked: _Asked, assessment: Assessment) -> Counter[Decimal | None]:
    """What the case itself has decided of this item and tier, by amount: it is not its own likeness."""
    kind = (assessment.violation, assessment.tier or "")
    within = [row for row in asked.own if since_of(asked.on) <= row.decided_on <= asked.on]
    return Counter(row.fine_yuan for row in within if (row.violation, row.tier) == kind)


def _group(counts: Sequence[tuple[Decimal | None, int]]) -> _Group:
    fines = tuple((float(fine), times) for fine, times in counts if fine is not None and times)
    return _Group(fines, sum(times for fine, times in counts if fine is None))


def _spread(scope: str, group: _Group, amount: float | None, assessment: Assessment) -> Spread:
    p10, p25, median, p75, p90 = (quantile(group.fines, part) for part in (0.1, 0.25, 0.5, 0.75, 0.9))
    limits = limits_of(assessment)
    span = limits.max_yuan - limits.min_yuan if limits else 0
    below, same, above = _against(group.fines, amount)
    said = _sentence(scope, group, p25, p75, amount, assessment)
    return Spread(
        scope, SCOPES[scope][1], group.count, p10, p25, median, p75, p90, (p90 - p10) / span if span else 0.0,
        below, same, above, group.without_fine if group.without_fine >= FEWEST else 0, said,
    )  # fmt: skip


def quantile(fines: Fines, part: float) -> float:
    """Return a quantile of counted amounts, in between two of them in proportion, as ``quantile_cont`` does.

    Example:
        >>> quantile(((1000.0, 2), (2000.0, 2)), 0.5)
        1500.0
    """
    ends = list(accumulate(times for _, times in fines))
    place = part * (ends[-1] - 1)
    low, rest = int(place), place - int(place)
    first = fines[bisect_right(ends, low)][0]
    if not rest:
        return first
    return first + (fines[bisect_right(ends, low + 1)][0] - first) * rest


def _against(fines: Fines, amount: float | None) -> tuple[int | None, int | None, int | None]:
    if amount is None:
        return None, None, None
    amounts = [fine for fine, _ in fines]
    first, last = bisect_left(amounts, amount), bisect_right(amounts, amount)
    return tuple(sum(times for _, times in part) for part in (fines[:first], fines[first:last], fines[last:]))  # type: ignore[return-value]


def _sentence(scope: str, group: _Group, p25: float, p75: float, amount: float | None, assessment: Assessment) -> str:
    half = f"都是 {plain(p25)} 元" if p25 == p75 else f"在 {plain(p25)} 元至 {plain(p75)} 元"
    said = f"{SCOPES[scope][1]}{window_zh()}{degree_zh(assessment)} {group.count} 件，中间一半{half}"
    said += f"，这件 {plain(amount)} 元" if amount is not None else ""
    return f"{said}；另有 {group.without_fine} 件没有罚款" if group.without_fine >= FEWEST else said


def degree_zh(assessment: Assessment) -> str:
    """Say what makes a case alike: the tier where a benchmark has any, else the item alone."""
    return "同一档次" if assessment.tier else "同一事项"


def window_zh() -> str:
    """Say the window: 近两年, 近18个月."""
    years, months = divmod(settings.HENGTU_LIKE_CASES_MONTHS, 12)
    return f"近{NUMERALS[years]}年" if not months and 0 < years < len(NUMERALS) else f"近{years * 12 + months} 个月"


def _notes(groups: Mapping[str, _Group], told: Mapping[str, _Group], assessment: Assessment) -> list[str]:
    few = "、".join(SCOPES[name][1] for name in groups if name not in told)
    far = "、".join(word for name, (_, word) in SCOPES.items() if name not in groups)
    notes = [f"{few}{window_zh()}{degree_zh(assessment)}不足 {FEWEST} 件，不显示分布"] if few else []
    return [*notes, *([f"{far}的分布不全在您的查阅范围内"] if far else [])]


def _amount(penalty: Penalty | None) -> float | None:
    return penalty.amount_yuan if penalty is not None and "fine" in penalty.kinds else None

"""What a new benchmark would have changed on decisions already made: counted, summed, and the rows that move most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law.money import yuan
from hengtu.law.statute import item_of
from hengtu.lib.dates_zh import day_zh
from hengtu.rulesets.columns.decisions import Decisions
from hengtu.rulesets.columns.plan import Plan

MOST_AFFECTED = 20
KEEP = ("id", "case_id", "number", "agency_code", "agency", "division", "decided_on", "decided_kind", "decided_yuan")
BEGINNING = "1900-01-01"
# A range is heavier by its maximum, then its minimum; between kinds only 不予处罚 < 警告 < 罚款 is certain (APL:9).
COMPARED = """
CREATE TEMP TABLE compared AS
WITH ranked AS (
    SELECT b.*, a.tier AS new_tier, a.kind AS new_kind, a.state AS new_state,
        a.min_yuan AS new_min, a.max_yuan AS new_max,
        CASE b.kind WHEN 'none' THEN 0 WHEN 'warning' THEN 1 WHEN 'fine' THEN 2 END AS old_rank,
        CASE a.kind WHEN 'none' THEN 0 WHEN 'warning' THEN 1 WHEN 'fine' THEN 2 END AS new_rank
    FROM assessed_before b JOIN assessed_after a USING (id)
), signed AS (
    SELECT *, CASE
        WHEN state IN ('missing', 'error') OR new_state IN ('missing', 'error') THEN NULL
        WHEN kind = new_kind AND min_yuan = new_min AND max_yuan = new_max THEN 0
        WHEN new_rank <> old_rank THEN sign(new_rank - old_rank)
        WHEN new_max <> max_yuan THEN sign(new_max - max_yuan)
        WHEN new_min <> min_yuan THEN sign(new_min - min_yuan)
    END::INT AS direction
    FROM ranked
)
SELECT *,
    CASE direction WHEN 1 THEN 'heavier' WHEN -1 THEN 'lighter' WHEN 0 THEN 'unchanged' ELSE 'unknown' END AS effect,
    CASE WHEN direction IS NULL THEN NULL ELSE new_max - max_yuan END AS more_at_most,
    CASE WHEN direction IS NULL THEN NULL ELSE new_min - min_yuan END AS more_at_least,
    CASE WHEN direction IS NULL OR new_kind <> 'fine' OR decided_kind NOT LIKE '%fine%' THEN NULL
        WHEN decided_yuan < new_min THEN 'below' WHEN decided_yuan > new_max THEN 'above' ELSE 'inside'
    END AS decided_lies
FROM signed
"""
COUNTS = """
    count(*), count(*) FILTER (effect = 'lighter'), count(*) FILTER (effect = 'heavier'),
    count(*) FILTER (effect = 'unchanged'), count(*) FILTER (effect = 'unknown'),
    coalesce(sum(more_at_least), 0), coalesce(sum(more_at_most), 0)
"""
WHOLE = f"""
SELECT {COUNTS}, count(*) FILTER (decided_lies = 'below'), count(*) FILTER (decided_lies = 'inside'),
    count(*) FILTER (decided_lies = 'above'), min(decided_on), max(decided_on)
FROM compared
"""  # noqa: S608 - constants
MOVES = """
SELECT tier, new_tier, count(*) FROM compared WHERE tier IS DISTINCT FROM new_tier
GROUP BY ALL ORDER BY tier NULLS LAST, new_tier NULLS LAST
"""
# In the order of the divisions, never by money (APL:74p3).
BY_AGENCY = f"""
SELECT agency_code, min(agency), min(division) AS place, {COUNTS}
FROM compared GROUP BY agency_code ORDER BY place, agency_code
"""  # noqa: S608 - constants
MOST = """
SELECT id, case_id, number, agency, tier, new_tier, min_yuan, max_yuan, new_min, new_max, decided_yuan, effect
FROM compared WHERE effect IN ('lighter', 'heavier')
ORDER BY greatest(abs(more_at_most), abs(more_at_least)) DESC, id LIMIT ?
"""


@dataclass(frozen=True)
class Counts:
    """How many decisions would have come out lighter, heavier, the same, or cannot be told; sums of change in yuan."""

    decisions: int = 0
    lighter: int = 0
    heavier: int = 0
    unchanged: int = 0
    unknown: int = 0
    change_of_minimum_yuan: float = 0
    change_of_maximum_yuan: float = 0

    @property
    def sentence(self) -> str:
        """Say it for people."""
        said = f"{self.decisions} 件中 {self.lighter} 件变轻、{self.heavier} 件变重、{self.unchanged} 件不变"
        said += f"，{self.unknown} 件缺少能决定档次的事实，无法判断" if self.unknown else ""
        ends = f"幅度下限合计{_signed(self.change_of_minimum_yuan)}，上限合计{_signed(self.change_of_maximum_yuan)}"
        return f"{said}；{ends}。" if self.lighter or self.heavier else f"{said}。"


@dataclass(frozen=True)
class TierMove:
    """How many decisions would change from one tier to another; None where no tier was or would be met."""

    before: str | None
    after: str | None
    count: int

    @property
    def sentence(self) -> str:
        """Say it for people."""
        return f"{self.before or '未定档'} → {self.after or '未定档'}：{self.count} 件"


@dataclass(frozen=True)
class AgencyImpact:
    """The counts of one agency."""

    code: str
    name: str
    division: str
    counts: Counts


@dataclass(frozen=True)
class Affected:
    """One decision that would change much: tier and range before and after, what was decided; amounts in yuan."""

    id: str
    case_id: str
    number: str
    agency: str
    tier_before: str | None
    tier_after: str | None
    min_before: float
    max_before: float
    min_after: float
    max_after: float
    decided_yuan: float | None
    effect: str

    @property
    def sentence(self) -> str:
        """Say it for people."""
        before = f"{self.tier_before or '未定档'} {yuan(self.min_before)} 至 {yuan(self.max_before)} 元"
        after = f"{self.tier_after or '未定档'} {yuan(self.min_after)} 至 {yuan(self.max_after)} 元"
        return f"{self.number or self.id}：{before}，改为 {after}"


@dataclass(frozen=True)
class Impact:
    """What a table would have changed. ``agencies`` stand in the order of their division codes.

    ``below``, ``inside``, ``above``: decided fines against the tier they would fall into. ``first_on`` and ``last_on``:
    the days of the decisions that were counted, None for none.
    """

    violation: str
    violation_name: str
    counts: Counts
    below: int
    inside: int
    above: int
    first_on: date | None
    last_on: date | None
    moves: tuple[TierMove, ...]
    agencies: tuple[AgencyImpact, ...]
    most_affected: tuple[Affected, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say it for people: what was counted, what would change, where decided fines would lie."""
        if self.first_on is None or self.last_on is None:
            return (f"没有可以对照的「{self.violation_name}」决定。",)
        span = f"{day_zh(self.first_on)}至{day_zh(self.last_on)}作出的「{self.violation_name}」决定"
        told = f"原决定罚款 {self.inside} 件落在新档次之内，{self.below} 件低于、{self.above} 件高于新档次。"
        shown = (told,) if self.below or self.inside or self.above else ()
        return (f"对照{span}：{self.counts.sentence}", *shown)


def impact(draft: Mapping[str, Any], decisions: Decisions, *, most: int = MOST_AFFECTED) -> Impact:
    """Return what a benchmark, had it been in force, would have changed on these decisions.

    Args:
        draft: a table in the form of the rulebook; needs ``violation``, ``division``, ``statute_from``, ``tiers``, and
            takes the place of the table of the same role that its division now has. Its own dates do not count here.
        decisions: of any items and places; those of the item under the draft's division are compared.
        most: how many of the most affected decisions are listed.
    Raises: UnknownViolation; BadCondition when a tier's condition does not parse.
    """
    item = item_of(draft["violation"])
    names = ("assessed_before", "assessed_after", "compared")
    decisions.forget(*names)
    try:
        chains = {chain: places for chain, places in decisions.chains(item["id"]).items() if draft["division"] in chain}
        for chain, places in chains.items():
            decisions.assess(Plan.of(item["id"], chain), places, "assessed_before", KEEP)
            decisions.assess(Plan.of(item["id"], chain, _as_if_in_force(draft)), places, "assessed_after")
        if not chains:
            return Impact(item["id"], item["name_zh"], Counts(), 0, 0, 0, None, None, (), (), ())
        decisions.connection.execute(COMPARED)
        return _read(item, decisions, most)
    finally:
        decisions.forget(*names)


def _as_if_in_force(draft: Mapping[str, Any]) -> Mapping[str, Any]:
    """The draft as if it had always been in force."""
    tried = {"id": "draft", "role": "ladder", **draft, "confirmed": True, "effective_from": BEGINNING}
    tried.pop("effective_to", None)
    return tried


def _read(item: Mapping[str, Any], decisions: Decisions, most: int) -> Impact:
    ask = decisions.connection.execute
    *counts, below, inside, above, first, last = ask(WHOLE).fetchall()[0]
    return Impact(
        violation=item["id"],
        violation_name=item["name_zh"],
        counts=Counts(*counts),
        below=below,
        inside=inside,
        above=above,
        first_on=first,
        last_on=last,
        moves=tuple(TierMove(*row) for row in ask(MOVES).fetchall()),
        agencies=tuple(AgencyImpact(row[0], row[1], row[2], Counts(*row[3:])) for row in ask(BY_AGENCY).fetchall()),
        most_affected=tuple(Affected(*row) for row in ask(MOST, [most]).fetchall()),
    )


def _signed(change: float) -> str:
    if not change:
        return "不变"
    return f"{'增加' if change > 0 else '减少'} {yuan(abs(change))} 元"

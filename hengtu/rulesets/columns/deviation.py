"""Where decided fines lie: inside their tier, below or above it, outside the statute, at its very maximum (R044)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.law.money import yuan
from hengtu.rulesets.columns.decisions import Decisions

FARTHEST = 50
KEEP = ("id", "case_id", "number", "violation", "agency_code", "agency", "division", "decided_on", "decided_kind")
# ``distance``: how far a fine lies from the nearer end of its tier, as a share of the statute's range. Where a formula
# decides, its amount is the tier. Fines are compared to the fen.
PLACED = """
CREATE TEMP TABLE placed AS
WITH ends AS (
    SELECT *, coalesce(amount_yuan, min_yuan) AS low, coalesce(amount_yuan, max_yuan) AS high,
        decided_kind LIKE '%fine%' AS is_fined
    FROM assessed_decisions
), lies AS (
    SELECT *, CASE
        WHEN state = 'missing' THEN 'unknown'
        WHEN state = 'error' THEN 'unknown'
        WHEN NOT is_fined THEN 'unfined'
        WHEN kind <> 'fine' THEN 'above'
        WHEN state <> 'decided' THEN 'no_tier'
        WHEN round(decided_yuan, 2) < round(low, 2) THEN 'below'
        WHEN round(decided_yuan, 2) > round(high, 2) THEN 'above'
        ELSE 'inside' END AS place,
        is_fined AND statutory_max_yuan > statutory_min_yuan AND amount_yuan IS NULL
            AND round(decided_yuan, 2) = round(statutory_max_yuan, 2) AS at_maximum,
        is_fined AND state <> 'missing' AND statutory_max_yuan IS NOT NULL
            AND round(decided_yuan, 2) > round(statutory_max_yuan, 2) AS over_statute
    FROM ends
)
SELECT *, CASE place WHEN 'below' THEN low - decided_yuan WHEN 'above' THEN decided_yuan - high ELSE 0 END
    / nullif(statutory_max_yuan - statutory_min_yuan, 0) AS distance
FROM lies
"""
COUNTS = """
    count(*), count(*) FILTER (place = 'inside'), count(*) FILTER (place = 'below'), count(*) FILTER (place = 'above'),
    count(*) FILTER (place = 'no_tier'), count(*) FILTER (place = 'unfined'), count(*) FILTER (place = 'unknown'),
    count(*) FILTER (at_maximum), count(*) FILTER (over_statute), quantile_cont(distance, 0.5) FILTER (distance > 0)
"""
WHOLE = f"SELECT {COUNTS} FROM placed"  # noqa: S608 - constants
# In the order of the divisions, never by money (APL:74p3).
BY_AGENCY = f"""
SELECT agency_code, min(agency), min(division) AS place_code, {COUNTS}
FROM placed GROUP BY agency_code ORDER BY place_code, agency_code
"""  # noqa: S608 - constants
ROWS = """
SELECT id, case_id, number, violation, agency, decided_on, tier, low, high, decided_yuan, place, at_maximum,
    over_statute, coalesce(distance, 0)
FROM placed WHERE place IN ('below', 'above') OR at_maximum OR over_statute
ORDER BY over_statute DESC, coalesce(distance, 0) DESC, id LIMIT ?
"""
PLACE_ZH = {"below": "低于", "above": "高于", "inside": "在"}


@dataclass(frozen=True)
class Counts:
    """Decided matters by where the fine lies. ``median_distance``: of those outside their tier, a share; None for none.

    ``no_tier``: no tier decides, so only the statute binds. ``unfined``: no fine. ``unknown``: facts missing.
    """

    matters: int = 0
    inside: int = 0
    below: int = 0
    above: int = 0
    no_tier: int = 0
    unfined: int = 0
    unknown: int = 0
    at_maximum: int = 0
    over_statute: int = 0
    median_distance: float | None = None

    @property
    def sentence(self) -> str:
        """Say it for people."""
        said = f"{self.matters} 项决定：{self.inside} 项在档次之内，{self.below} 项低于、{self.above} 项高于档次"
        said += f"，{self.no_tier} 项没有档次可以对照" if self.no_tier else ""
        said += f"，{self.unfined} 项没有罚款" if self.unfined else ""
        said += f"，{self.at_maximum} 项按法定上限处罚" if self.at_maximum else ""
        said += f"，{self.over_statute} 项超出法定上限" if self.over_statute else ""
        said += f"，{self.unknown} 项缺少事实、无法判断" if self.unknown else ""
        far = self.median_distance
        return f"{said}；偏离的中位距离为法定幅度的 {far:.0%}。" if far is not None else f"{said}。"


@dataclass(frozen=True)
class AgencyDeviation:
    """The counts of one agency."""

    code: str
    name: str
    division: str
    counts: Counts


@dataclass(frozen=True)
class Deviating:
    """A decision outside its tier or at the maximum; amounts in yuan, ``distance`` a share of the statute's range."""

    id: str
    case_id: str
    number: str
    violation: str
    agency: str
    decided_on: date
    tier: str | None
    low: float
    high: float
    decided_yuan: float
    place: str
    at_maximum: bool
    over_statute: bool
    distance: float

    @property
    def sentence(self) -> str:
        """Say it for people."""
        tier = f"「{self.tier}」档 {yuan(self.low)} 至 {yuan(self.high)} 元" if self.tier else "法定幅度"
        said = f"罚款 {yuan(self.decided_yuan)} 元，{PLACE_ZH.get(self.place, '按')}{tier}"
        said += f"，相距法定幅度的 {self.distance:.0%}" if self.distance else ""
        if self.over_statute:
            return f"{said}，超出法定上限"
        return f"{said}，是法定上限，应当经集体讨论" if self.at_maximum else said


@dataclass(frozen=True)
class Deviation:
    """``agencies`` in the order of their division codes; ``farthest``: over the statute first, then by distance."""

    counts: Counts
    agencies: tuple[AgencyDeviation, ...]
    farthest: tuple[Deviating, ...]


def deviation(decisions: Decisions, *, most: int = FARTHEST) -> Deviation:
    """Return where the decided fines lie against tier and statute.

    Args:
        decisions: of any items and places; each is judged by the rules of its place and its two days.
        most: how many deviating decisions are listed.
    Source: APL:34, APL:57p2; 国办发〔2022〕27号: 不得随意顶格罚款
    """
    names = ("assessed_decisions", "placed")
    decisions.forget(*names)
    try:
        if not decisions.assess_as_decided(names[0], (*KEEP, "decided_yuan"), decisions.violations()):
            return Deviation(Counts(), (), ())
        ask = decisions.connection.execute
        ask(PLACED)
        return Deviation(
            counts=Counts(*ask(WHOLE).fetchall()[0]),
            agencies=tuple(
                AgencyDeviation(row[0], row[1], row[2], Counts(*row[3:])) for row in ask(BY_AGENCY).fetchall()
            ),
            farthest=tuple(Deviating(*row) for row in ask(ROWS, [most]).fetchall()),
        )
    finally:
        decisions.forget(*names)

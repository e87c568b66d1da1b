"""Like cases: how fines of the same item and tier are spread in an agency, its city and its province (R124)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hengtu.law.money import yuan
from hengtu.law.statute import item_of
from hengtu.rulesets.columns.decisions import Decisions

FEWEST = 5  # a group smaller than this could be recognised: only that it is small is told
BINS = 20
SCOPES = {"agency": "本机构", "city": "本市", "province": "本省", "nation": "全国"}
KEEP = ("id", "agency_code", "division", "decided_on", "decided_kind", "decided_yuan")
WITHIN = {
    "agency": "agency_code = ?",
    "city": "left(division, 4) || '00' = ?",
    "province": "left(division, 2) || '0000' = ?",
    "nation": "? IS NOT NULL",
}
# The range that amounts are a share of is the statute's, the widest that any of the decisions was judged by.
SPREAD = """
SELECT count(*), min(statutory_min_yuan), max(statutory_max_yuan),
    quantile_cont(decided_yuan, [0.1, 0.25, 0.5, 0.75, 0.9])
FROM alike WHERE {within}
"""
DOTS = """
SELECT least(floor((decided_yuan - ?) / ? * ?), ?)::INT AS bin, count(*)
FROM alike WHERE {within} AND decided_yuan >= ? GROUP BY bin ORDER BY bin
"""


@dataclass(frozen=True)
class Spread:
    """How fines lie in one scope; yuan. ``bins``: counts over the statute's range in twenty equal parts.

    ``is_suppressed``: fewer than five decisions; then count, quantiles and bins are empty: nobody is recognised.
    """

    scope: str
    is_suppressed: bool
    count: int = 0
    low: float = 0
    high: float = 0
    p10: float | None = None
    p25: float | None = None
    median: float | None = None
    p75: float | None = None
    p90: float | None = None
    bins: tuple[int, ...] = ()

    @property
    def spread(self) -> float | None:
        """From the tenth to the ninetieth of a hundred as a share of the statute's range; None if nothing is told."""
        if self.p10 is None or self.p90 is None or self.high <= self.low:
            return None
        return (self.p90 - self.p10) / (self.high - self.low)

    @property
    def sentence(self) -> str:
        """Say it for people."""
        scope = SCOPES[self.scope]
        if self.is_suppressed or self.median is None or self.p10 is None or self.p90 is None:
            return f"{scope}同类案件不足 {FEWEST} 件，不显示分布。"
        said = f"{scope}同类案件 {self.count} 件，罚款的中位数 {yuan(self.median)} 元"
        said += f"，八成在 {yuan(self.p10)} 至 {yuan(self.p90)} 元之间"
        return f"{said}，相差法定幅度的 {self.spread:.0%}。" if self.spread is not None else f"{said}。"


@dataclass(frozen=True)
class LikeCases:
    """The spreads of an item and a tier, in the order asked for."""

    violation: str
    tier: str
    spreads: tuple[Spread, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say it for people."""
        return tuple(each.sentence for each in self.spreads)


def like_cases(
    violation: str, tier: str, scopes: Mapping[str, str], decisions: Decisions, *, without: str = ""
) -> LikeCases:
    """Return how decided fines of the same item and tier are spread.

    Args:
        violation: an item of the rulebook.
        tier: the tier, as the benchmark in force for each decision places it.
        scopes: ``agency`` -> its code, ``city`` and ``province`` -> six digits, ``nation`` -> anything.
        decisions: those the reader may see.
        without: id of the matter in question, which is not its own likeness.
    Raises: UnknownViolation; KeyError for a scope that is none of SCOPES.
    """
    item_of(violation)
    names = ("assessed_alike", "alike")
    decisions.forget(*names)
    try:
        found = decisions.assess_as_decided(names[0], KEEP, [violation])
        if not found:
            return LikeCases(violation, tier, tuple(Spread(scope, True) for scope in scopes))
        decisions.connection.execute(
            "CREATE TEMP TABLE alike AS SELECT * FROM assessed_alike "
            "WHERE tier = ? AND decided_kind LIKE '%fine%' AND id <> ?",
            [tier, without],
        )
        return LikeCases(violation, tier, tuple(_spread(decisions, scope, code) for scope, code in scopes.items()))
    finally:
        decisions.forget(*names)


def _spread(decisions: Decisions, scope: str, code: str) -> Spread:
    within = WITHIN[scope]
    ask = decisions.connection.execute
    count, low, high, quantiles = ask(SPREAD.format(within=within), [code]).fetchall()[0]
    if count < FEWEST:
        return Spread(scope, True)
    bins = [0] * BINS
    if high is not None and high > low:
        for place, dots in ask(DOTS.format(within=within), [low, high - low, BINS, BINS - 1, code, low]).fetchall():
            bins[place] = dots
    p10, p25, median, p75, p90 = quantiles
    return Spread(scope, False, count, low or 0, high or 0, p10, p25, median, p75, p90, tuple(bins))

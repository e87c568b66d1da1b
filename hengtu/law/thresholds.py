"""When a penalty is large: the hearing must be offered, the heads must discuss. No national number exists.

Rows are dated data per place and kind of party. No row for a hearing means: offer it. For the collective discussion a
setting (a share of the statutory maximum) stands in until the place's own row is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law import jurisdiction as places
from hengtu.law.discretion import Assessment
from hengtu.law.money import yuan_zh
from hengtu.law.rows import in_force
from hengtu.law.rulebook import records

CITIZENS = frozenset({"natural_person", "individual_business"})
HEAVY_KINDS = {
    "downgrade": "降低资质等级",
    "downgrade_qualification": "降低资质等级",
    "revoke": "吊销许可证件",
    "revoke_permit": "吊销许可证件",
    "suspend_permit": "暂扣许可证件",
    "suspend_certificate": "暂扣许可证件",
    "suspend_business": "责令停产停业",
    "stop_business": "责令停产停业",
    "withdraw_permit": "撤销许可",
    "close_down": "责令关闭",
    "bar_person": "限制从业",
    "restrict_employment": "限制从业",
    "restrict_business": "限制开展生产经营活动",
}
GOODS = frozenset({"confiscate_items", "confiscate_goods"})
OPERATORS = {">": lambda amount, limit: amount > limit, ">=": lambda amount, limit: amount >= limit}
OPERATORS_ZH = {">": "超过", ">=": "达到"}


@dataclass(frozen=True)
class ThresholdAnswer:
    """Whether something is required, and why; ``source`` names the row that decided, None where the statute did."""

    required: bool
    reason: str
    basis: tuple[str, ...]
    source: str | None = None


def hearing_is_required(
    *,
    jurisdiction: str,
    penalty: str,
    on: date,
    party_type: str | None = None,
    category: str | None = None,
    amount_yuan: float | None = None,
    confiscate_yuan: float | None = None,
) -> ThresholdAnswer:
    """Return whether the right to a hearing must be told before this penalty (APL:63).

    Args:
        jurisdiction: place name or division code of the deciding agency.
        penalty: kinds joined with ``+``, e.g. ``warning+fine``.
        on: day of the notice; picks the row in force.
        party_type: kind of party; unknown takes the lower limit.
        category: 执法门类; kept for rows that differ by it.
        amount_yuan: proposed fine.
        confiscate_yuan: proposed confiscation.
    """
    basis = ("APL:63p1",)
    if heavy := _heavy_kind(penalty):
        return ThresholdAnswer(True, f"拟给予「{heavy}」", basis)
    if GOODS & set(penalty.split("+")):
        return ThresholdAnswer(True, "拟没收非法财物，价值是否较大没有载入标准，一律告知听证权利", basis)
    money = max(amount_yuan or 0, confiscate_yuan or 0)
    if not money:
        return ThresholdAnswer(False, "没有罚款、没收和其他较重的处罚", basis)
    rows = [row for row in _rows("hearing", jurisdiction, on) if row["confirmed"] or row.get("fictional")]
    if not rows:  # a number nobody has read in its source denies no hearing
        reason = f"没有载入{places.resolve(jurisdiction).name}较大数额罚款的听证标准，一律告知听证权利"
        return ThresholdAnswer(True, reason, basis)
    return _absolute(rows[0], party_type, money, basis)


def discussion_is_required(
    *,
    jurisdiction: str,
    penalty: str,
    on: date,
    party_type: str | None = None,
    amount_yuan: float | None = None,
    confiscate_yuan: float | None = None,
    assessment: Assessment | None = None,
) -> ThresholdAnswer:
    """Return whether the heads must discuss the case together before the decision (APL:57p2).

    Args:
        assessment: gives the statutory maximum, and says where a formula leaves nothing to discuss.
        (others as in :func:`hearing_is_required`)
    """
    basis = ("APL:57p2",)
    if heavy := _heavy_kind(penalty):
        return ThresholdAnswer(True, f"拟给予「{heavy}」", basis)
    money = max(amount_yuan or 0, confiscate_yuan or 0)
    if assessment and (
        reason := departure_of(assessment, amount_yuan or 0) or maximum_of(assessment, amount_yuan or 0)
    ):
        return ThresholdAnswer(True, reason, basis)
    row = next(iter(_rows("discussion", jurisdiction, on)), None)
    if not money or row is None:
        return ThresholdAnswer(False, "没有达到集体讨论的标准", basis)
    if row["kind"] == "absolute":
        return _absolute(row, party_type, money, basis)
    return _ratio(row, amount_yuan or 0, assessment, basis)


def _heavy_kind(penalty: str) -> str | None:
    return next((HEAVY_KINDS[kind] for kind in penalty.split("+") if kind in HEAVY_KINDS), None)


def departure_of(assessment: Assessment, amount_yuan: float) -> str:
    """Say that a fine leaves the tier of the benchmark, upwards or downwards; empty when it does not (APL:34)."""
    outcome = assessment.outcome
    if assessment.is_formula or assessment.tier is None or outcome.kind != "fine" or not amount_yuan:
        return ""
    if outcome.min_yuan <= amount_yuan <= outcome.max_yuan:
        return ""
    return f"拟处罚款{yuan_zh(amount_yuan)}，不在裁量基准「{assessment.tier}」档次之内"


def maximum_of(assessment: Assessment, amount_yuan: float) -> str:
    """Say that a fine is the highest the law allows where the law leaves a choice (顶格罚款); else empty."""
    statutory = assessment.statutory
    if assessment.is_formula or statutory is None or statutory.min_yuan == statutory.max_yuan:
        return ""
    if not amount_yuan or amount_yuan < statutory.max_yuan:
        return ""
    return f"拟处罚款{yuan_zh(amount_yuan)}，是法定的最高额"


def _rows(purpose: str, jurisdiction: str, on: date) -> list[Mapping[str, Any]]:
    """Return the rows in force, nearest place first, the setting without a place last."""
    chain = [*places.layers(places.resolve(jurisdiction), on), None]
    found = [row for row in records("thresholds").values() if row["purpose"] == purpose and in_force(row, on)]
    found = [row for row in found if row.get("division") in chain and "scope" not in row]
    return sorted(found, key=lambda row: chain.index(row.get("division")))


def _absolute(row: Mapping[str, Any], party_type: str | None, money: float, basis: tuple[str, ...]) -> ThresholdAnswer:
    limits = {"citizen": row["citizen_yuan"], "organisation": row["organisation_yuan"]}
    own = "citizen" if party_type in CITIZENS else "organisation"
    limit = min(limits.values()) if party_type is None else limits[own]
    required = OPERATORS[row["operator"]](money, limit)
    word = OPERATORS_ZH[row["operator"]]
    reason = f"拟处数额 {yuan_zh(money)}{'' if required else '没有'}{word} {yuan_zh(limit)}（{row['source']}）"
    return ThresholdAnswer(required, reason, basis, row["id"])


def _ratio(
    row: Mapping[str, Any], amount: float, assessment: Assessment | None, basis: tuple[str, ...]
) -> ThresholdAnswer:
    if assessment is None or assessment.statutory is None:
        return ThresholdAnswer(False, "没有罚款幅度，不按比例判断", basis, row["id"])
    if assessment.is_formula:
        return ThresholdAnswer(False, "罚款数额由公式确定，没有裁量余地", basis, row["id"])
    if amount < row["floor_yuan"]:
        reason = f"拟处罚款 {yuan_zh(amount)}，不到 {yuan_zh(row['floor_yuan'])}，不属于较大数额（系统设置）"
        return ThresholdAnswer(False, reason, basis, row["id"])
    highest = assessment.statutory.max_yuan
    large = OPERATORS[row["operator"]](amount, row["ratio"] * highest)
    word = "达到" if large else "没有达到"
    reason = f"拟处罚款 {yuan_zh(amount)}，{word}法定最高额 {yuan_zh(highest)} 的一半（系统设置）"
    return ThresholdAnswer(large, reason, basis, row["id"])

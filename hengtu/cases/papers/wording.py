"""Standard phrases: money, penalties, evidence, service, and the short words that acts use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hengtu.law.procedure.matters import Matter, Penalty
from hengtu.lib.money_words import money_in_words

SERVICE = {
    "direct": "直接送达",
    "leave": "留置送达",
    "electronic": "电子送达",
    "mail": "邮寄送达",
    "announce": "公告送达",
    "entrust": "委托送达",
    "transfer": "转交送达",
}
EVIDENCE = {
    "scene_record": "现场笔录",
    "interview_record": "询问笔录",
    "inquest_record": "勘验笔录",
    "electronic_data": "电子数据",
    "audiovisual": "视听资料",
    "appraisal": "鉴定意见",
    "weigh_slip": "称重检测单",
    "photo": "现场照片",
    "document": "书证",
    "physical": "物证",
    "testimony": "证人证言",
    "party_statement": "当事人的陈述",
}
HALF_WIDTH_COMMA = re.compile(r"(?<=[\u4e00-\u9fff”》）]),\s?(?=[\u4e00-\u9fff“《（])")
SILENT = frozenset({None, "", "none", "no objection"})
SAID = {
    "none": "没有提出意见",
    "no objection": "没有异议",
    "accepted": "意见成立，予以采纳",
    "not accepted": "意见不成立，不予采纳",
    "recorded": "已当面教育并记录在案",
}


def said(text: Any) -> str:
    """Return what was said; the short words of the wire become Chinese, all else stands as it was typed."""
    return SAID.get(str(text or ""), str(text or ""))


def tidy(text: str) -> str:
    """Return a typed sentence without its full stop, with Chinese commas between Chinese characters."""
    return HALF_WIDTH_COMMA.sub("，", text.strip().rstrip("。"))


def yuan(amount: float) -> Decimal:
    """Return an amount as money fields and words want it."""
    return Decimal(str(amount)).quantize(Decimal("0.01"))


def money(amount: float) -> str:
    """Return 人民币 3000 元 with the sum in capital characters."""
    exact = yuan(amount)
    figure = f"{exact:f}".removesuffix(".00")
    return f"人民币{figure}元（大写：{money_in_words(exact)}）"


def penalty_in_words(penalty: Penalty) -> str:
    """Say one penalty as a decision does: kinds, figures and capital characters."""
    parts = []
    if "warning" in penalty.kinds:
        parts.append("警告")
    if "fine" in penalty.kinds:
        parts.append(f"罚款{money(penalty.amount_yuan)}")
    if penalty.confiscate_yuan:
        parts.append(f"没收违法所得{money(penalty.confiscate_yuan)}")
    return "、".join(parts) or "不予行政处罚"


def penalties_in_words(penalties: Iterable[tuple[Matter, Penalty]], names: dict[str, str], *, parties: bool) -> str:
    """Say several penalties: one plainly, more in numbered lines with the violation (and party) each is for.

    A total is said where several fines add up (APL:29: one violation is fined once; several are added).
    """
    found = tuple(penalties)
    if len(found) == 1 and not parties:
        return penalty_in_words(found[0][1])
    lines = [
        f"{number}. {matter.party.name + '，' if parties else ''}{names[matter.id]}：{penalty_in_words(penalty)}"
        for number, (matter, penalty) in enumerate(found, start=1)
    ]
    fine = sum(penalty.amount_yuan for _, penalty in found)
    if len(found) > 1 and not parties and fine:
        lines.append(f"以上合并执行，罚款合计{money(fine)}")
    return "；\n".join(lines)


def evidence_name(entry: Any) -> str:
    """Name one record: a kind of the wire, an entry with ``kind``, or words as typed."""
    kind = entry.get("kind", "") if isinstance(entry, dict) else str(entry)
    return str(entry["title"]) if isinstance(entry, dict) and entry.get("title") else EVIDENCE.get(kind, kind)


def numbered(points: Iterable[str]) -> str:
    """Return points as numbered lines; a single one stands by itself."""
    lines = [str(point) for point in points]
    return lines[0] if len(lines) == 1 else "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))

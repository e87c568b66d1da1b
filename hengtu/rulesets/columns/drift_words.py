"""What a drift is called: sentences for whoever looks at how an item is applied."""

from __future__ import annotations

from typing import Any

from hengtu.law.facts import name_of
from hengtu.law.outcome import KINDS_ZH
from hengtu.law.rulebook import records

Ends = tuple[float, float, float, float]  # the mildest tenth before and after, the middle before and after


def shifted(fact: str, ends: Ends, share_worse: float) -> str:
    """Say that punished conduct became milder or worse; ``share_worse``: of pairs in which the later one is worse."""
    way = "轻" if share_worse < 0.5 else "重"
    part = 1 - share_worse if share_worse < 0.5 else share_worse
    pairs = f"任取前后各一件，{part:.0%} 是后一件更{way}，相同的各算一半"
    return f"受处罚的案件里，{name_of(fact)}比上一年{way}：{_moved(fact, ends)}（{pairs}）"


def _moved(fact: str, ends: Ends) -> str:
    mildest_before, mildest, middle_before, middle = (value_zh(fact, each) for each in ends)
    said = []
    if mildest_before != mildest:
        said.append(f"最轻的一成由{mildest_before}变为{mildest}")
    if middle_before != middle:
        said.append(f"中间的由{middle_before}变为{middle}")
    return "，".join(said) or "各种情形的比例变了"


def appeared(fact: str, value: str, times: int, after: int, before: int) -> str:
    """Say that a kind of conduct is met that was never met in the year before."""
    said = f"{name_of(fact)}出现了上一年没有的情形：{value_zh(fact, value)}"
    return f"{said}（{after} 件里 {times} 件，上一年 {before} 件里没有）"


def spared(before: tuple[int, int], after: tuple[int, int]) -> str:
    """Say how the share that was not punished moved; pairs of spared and all."""
    shares = (f"{part / whole:.0%}（{whole} 件里 {part} 件）" for part, whole in (before, after))
    return f"{KINDS_ZH['none']}的占比由 {'变为 '.join(shares)}"


def value_zh(key: str, value: Any) -> str:
    """Say a value of a fact, or a weight that stands for one."""
    fact = records("facts")[key]
    if fact["type"] == "boolean":
        return "是" if (value >= 0.5) == (fact["worse"] == "true") else "否"
    if fact["type"] == "enum":
        word = value if isinstance(value, str) else fact["order"][max(round(value) - 1, 0)]
        return str(fact["values"][word])
    return f"{value:.0%}" if fact.get("unit") == "比" else f"{value:.10g} {fact.get('unit', '')}".strip()

"""What the law lets follow: the kind of penalty, its range, what comes with it, and whether a proposal stays inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.money import same_amount, yuan, yuan_zh

KINDS_ZH = {
    "fine": "罚款",
    "warning": "警告",
    "none": "不予处罚",
    "confiscate_illegal_gains": "没收违法所得",
    "confiscate_items": "没收非法财物",
    "suspend_certificate": "暂扣许可证件",
    "downgrade_qualification": "降低资质等级",
    "revoke": "吊销许可证件",
    "withdraw_permit": "撤销许可",
    "suspend_business": "责令停产停业",
    "restrict_employment": "限制从业",
    "unknown": "处罚条款没有载入",
}
CONFISCATIONS = frozenset({"confiscate_illegal_gains", "confiscate_gain", "confiscate"})


@dataclass(frozen=True)
class Range:
    """An amount in yuan from ``min_yuan`` to ``max_yuan``, both included."""

    min_yuan: float
    max_yuan: float

    def as_json(self) -> dict[str, float]:
        """Return both ends."""
        return {"min_yuan": yuan(self.min_yuan), "max_yuan": yuan(self.max_yuan)}

    def __str__(self) -> str:
        return f"{yuan(self.min_yuan)} 元至 {yuan(self.max_yuan)} 元"


@dataclass(frozen=True)
class Outcome:
    """The penalty that follows. ``amount_yuan`` only where the law leaves no choice.

    ``lawful`` is the range the statute allows for the facts as known, wider than a tier and, where a ground to mitigate
    stands, open below. ``may_be_punished`` is False where the law forbids a penalty; ``other_kinds`` are lawful beside
    the main kind though they do not follow by themselves, as when a list lets the agency refrain from punishing.
    """

    kind: str
    min_yuan: float = 0
    max_yuan: float = 0
    amount_yuan: float | None = None
    also: tuple[Mapping[str, Any], ...] = ()
    lawful: Range | None = None
    may_be_punished: bool = True
    other_kinds: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """Return the shape fixed by the contract."""
        return {
            "kind": self.kind,
            "min_yuan": yuan(self.min_yuan),
            "max_yuan": yuan(self.max_yuan),
            "amount_yuan": None if self.amount_yuan is None else yuan(self.amount_yuan),
            "also": [dict(each) for each in self.also],
        }

    def allows(self, kind: str, amount_yuan: float | None, confiscate_yuan: float | None) -> list[str]:
        """Return why a proposed penalty lies outside what the law allows; empty when it does not.

        Args:
            kind: kinds joined with ``+``: ``fine``, ``warning+fine``, ``warning``, ``none``, ``fine+revoke``.
            amount_yuan: the fine, None or 0 for none.
            confiscate_yuan: illegal gains to be confiscated, None when nothing is proposed.
        """
        kinds = frozenset(kind.split("+"))
        return [*self._about_kinds(kinds, amount_yuan or 0), *self._about_gains(confiscate_yuan or 0)]

    def _about_kinds(self, kinds: frozenset[str], amount: float) -> Iterator[str]:
        if kinds == {"none"}:
            if self.kind != "none":
                yield "现有事实不符合不予处罚的条件"
            return
        if not self.may_be_punished:
            yield "依法不得给予处罚"
            return
        for extra in sorted(kinds - {"fine"} - CONFISCATIONS):
            if extra not in self._kinds_allowed():
                yield f"本项违法行为没有规定「{KINDS_ZH.get(extra, extra)}」这种处罚"
        if "fine" in kinds:
            yield from self._about_amount(amount)
        elif amount:
            yield "写了罚款数额，但是处罚种类里没有罚款"
        elif self._must_fine():
            yield "依法应当并处或者单处罚款，处罚种类里没有罚款"

    def _kinds_allowed(self) -> set[str]:
        return {self.kind, *self.other_kinds} | {str(each["kind"]) for each in self.also}

    def _must_fine(self) -> bool:
        return self.kind == "fine" and self.lawful is not None and self.lawful.min_yuan > 0

    def _about_amount(self, amount: float) -> Iterator[str]:
        if self.kind == "warning" or self.lawful is None:
            yield f"依法应当给予{KINDS_ZH[self.kind]}，不能罚款"
        elif self.amount_yuan is not None and self.kind == "fine":
            if not same_amount(amount, self.amount_yuan):
                yield f"罚款数额由公式确定，应当是 {yuan_zh(self.amount_yuan)}，不是 {yuan_zh(amount)}"
        elif not self.lawful.min_yuan <= amount <= self.lawful.max_yuan:
            yield f"罚款 {yuan_zh(amount)} 不在法定幅度 {self.lawful} 之内"

    def _about_gains(self, confiscate: float) -> Iterator[str]:
        known = [each for each in self.also if each["kind"] == "confiscate_illegal_gains"]
        amount = known[0].get("amount_yuan") if known else None
        if confiscate and not known:
            yield "没有认定违法所得，不能没收"
        elif confiscate and amount is not None and not same_amount(confiscate, amount):
            yield f"没收违法所得应当是 {yuan_zh(amount)}，不是 {yuan_zh(confiscate)}"

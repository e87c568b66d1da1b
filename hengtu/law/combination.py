"""Several provisions, several acts, several parties: what is fined once, what is added, what stands apart.

One act is not fined twice; where it breaks several provisions the one with the higher fine is used, and other kinds of
penalty may be added (APL:29). Each further act is punished for itself. Gains are confiscated beside every fine
(APL:28p2). A fine already paid is set off against a criminal fine (APL:35p2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengtu.law.discretion import Assessment
from hengtu.law.money import yuan, yuan_zh
from hengtu.law.outcome import Range
from hengtu.law.rulebook import records, rule_cache

ONE_FINE = "APL:29"
GAINS = "APL:28p2"
SET_OFF = "APL:35p2"


@dataclass(frozen=True)
class Part:
    """One provision broken: the range the law gives for the facts, None while a fact is missing; other kinds beside."""

    violation: str
    name_zh: str
    fine: Range | None
    kinds: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()

    @property
    def weight(self) -> tuple[float, float]:
        """What is compared to say which fine is the higher: the maximum first, then the minimum."""
        return (self.fine.max_yuan, self.fine.min_yuan) if self.fine else (0, 0)


@dataclass(frozen=True)
class Combined:
    """What follows from several parts. ``decides``: the provisions that give a fine, in the order of the question."""

    rule: str
    fine: Range
    decides: tuple[str, ...]
    kinds: tuple[str, ...]
    missing: tuple[str, ...]
    basis: tuple[str, ...]
    explanation: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return all fields."""
        lists = {key: list(value) for key, value in self.__dict__.items() if isinstance(value, tuple)}
        return {"rule": self.rule, "fine": self.fine.as_json(), **lists}


def part_of(assessment: Assessment) -> Part:
    """Return an assessment as a part: its statutory range, the other kinds, what is missing."""
    others = tuple(dict.fromkeys(str(each["kind"]) for each in assessment.outcome.also))
    own = () if assessment.outcome.kind in {"fine", "none", "unknown"} else (assessment.outcome.kind,)
    limits = assessment.statutory if assessment.outcome.kind == "fine" else None
    provisions = assessment.penalty_provisions
    return Part(
        assessment.violation, assessment.violation_name, limits, (*own, *others), assessment.missing_facts, provisions
    )


def known_rule(violations: Iterable[str]) -> Mapping[str, Any] | None:
    """Return what the rulebook says of these violations meeting, None where it is for the officer to reason."""
    return _rules().get(frozenset(violations))


@rule_cache
def _rules() -> dict[frozenset[str], Mapping[str, Any]]:
    return {frozenset(rule["violations"]): rule for rule in records("combinations").values() if rule["confirmed"]}


def combine(parts: Sequence[Part]) -> Combined | None:
    """Combine parts as the rulebook knows them to combine.

    Returns: None where it does not know: whether they are one act is then a finding with reasons, after which
        :func:`one_act` or :func:`several_acts` is called.
    """
    rule = known_rule(part.violation for part in parts)
    if rule is None:
        return None
    if rule["rule"] == "one_act":
        return one_act(parts, rule.get("decides"), rule["zh"], tuple(rule["basis"]))
    if rule["rule"] == "sum_capped":
        return capped_sum(parts, rule["cap_yuan"], rule["zh"], tuple(rule["basis"]))
    return several_acts(parts, rule["zh"], tuple(rule["basis"]))


def one_act(
    parts: Sequence[Part], decides: str | None = None, zh: str = "", basis: tuple[str, ...] = (ONE_FINE,)
) -> Combined:
    """One act against several provisions: the provision with the higher fine; other kinds of penalty are added.

    Args:
        parts: the provisions broken, at least one.
        decides: the provision practice has settled on, where the rulebook names one.
    Source: APL:29
    """
    fined = [part for part in parts if part.fine is not None]
    chosen = next((part for part in parts if part.violation == decides), None) or max(
        fined, key=lambda part: part.weight, default=None
    )
    kinds = tuple(dict.fromkeys(kind for part in parts for kind in part.kinds))
    missing = tuple(dict.fromkeys(key for part in parts for key in part.missing))
    said = [zh] if zh else []
    if chosen is None:
        return Combined("one_act", Range(0, 0), (), kinds, missing, basis, (*said, "各项规定都没有罚款。"))
    if decides is None:
        said.append(f"同一个行为只罚款一次；按罚款数额高的「{chosen.name_zh}」处罚（行政处罚法第二十九条）。")
    if missing:
        said.append("还有事实没有查明，哪一项数额更高可能改变。")
    fine = chosen.fine or Range(0, 0)
    return Combined("one_act", fine, (chosen.violation,), kinds, missing, basis, tuple(said))


def several_acts(parts: Sequence[Part], zh: str = "", basis: tuple[str, ...] = (ONE_FINE,)) -> Combined:
    """Several acts: each is judged for itself and the fines stand beside one another."""
    said = [zh] if zh else []
    said.append("几个行为分别裁量，分别写明事实、依据和数额，合并执行。")
    return _added("several_acts", parts, None, said, basis)


def capped_sum(parts: Sequence[Part], cap_yuan: float, zh: str, basis: tuple[str, ...]) -> Combined:
    """Fines that are added under one ceiling, as mass and size over the limit are (超限规定43p2)."""
    return _added("sum_capped", parts, cap_yuan, [zh], basis)


def _added(
    rule: str, parts: Sequence[Part], cap_yuan: float | None, said: list[str], basis: tuple[str, ...]
) -> Combined:
    fines = [part.fine for part in parts if part.fine is not None]
    low, high = (
        add_under([each.min_yuan for each in fines], cap_yuan),
        add_under([each.max_yuan for each in fines], cap_yuan),
    )
    kinds = tuple(dict.fromkeys(kind for part in parts for kind in part.kinds))
    missing = tuple(dict.fromkeys(key for part in parts for key in part.missing))
    decides = tuple(part.violation for part in parts if part.fine is not None)
    return Combined(rule, Range(low, high), decides, kinds, missing, basis, tuple(said))


def add_under(amounts: Iterable[float], cap_yuan: float | None) -> float:
    """Add amounts in yuan; never more than the ceiling where there is one."""
    total = sum(amounts)
    return total if cap_yuan is None else min(cap_yuan, total)


@dataclass(frozen=True)
class Money:
    """An amount in yuan with why it is so."""

    amount_yuan: float
    basis: tuple[str, ...]
    explanation: str


def confiscated(gains_yuan: float, returned_yuan: float = 0) -> Money:
    """Return what of illegal gains is confiscated, beside and apart from any fine.

    Args:
        gains_yuan: what the party took by the act, gross unless a law defines it otherwise.
        returned_yuan: what must be, and was, given back to those it was taken from.
    Raises: ValueError when more is given back than was taken.
    Source: APL:28p2
    """
    if not 0 <= returned_yuan <= gains_yuan:
        raise ValueError(f"退赔 {yuan_zh(returned_yuan)} 不在违法所得 {yuan_zh(gains_yuan)} 之内")
    rest = yuan(gains_yuan - returned_yuan)
    said = f"违法所得 {yuan_zh(gains_yuan)}" + (f"，依法退赔 {yuan_zh(returned_yuan)}" if returned_yuan else "")
    return Money(rest, (GAINS,), f"{said}，没收 {yuan_zh(rest)}；没收与罚款分别决定，不能互相抵减。")


def set_off(fine_yuan: float, criminal_fine_yuan: float) -> Money:
    """Return what is left of a criminal fine after the fine already imposed for the same act is set off.

    Source: APL:35p2
    """
    rest = yuan(max(0, criminal_fine_yuan - fine_yuan))
    said = f"已经给予的罚款 {yuan_zh(fine_yuan)}折抵罚金 {yuan_zh(criminal_fine_yuan)}，还应缴罚金 {yuan_zh(rest)}。"
    return Money(rest, (SET_OFF,), said)


def after_another_fine(part: Part, by_zh: str) -> Combined:
    """The same act was already fined by another authority: no second fine, other kinds remain possible (APL:29)."""
    said = f"{by_zh}已经对同一个违法行为罚款，不得再次罚款；其他种类的处罚不受影响（行政处罚法第二十九条）。"
    return Combined("one_act", Range(0, 0), (), part.kinds, part.missing, (ONE_FINE,), (said,))


@dataclass(frozen=True)
class Liable:
    """Somebody to be punished for the act: the party itself, or a person beside it in a case of his own."""

    who: str
    who_zh: str
    penalties: tuple[Mapping[str, Any], ...]


WHO_ZH = {"responsible_person": "直接负责的主管人员和其他直接责任人员", "crew": "责任船员"}


def liable_parties(assessment: Assessment) -> tuple[Liable, ...]:
    """Return the party and those who are punished beside it; each is told, heard and decided upon for himself."""
    own = Liable("party", "当事人", (assessment.outcome.as_json(),))
    beside: dict[str, list[Mapping[str, Any]]] = {}
    for each in assessment.other_parties:
        beside.setdefault(str(each["party"]), []).append(each)
    return (own, *(Liable(who, WHO_ZH.get(who, who), tuple(found)) for who, found in beside.items()))

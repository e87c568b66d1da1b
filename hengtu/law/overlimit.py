"""Over the limit on the road (超限, not 超载): mass limit, excess, the fine by formula, the fine by size.

Single tyres, refrigerated and special vehicles have rules that were not read: they are asked for, never used against
the party. A posted limit below the table is no case of the formula but of the statute's open range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law import facts
from hengtu.law.combination import add_under
from hengtu.law.discretion import assess
from hengtu.law.errors import LawError, nearest
from hengtu.law.mass_limits import MassLimit, limit_of
from hengtu.law.money import yuan
from hengtu.law.outcome import Outcome

CEILING_YUAN = 30000
KNOWN = frozenset(
    {
        "vehicle_form",
        "axle_count",
        "tractor_single_drive_axle",
        "single_tyres",
        "vehicle_class",
        "permit",
        "posted_limit_kg",
        "gross_mass_kg",
        "total_length_m",
        "total_width_m",
        "total_height_m",
        "jurisdiction",
        "violation_on",
        "decided_on",
        "party_type",
    }
)
MASS_FACTS = ("vehicle_form", "axle_count", "tractor_single_drive_axle", "gross_mass_kg")
SIZE_FACTS = ("total_length_m", "total_width_m", "total_height_m")
ORDINARY_CLASSES = frozenset({"ordinary", "truck"})
BY_LICENCE = frozenset({"tractor", "farm", "low_speed_truck"})  # the mass on the vehicle licence is their limit
BY_STANDARD = frozenset({"refrigerated", "air_suspension", "special_purpose"})  # GB 1589 decides
CLASSES = ORDINARY_CLASSES | BY_LICENCE | BY_STANDARD
POSTED_BASIS = ("公路安全保护条例33", "公路安全保护条例64")


@dataclass(frozen=True)
class OverlimitAnswer:
    """Limit and excess in kg, the penalties for mass and size, and both together under one ceiling."""

    mass_limit_kg: int | None
    excess_kg: float | None
    excess_ratio: float | None
    mass_penalty: Mapping[str, Any] | None
    dimension_penalty: Mapping[str, Any] | None
    total: Mapping[str, Any]
    missing_facts: tuple[str, ...]
    basis: tuple[str, ...]
    explanation: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape fixed by the contract."""
        found = dict(self.__dict__)
        for name in ("missing_facts", "basis", "explanation"):
            found[name] = list(found[name])
        found["excess_ratio"] = None if self.excess_ratio is None else round(self.excess_ratio, 4)
        return found


@dataclass(frozen=True)
class Part:
    """The answer for mass or for size alone."""

    outcome: Outcome
    missing: tuple[str, ...]
    basis: tuple[str, ...]
    explanation: tuple[str, ...]


def weigh(question: Mapping[str, Any]) -> MassLimit:
    """Return the mass limit for ``vehicle_form``, ``axle_count`` and, from six axles, the tractor's drive axle."""
    known = facts.checked({key: question[key] for key in MASS_FACTS if key in question})
    return limit_of(known)


def answer(question: Mapping[str, Any]) -> OverlimitAnswer:
    """Answer one question of the contract's ``law overlimit``.

    Args:
        question: vehicle, what was weighed (kg) and measured (m), permit, place and dates.
    Returns: limits, excess, penalties; what cannot be decided is None and named in ``missing_facts``.
    Raises: LawError ``unknown_fact``, ``bad_fact``, ``nothing_measured`` and those of ``assess``.
    Source: 超限运输车辆行驶公路管理规定3p1, 43; 公路安全保护条例33, 64
    """
    _refuse_unknown(question)
    limit = weigh(question)
    missing, notes = _open_questions(question)
    blocked = question.get("vehicle_class") in BY_LICENCE
    mass = _mass(question, limit) if _mass_is_asked(question) and not blocked else None
    size = _size(question) if any(question.get(key) is not None for key in SIZE_FACTS) else None
    if mass is None and size is None and not blocked:
        raise LawError("nothing_measured", "没有称重和测量的数据，请给出 gross_mass_kg 或者长宽高。")
    parts = [part for part in (mass, size) if part]
    gross = question.get("gross_mass_kg")
    limit_kg = None if blocked else limit.limit_kg
    excess = max(0, gross - limit_kg) if gross is not None and limit_kg is not None else None
    return OverlimitAnswer(
        mass_limit_kg=limit_kg,
        excess_kg=excess,
        excess_ratio=excess / limit_kg if excess is not None and limit_kg else None,
        mass_penalty=_json(mass),
        dimension_penalty=_json(size),
        total=_total([part.outcome for part in parts]),
        missing_facts=_union(missing, *(part.missing for part in parts)),
        basis=_union(*(part.basis for part in parts)),
        explanation=_union(_about_limit(limit, limit_kg, excess), notes, *(part.explanation for part in parts)),
    )


def _refuse_unknown(question: Mapping[str, Any]) -> None:
    for key in question:
        if key not in KNOWN:
            raise LawError("unknown_fact", f"不认识的输入 {key}。{nearest(str(key), KNOWN)}")
    vehicle_class = question.get("vehicle_class")
    if vehicle_class is not None and not (isinstance(vehicle_class, str) and vehicle_class in CLASSES):
        raise LawError(
            "bad_fact", f"vehicle_class 的值 {vehicle_class!r} 不对，应当是 {'、'.join(sorted(CLASSES))} 之一。"
        )


def _mass_is_asked(question: Mapping[str, Any]) -> bool:
    return any(question.get(key) is not None for key in MASS_FACTS)


def _open_questions(question: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return facts to ask for and sentences about rules that were not read; they never work against the party."""
    vehicle_class = question.get("vehicle_class")
    missing, notes = [], []
    if vehicle_class in BY_LICENCE:
        missing.append("vehicle_licence_total_mass_kg")
        notes.append("拖拉机、农用车和低速货车以行驶证核定的总质量为限，请查验行驶证；不按轴数推定。")
    if vehicle_class in BY_STANDARD:
        missing.append("complies_with_gb1589")
        notes.append(
            "冷藏车、空气悬架车和专用作业车符合 GB 1589 的不认定为超限，请核对车辆型式；未核对以前不据以处罚。"
        )
    if question.get("single_tyres") is True:
        notes.append("单轮胎车辆的限值另有减少的规定，条文没有核对，不据以加重，按限定标准表计算。")
    return tuple(missing), tuple(notes)


def _mass(question: Mapping[str, Any], limit: MassLimit) -> Part:
    posted = _posted(question, limit)
    if posted:
        return posted
    part = _assessed("overlimit-mass", question, MASS_FACTS)
    if limit.limit_kg is not None or not limit.possible_kg or question.get("gross_mass_kg") is None:
        return part
    return _between(question, part)


def _between(question: Mapping[str, Any], part: Part) -> Part:
    """The drive axle is not known: both limits are tried; the same answer twice needs no question."""
    drives = [{**question, "tractor_single_drive_axle": drive} for drive in (False, True)]
    lighter, heavier = (_assessed("overlimit-mass", each, MASS_FACTS) for each in drives)
    if lighter.outcome == heavier.outcome:
        return lighter
    low, high = lighter.outcome, heavier.outcome
    outcome = Outcome(low.kind, low.min_yuan, high.max_yuan, None, low.also)
    note = "牵引车驱动轴情况不明，限定标准有两种可能；查明以前按较轻的处理。"
    return Part(outcome, part.missing, part.basis, (*part.explanation, note))


def _posted(question: Mapping[str, Any], limit: MassLimit) -> Part | None:
    """Over a posted limit but not over the table: the open range of the regulation, not the formula (OVR:43)."""
    posted, gross = question.get("posted_limit_kg"), question.get("gross_mass_kg")
    if posted is not None:
        facts.checked({"posted_mass_limit_kg": posted})
    if posted is None or gross is None or limit.limit_kg is None or gross > limit.limit_kg or gross <= posted:
        return None
    note = f"没有超过限定标准表，但是超过标明的限载 {posted} 千克；不适用公式，在三万元以下裁量。"
    return Part(Outcome("fine", 0, CEILING_YUAN), (), POSTED_BASIS, (note,))


def _size(question: Mapping[str, Any]) -> Part:
    return _assessed("overlimit-dimension", question, SIZE_FACTS)


def _assessed(violation: str, question: Mapping[str, Any], keys: tuple[str, ...]) -> Part:
    found = assess(
        {
            "violation": violation,
            "jurisdiction": question.get("jurisdiction") or "国家",
            "party_type": question.get("party_type"),
            "violation_on": question.get("violation_on"),
            "decided_on": question.get("decided_on"),
            "facts": {**{key: question[key] for key in keys if key in question}, **_permit(question.get("permit"))},
        }
    )
    return Part(found.outcome, found.missing_facts, found.basis, found.explanation)


def _permit(permit: Any) -> dict[str, Any]:
    """Read a permit: true or false for held, or ``{"held", "matches", "on_route_time"}``."""
    if permit is None or isinstance(permit, bool):
        return {} if permit is None else {"permit_held": permit}
    if not isinstance(permit, Mapping):
        raise LawError("bad_fact", "permit 应当是 true、false，或者 {held, matches, on_route_time}。")
    names = {"held": "permit_held", "matches": "permit_matches", "on_route_time": "on_permitted_route_time"}
    found: dict[str, Any] = {"permit_held": True}
    for key, value in permit.items():
        if key not in names and key not in names.values():
            raise LawError("unknown_fact", f"不认识的通行证字段 {key}。{nearest(str(key), names)}")
        found[str(names.get(key, key))] = value
    return found


def _total(outcomes: list[Outcome]) -> dict[str, Any]:
    """Add mass and size under one ceiling (规定43: 有两项以上的，相应的罚款累计，但不超过三万元)."""
    fines = [each for each in outcomes if each.kind == "fine"]
    kinds = {each.kind for each in outcomes}
    kind = "fine" if fines else "warning" if "warning" in kinds else "none"
    lowest = add_under((each.min_yuan for each in fines), CEILING_YUAN)
    highest = add_under((each.max_yuan for each in outcomes), CEILING_YUAN)
    certain = bool(outcomes) and all(each.amount_yuan is not None for each in outcomes)
    amount = add_under((each.amount_yuan or 0 for each in outcomes), CEILING_YUAN) if certain else None
    also = [{"kind": "warning", "mandatory": True}] if fines and "warning" in kinds else []
    return {
        "kind": kind if outcomes else None,
        "min_yuan": yuan(lowest),
        "max_yuan": yuan(highest),
        "amount_yuan": None if amount is None else yuan(amount),
        "also": also,
    }


def _json(part: Part | None) -> dict[str, Any] | None:
    return part.outcome.as_json() if part else None


def _about_limit(limit: MassLimit, limit_kg: int | None, excess: float | None) -> tuple[str, ...]:
    if limit_kg is None:
        no_line = limit.missing == ("mass_limit_kg",)
        return ("规定没有这种车型和轴数的限定标准，不推定，请查验行驶证和 GB 1589。",) if no_line else ()
    over = f"，超过 {yuan(excess)} 千克" if excess else "，没有超过" if excess is not None else ""
    return (f"限定标准 {limit_kg} 千克{over}（超限运输车辆行驶公路管理规定第三条）。",)


def _union(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for part in parts for each in part))

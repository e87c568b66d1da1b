"""What must be proved: the elements of a violation, read from the rule itself, each with its citation.

Who, what when and where, every fact the rule asks for, the facts the benchmark of the place weighs, and the grounds
that aggravate, lighten or excuse. No element is written down here that the rulebook or the penalty law does not name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law import benchmarks, jurisdiction
from hengtu.law.conditions import evaluate, keys_of
from hengtu.law.discretion import OVERLIMIT, PERMIT_FACTS
from hengtu.law.facts import COMPUTED, name_of
from hengtu.law.formulas import INPUTS
from hengtu.law.measures import BASES, FORMULA
from hengtu.law.periods import read_period
from hengtu.law.rulebook import records
from hengtu.law.statute import choose_version, item_of, main_penalties

# What stands in for the figures that are computed from weighing and counting.
WEIGHED = ("vehicle_form", "axle_count", "tractor_single_drive_axle", "gross_mass_kg")
FAVOUR = "favour"
GROUNDS = {
    "aggravate": ("heavier", "从重情节", "有没有从重处罚的情节"),
    "lighten_or_mitigate": ("lighter", "从轻、减轻情节", "有没有从轻或者减轻处罚的情节"),
    "no_penalty": ("not_excused", "没有不予处罚的情形", "有没有依法不予处罚的情形"),
}


@dataclass(frozen=True)
class Element:
    """One thing to be proved.

    ``id`` is stable and ASCII, unique within a violation. ``keys`` are the fact keys that answer the question.
    ``needed``: without proof nobody may be punished (APL:40); the others only count once they are claimed.
    """

    id: str
    name_zh: str
    question: str
    basis: tuple[str, ...]
    keys: tuple[str, ...] = ()
    needed: bool = False

    @property
    def favours_party(self) -> bool:
        """Whether what stands here speaks for the party; it is collected just the same (APL:54p1)."""
        return self.id in {FAVOUR, "lighter", "not_excused"}


def elements_of(violation: str, on: date | str | None, *, place: str = "") -> tuple[Element, ...]:
    """Return what must be proved for a violation, in the order in which a file tells it.

    Args:
        violation: id of the rulebook, e.g. ``overlimit-mass``.
        on: day of the violation; it chooses the version of the rule. None: the current text.
        place: name or division code; adds the facts that the benchmark of that place weighs.
    Raises: UnknownViolation; LawError ``no_rule_on_date``, ``bad_date``.
    Source: APL:40, APL:46, APL:54p1; each element cites its own.
    Example:
        >>> [element.id for element in elements_of("underwater-works", date(2025, 6, 3))]
        ['party', 'conduct', 'heavier', 'lighter', 'not_excused', 'favour']
    """
    item = item_of(violation)
    period = read_period(on, "on")
    version = choose_version(item, period, None, {}).version if period else item["versions"][-1]
    asked = tuple(dict.fromkeys(_weighed(_keys_that_decide(version))))
    claimed = tuple(key for key in dict.fromkeys(_weighed(_keys_that_add(version))) if key not in asked)
    return (
        Element("party", "当事人", "谁做的，是什么样的主体", ("APL:4", "APL:40"), ("party_type",), needed=True),
        Element("conduct", str(item["name_zh"]), "什么时间、在什么地点、做了什么", _violated(version), needed=True),
        *_fact_elements(asked, _provisions(version), needed=True),
        *_fact_elements(claimed, _provisions(version), needed=False),
        *_permit_element(violation, version),
        *_tier_elements(violation, version, place or "国家", on, (*asked, *claimed)),
        *_ground_elements(),
        Element(FAVOUR, "有利于当事人的证据", "有没有对当事人有利的事实和证据", ("APL:54p1",)),
    )


def _fact_elements(keys: Iterable[str], basis: tuple[str, ...], *, needed: bool) -> Iterator[Element]:
    for key in keys:
        if key != "party_type":
            # which axle drives matters from six axles on; it is asked for, not required of every lorry
            is_needed = needed and key != "tractor_single_drive_axle"
            yield Element(f"fact:{key}", name_of(key), f"{name_of(key)}，凭什么查明", basis, (key,), needed=is_needed)


def _permit_element(violation: str, version: Mapping[str, Any]) -> Iterator[Element]:
    if violation in OVERLIMIT:
        question = "有没有通行证，装载、路线和时间是否相符"
        yield Element(
            "permit", "没有相符的通行证", question, _violated(version), ("permit_held", *PERMIT_FACTS), needed=True
        )


def _tier_elements(
    violation: str, version: Mapping[str, Any], place: str, on: date | str | None, asked: Sequence[str]
) -> Iterator[Element]:
    """The facts that decide the tier where the benchmark of the place has one."""
    period = read_period(on, "on")
    chain = jurisdiction.layers(jurisdiction.resolve(place), period.last if period else None)
    selection = benchmarks.select(violation, version, chain, period, None)
    known = {*asked, "party_type", *COMPUTED, *PERMIT_FACTS, "permit_held", *_ground_keys()}
    for table in (*selection.lists, *([selection.ladder] if selection.ladder else [])):
        for key in dict.fromkeys(_keys_of_tiers(table["tiers"])):
            if key not in known:
                known.add(key)
                basis = ("APL:34", *([table["document"]["cite"]] if "cite" in table["document"] else []))
                question = f"{name_of(key)}：{benchmarks.title_of(table)}按它定档"
                yield Element(f"fact:{key}", name_of(key), question, basis, (key,))


def _ground_elements() -> Iterator[Element]:
    """Grounds of the penalty law, one element per result; what speaks for the party stands last."""
    for result in ("aggravate", "lighten_or_mitigate", "no_penalty"):
        rules = _rules_of(result)
        identity, name, question = GROUNDS[result]
        basis = tuple(sorted({cite for rule in rules for cite in rule["basis"]}))
        keys = tuple(dict.fromkeys(key for rule in rules for key in sorted(_keys_of_rule(rule))))
        yield Element(identity, name, question, basis, keys)


def must_be_proved(element: Element, facts: Mapping[str, Any], missing: Iterable[str]) -> bool:
    """Whether an element must be proved in this file: needed by itself, claimed, or one the law still asks for.

    Args:
        facts: fact key -> value, as found so far.
        missing: keys that the assessment of the matter lacks.
    """
    return element.needed or is_claimed(element, facts) or not set(element.keys).isdisjoint(missing)


def is_claimed(element: Element, facts: Mapping[str, Any]) -> bool:
    """Whether the facts make use of an element that is not needed in itself, so that it must be proved after all.

    Args:
        element: one of ``elements_of``.
        facts: fact key -> value, as found so far.
    Returns: for a ground of the penalty law, whether the facts meet one of its conditions; for a fact, whether it
        was found at all.
    """
    results = [result for result, (identity, _, _) in GROUNDS.items() if identity == element.id]
    if not results:
        return any(facts.get(key) is not None for key in element.keys)
    conditions = [ground["if"] for rule in _rules_of(results[0]) for ground in rule["when"]]
    return any(evaluate(condition, facts).value is True for condition in conditions)


def _rules_of(result: str) -> list[Mapping[str, Any]]:
    return [rule for rule in records("adjustments").values() if rule["result"] == result and rule["confirmed"]]


def _ground_keys() -> frozenset[str]:
    return frozenset(key for rule in records("adjustments").values() for key in _keys_of_rule(rule))


def _keys_of_rule(rule: Mapping[str, Any]) -> set[str]:
    return {key for ground in rule["when"] for key in keys_of(ground["if"])}


def _keys_that_decide(version: Mapping[str, Any]) -> Iterator[str]:
    """Whether it is a violation at all, and which branch of the main penalty follows."""
    for name in ("precondition", "fine_precondition"):
        yield from sorted(keys_of(version[name])) if version.get(name) else ()
    yield from _keys_of_penalties(main_penalties(version))


def _keys_that_add(version: Mapping[str, Any]) -> Iterator[str]:
    """What would bring a further penalty, such as serious circumstances."""
    return _keys_of_penalties(version["penalties"])


def _keys_of_penalties(penalties: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for penalty in penalties:
        yield from sorted(keys_of(penalty["when"])) if "when" in penalty else ()
        yield from _keys_of_outcome(penalty)


def _keys_of_tiers(tiers: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for tier in tiers:
        yield from sorted(keys_of(tier["when"]))
        yield from _keys_of_outcome(tier["outcome"])


def _keys_of_outcome(outcome: Mapping[str, Any]) -> tuple[str, ...]:
    if outcome.get("basis") == FORMULA:
        return INPUTS[outcome["formula"]["name"]]
    base = BASES.get(str(outcome.get("basis")))
    return (base.fact,) if base else ()


def _weighed(keys: Iterable[str]) -> Iterator[str]:
    """Put what was weighed and counted in the place of a figure computed from it."""
    for key in keys:
        yield from WEIGHED if key in COMPUTED else (key,)


def _violated(version: Mapping[str, Any]) -> tuple[str, ...]:
    return (*_confirmed(version["violated"]), "APL:40")


def _provisions(version: Mapping[str, Any]) -> tuple[str, ...]:
    return _confirmed(version["penalty_provision"]) or ("APL:40",)


def _confirmed(provisions: Iterable[Any]) -> tuple[str, ...]:
    """Leave out articles that were not read: they are never printed by number."""
    entries = [each if isinstance(each, Mapping) else {"cite": each} for each in provisions]
    return tuple(str(each["cite"]) for each in entries if each.get("confirmed", True))

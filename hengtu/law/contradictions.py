"""Facts that cannot stand together: refused where they are told, before anything is decided on them.

``assess`` itself takes facts as they are: decisions of the past are re-assessed as they were recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from hengtu.law.conditions import evaluate, keys_of
from hengtu.law.errors import LawError
from hengtu.law.facts import checked

IMPOSSIBLE = (
    ("first_offence == true and nth_time_caught > 1", "初次违法，又不是第一次被查处"),
    ("first_offence == true and prior_same_act_penalised_1y == true", "初次违法，又在一年内因同一行为受过处罚"),
    ("permit_held == false and permit_matches == true", "没有通行证，又与通行证一致"),
    ("age >= 0 and party_type in ['legal_person', 'other_organisation']", "当事人是单位，却填了年龄"),
    ("refuses_correction == true and corrected_promptly == true", "拒不改正，又已经及时改正"),
    ("harm_level == 'none' and casualties > 0", "没有危害后果，又有人员伤亡"),
    ("harm_level == 'none' and caused_accident == true", "没有危害后果，又造成事故"),
)
AT_MOST = (("prior_violations_within_180d", "prior_violations_within_1y"),)


def understood(facts: Any, party_type: Any = None) -> dict[str, Any]:
    """Return the known facts, each of the vocabulary and none against another.

    Args: as for ``facts.checked``.
    Raises: LawError of ``facts.checked``; ``fact_conflict``.
    """
    known = checked(facts, party_type)
    refuse_contradictions(known)
    return known


def refuse_contradictions(facts: Mapping[str, Any]) -> None:
    """Refuse facts of which two cannot be true together.

    Raises: LawError ``fact_conflict``, which says what contradicts what.
    """
    for one, other, condition, said in _impossible():
        if one in facts and other in facts and evaluate(condition, facts).value is True:
            raise LawError("fact_conflict", f"事实互相矛盾：{said}，请核对。")
    for fewer, more in AT_MOST:
        if facts.get(fewer, 0) > facts.get(more, float("inf")):
            raise LawError("fact_conflict", f"事实互相矛盾：{fewer} 多于 {more}，一百八十日在一年之内，请核对。")


@cache
def _impossible() -> tuple[tuple[str, ...], ...]:
    """Every contradiction with the two facts between which it lies: most questions know at most one of them."""
    return tuple((*sorted(keys_of(condition)), condition, said) for condition, said in IMPOSSIBLE)

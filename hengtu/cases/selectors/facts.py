"""Facts and party of a case as label and value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.cases.models import EnforcementCase
from hengtu.law import discretion
from hengtu.law.facts import name_of
from hengtu.law.procedure import Situation
from hengtu.law.procedure.matters import plain
from hengtu.law.rulebook import records
from hengtu.lib.dates_zh import day_zh
from hengtu.lib.encryption import UnreadableCiphertext
from hengtu.subjects.models import Party


def party_lines(case: EnforcementCase) -> tuple[tuple[str, str], ...]:
    """Return the party as pages show it, personal numbers masked; without the field key the rest still shows."""
    found = Party.objects.filter(uid=case.party_uid)
    try:
        party = found.first()
        lines = [*_public(party), *_personal(party)]
    except UnreadableCiphertext as error:
        lines = [*_public(found.defer(*ENCRYPTED).first()), ("个人信息", error.message)]
    lines = [("当事人", case.party_name), *lines, ("车船号", case.plate)]
    return tuple((label, value) for label, value in lines if value)


ENCRYPTED = ("id_number", "address", "phone")


def _public(party: Party | None) -> list[tuple[str, str]]:
    if party is None:
        return []
    return [
        ("类型", party.get_kind_display()),
        ("信用代码", party.credit_code),
        ("负责人", party.legal_representative),
    ]


def _personal(party: Party | None) -> list[tuple[str, str]]:
    if party is None:
        return []
    return [("证件号码", party.id_number_masked), ("电话", party.phone_masked), ("地址", party.address_masked)]


def fact_lines(situation: Situation, opening: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what was found, matter by matter, in the words of the fact vocabulary."""
    case = situation.case
    if case is None:
        return ()
    lines: list[tuple[str, str]] = []
    for matter in case.matters:
        violation = discretion.violation(matter.violation, matter.violation_on)
        lines += [("违法行为", violation.name_zh), ("违法行为日", day_zh(matter.violation_on))]
        lines += [("违反", "、".join(violation.violated)), ("处罚依据", "、".join(violation.penalty_provisions))]
        lines += [(name_of(key), fact_value(key, value)) for key, value in matter.facts.items()]
    place = opening.get("place", "")
    return tuple((label, value) for label, value in (*lines, ("地点", place)) if value)


UNITS = {"kg": "千克", "m": "米", "m2": "平方米", "CNY": "元", "axle": "轴", "count": "", "person": "人", "day": "日"}


def fact_value(key: str, value: Any) -> str:
    """Say a fact's value as people do: yes and no, the word of an enum, a number with its unit."""
    if isinstance(value, bool):
        return "是" if value else "否"
    fact = records("facts").get(key, {})
    words = fact.get("values", {})
    if isinstance(value, str):
        return str(words.get(value, value))
    return f"{plain(float(value))} {UNITS.get(fact.get('unit', ''), fact.get('unit', ''))}".strip()

"""What was found in the words of a decision: 没有取得运输证, 轴数为5轴, 没有造成危害后果.

Yes and no read differently for every fact, so each has its two phrases here; a test asks for every one of the
vocabulary. Numbers carry their unit, ratios are percent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.law.condition_words import fact_name, number_zh
from hengtu.law.rulebook import records

IN_ORDER = ("enum", "text", "integer", "number", "money", "boolean")  # of what kind, how much, whether

YES_AND_NO: Mapping[str, tuple[str, str]] = {
    "caused_accident": ("造成了事故", "没有造成事故"),
    "caused_congestion": ("造成了交通堵塞", "没有造成交通堵塞"),
    "caused_metro_damage": ("造成了轨道设施损坏或者影响运营安全", "没有造成轨道设施损坏，也没有影响运营安全"),
    "caused_road_damage": ("造成了公路损坏", "没有造成公路损坏"),
    "coerced_or_deceived": ("受他人胁迫或者诱骗", "没有受他人胁迫或者诱骗"),
    "coerced_others": ("胁迫、诱骗、教唆他人", "没有胁迫、诱骗、教唆他人"),
    "complaint_ignored": ("对投诉没有处理", "对投诉已经处理"),
    "corrected_promptly": ("已经及时改正", "没有及时改正"),
    "corrected_within_deadline": ("在限期内改正", "在限期内没有改正"),
    "dangerous_section": ("发生在危险路段", "不在危险路段"),
    "destroyed_evidence": ("转移、隐匿或者毁灭证据", "没有转移、隐匿或者毁灭证据"),
    "divisible_cargo": ("所载货物可以分载", "所载货物不能分载"),
    "during_emergency": ("发生在突发事件期间", "不在突发事件期间"),
    "eliminated_harm": ("主动消除或者减轻危害后果", "没有主动消除或者减轻危害后果"),
    "escort_as_permitted": ("按要求护送", "没有按要求护送"),
    "evaded_check": ("逃避或者扰乱检测", "没有逃避或者扰乱检测"),
    "false_filing_material": ("备案时提供虚假材料", "备案时没有提供虚假材料"),
    "first_offence": ("系初次违法", "不是初次违法"),
    "force_majeure": ("属于不可抗力", "不属于不可抗力"),
    "has_driver_cert": ("驾驶员持有从业资格证件", "驾驶员没有从业资格证件"),
    "has_operator_licence": ("取得了道路运输经营许可", "没有取得道路运输经营许可"),
    "has_platform_licence": ("取得了网约车平台经营许可证", "没有取得网约车平台经营许可证"),
    "has_vehicle_cert": ("车辆取得了运输证", "车辆没有取得运输证"),
    "interruption": ("造成了运营中断", "没有造成运营中断"),
    "left_road_when_ordered": ("责令后驶离公路", "责令后没有驶离公路"),
    "major_hazard": ("属于重大事故隐患", "不属于重大事故隐患"),
    "meritorious": ("有立功表现", "没有立功表现"),
    "modification_minor": ("改装轻微", "改装不属于轻微"),
    "obstructed_enforcement": ("妨碍执法", "没有妨碍执法"),
    "on_permitted_route_time": ("按许可的路线和时间行驶", "没有按许可的路线和时间行驶"),
    "permit_held": ("持有超限运输车辆通行证", "没有持有超限运输车辆通行证"),
    "permit_matches": ("装载与通行证一致", "装载与通行证不一致"),
    "prior_same_act_penalised_1y": ("一年内因同一行为受过处罚", "一年内没有因同一行为受过处罚"),
    "refuses_correction": ("拒不改正", "没有拒不改正"),
    "removed_when_ordered": ("责令后已经拆除或者清除", "责令后没有拆除或者清除"),
    "restored_on_spot": ("当场恢复原状", "没有当场恢复原状"),
    "restored_within_deadline": ("在限期内恢复原状", "在限期内没有恢复原状"),
    "self_removed": ("自行清除", "没有自行清除"),
    "stopped_when_told": ("听从制止", "不听制止"),
    "structure_compliant": ("构筑物符合标准", "构筑物不符合标准"),
    "subjective_fault": ("有主观过错", "没有主观过错"),
    "tractor_single_drive_axle": ("牵引车驱动轴为单轴", "牵引车驱动轴不是单轴"),
    "vehicle_inspection_valid": ("车辆检验有效", "车辆检验已经失效"),
    "violent_resistance": ("暴力抗法", "没有暴力抗法"),
    "voluntarily_reported": ("主动交代尚未掌握的违法行为", "没有主动交代尚未掌握的违法行为"),
}
# Values that read badly as “某某为无”.
OF_VALUES: Mapping[tuple[str, str], str] = {
    ("harm_level", "none"): "没有造成危害后果",
    ("harm_level", "minor"): "危害后果轻微",
    ("harm_level", "serious"): "危害后果严重",
    ("road_damage_level", "none"): "没有造成公路损坏",
    ("forged_document", "none"): "没有伪造、变造证件",
    ("cert_state", "none"): "没有证件",
    ("permit_class", "none"): "没有大件运输许可",
    ("mental_capacity", "full"): "具有完全责任能力",
    ("mental_capacity", "none"): "没有责任能力",
}
OF_NUMBERS: Mapping[str, str] = {"nth_time_caught": "系第{}次被查处", "age": "年龄{}岁"}


def fact_phrase(key: str, value: Any) -> str:
    """Return one finding as a decision says it; empty for what the vocabulary does not know or nobody found.

    Example:
        >>> fact_phrase("axle_count", 5), fact_phrase("has_vehicle_cert", False)
        ('轴数为5轴', '车辆没有取得运输证')
    """
    fact = records("facts").get(key)
    if fact is None or value is None:
        return ""
    if isinstance(value, bool):
        return (
            YES_AND_NO[key][0 if value else 1] if key in YES_AND_NO else f"{fact_name(fact)}：{'是' if value else '否'}"
        )
    if isinstance(value, int | float):
        figure = number_zh(float(value), fact).replace(" ", "")
        return OF_NUMBERS[key].format(figure.rstrip("次岁")) if key in OF_NUMBERS else f"{fact_name(fact)}为{figure}"
    return OF_VALUES.get((key, str(value))) or f"{fact_name(fact)}为{fact.get('values', {}).get(value, value)}"


def fact_phrases(facts: Mapping[str, Any]) -> list[str]:
    """Return what was found, phrase by phrase: of what kind, how much, whether; the order within is that given."""
    vocabulary = records("facts")
    known = [key for key, value in facts.items() if key in vocabulary and value is not None]
    known.sort(key=lambda key: IN_ORDER.index(vocabulary[key]["type"]))
    return [fact_phrase(key, facts[key]) for key in known]


def words_for(key: str) -> tuple[str, ...]:
    """Return the words any of which names a fact in running text, whatever its value."""
    fact = records("facts").get(key)
    if fact is None:
        return ()
    own = [fact_name(fact), *YES_AND_NO.get(key, ()), *(words for (of, _), words in OF_VALUES.items() if of == key)]
    shaped = [OF_NUMBERS[key].split("{}")[0]] if key in OF_NUMBERS else []
    return tuple(dict.fromkeys([*own, *shaped]))

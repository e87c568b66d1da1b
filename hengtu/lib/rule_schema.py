"""The shapes of the folders of the rulebook: one entry per folder, one record per rule."""

from __future__ import annotations

from hengtu.lib.rule_schema_procedure import OF_PROCEDURE
from hengtu.lib.rule_shapes import (
    Record,
    Shape,
    day,
    either,
    flag,
    list_of,
    map_of,
    number,
    one_of,
    text,
    whole,
    whole_or_zero,
)

UNITS = one_of("working_day", "calendar_day", "month", "year", "hour", "none")
CITATION = either(text, Record({"cite": text}, {"confirmed": flag}))

NOTICE = Record({"title": text, "issued_on": day, "confirmed": flag}, {"number": text, "source": text})
CALENDAR = Record(
    {
        "id": text,
        "year": whole,
        "notices": list_of(NOTICE),
        "holidays": map_of(list_of(day)),
        "make_up": list_of(day, at_least=0),
    },
    {"revision": whole},
)
EXTENSION = Record({"amount": whole, "unit": UNITS, "zh": text, "confirmed": flag}, {"replaces": flag})
EFFECT = Record(
    {"kind": one_of("lapse", "deemed", "lift_and_return", "late", "others_late", "redo", "opens")},
    {"deemed": text, "starts": text},
)
GROUND = Record({"zh": text, "basis": list_of(text), "confirmed": flag})
TERM = Record(
    {
        "id": text,
        "name": text,
        "kind": one_of("deadline", "earliest", "window", "setting"),
        "unit": UNITS,
        "binds": one_of("agency", "party"),
        "roll": one_of("next_working_day", "none"),
        "starts_from": text,
        "basis": list_of(text),
        "confirmed": flag,
        "consequence": text,
        "effect": EFFECT,
    },
    {
        "amount": whole,
        "count": one_of("forward", "back"),
        "earliest": one_of("on_day", "day_after"),
        "extension": EXTENSION,
        "suspension": GROUND,
        "interruption": GROUND,
        "other_reading": Record({"amount": whole, "unit": UNITS, "zh": text}),
        "least_amount": whole,
        "holder": text,
        "rate": number,
        "cap_ratio": number,
        "note": text,
    },
)
TERM_LAYER = Record(
    {
        "id": text,
        "term": text,
        "division": text,
        "amount": whole,
        "unit": UNITS,
        "effective_from": day,
        "source": text,
        "confirmed": flag,
    },
    {"effective_to": day, "example": flag, "note": text},
)
INSTRUMENT = Record(
    {"id": text, "title": text, "short": text, "version": text, "effective_from": day, "confirmed": flag},
    {
        "aliases": list_of(text),
        "confirmed_articles": list_of(text),
        "effective_from_confirmed": flag,
        "effective_to": day,  # the whole instrument is repealed from then on
        "replaced_by": text,
        "ended_articles": map_of(Record({"until": day}, {"successor": text})),
    },
)
# A further text of an instrument, as an office loads it: which articles it has, never their words.
INSTRUMENT_VERSION = Record(
    {"id": text, "instrument": text, "title": text, "version": text, "effective_from": day, "division": text},
    {
        "effective_to": day,
        "replaced_by": text,
        "articles": map_of(list_of(whole_or_zero)),  # article -> number of items per clause
        "successors": map_of(text),  # article of an older text -> the citation that takes its place, "-" for none
        "repeal": flag,  # no text: the instrument ends the day before effective_from
        "sha256": text,
        "loaded_by": text,
    },
)
ITEM = Record(
    {
        "id": text,
        "kind": one_of("compulsion", "inspection"),
        "name_zh": text,
        "basis": list_of(text),
        "confirmed": flag,
    },
    {"category": text, "violations": list_of(text), "note": text, "effective_from": day, "effective_to": day},
)
ITEM_CHANGE = Record(
    {
        "id": text,
        "item": text,
        "division": text,
        "change": one_of("suspend", "cancel", "adjust", "restore"),
        "effective_from": day,
        "decided_by": text,
        "decided_on": day,
        "reason": text,
        "basis": text,
    },
    {"adjusted_to": text, "proposal": text},
)
FORMULA = Record(
    {"name": one_of("full_tonnes", "banded_tonnes", "whole_square_metres"), "cap_yuan": number},
    {
        "rate_yuan": number,
        "bands": list_of(Record({"over_ratio": number, "rate_yuan": number}, {"up_to_ratio": number})),
        "rounding": one_of("full_tonnes_per_band", "exact"),
    },
)
# What a penalty may be (APL:9); orders and compulsion are no penalties and stand under ``measures``.
PENALTY_KINDS = one_of(
    "fine",
    "warning",
    "confiscate_illegal_gains",
    "confiscate_items",
    "suspend_certificate",
    "downgrade_qualification",
    "revoke",
    "withdraw_permit",
    "suspend_business",
    "restrict_employment",
)
MEASURE_KINDS = one_of("order_stop", "seize", "seal", "detain", "unload", "tow", "substitute", "force_removal")
# Who bears a penalty. ``beside``: somebody other than the party that is assessed, a party of a case of his own.
PARTIES = one_of(
    "any",
    "legal_person",
    "natural_person",
    "operator",
    "vehicle_operator",
    "vehicle",
    "driver",
    "ship_owner_or_operator",
    "crew",
    "employer",
    "owner",
    "contractor",
    "designer",
    "supervisor",
    "designer_or_supervisor",
    "testing_body",
    "consignor",
    "instigator",
    "responsible_person",
)
OUTCOME_FIELDS: dict[str, Shape] = {
    "basis": one_of(
        "fixed_range",
        "fixed_amount",
        "multiple_of_illegal_gains",
        "multiple_of_timber_value",
        "percent_of_contract_price",
        "percent_of_fee",
        "percent_of_design_fee",
        "percent_of_unit_fine",
        "per_unit_formula",
    ),
    "min": number,  # yuan, times or percent, as the basis says
    "max": number,
    "amount": number,
    "formula": FORMULA,
    "note": text,
}
DURATION: dict[str, Shape] = {"days_min": whole, "days_max": whole, "months_min": whole, "months_max": whole}
PENALTY = Record(
    {"kind": PENALTY_KINDS},
    {
        **OUTCOME_FIELDS,
        **DURATION,
        "mandatory": flag,
        "when": text,
        "party": PARTIES,
        "beside": flag,
        "zh": text,
        "enforcer": text,
    },
)
MEASURE = Record({"kind": MEASURE_KINDS, "zh": text}, {"when": text, "cite": text, "confirmed": flag})
FIRST_OFFENCE = Record(
    {"general_rule_33": one_of("case_by_case", "not_normally_applied"), "confirmed": flag},
    {"lists": list_of(text), "note": text},
)
VERSION = Record(
    {
        "effective_from": day,
        "violated": list_of(CITATION),
        "penalty_provision": list_of(CITATION),
        "penalties": list_of(PENALTY, at_least=0),
        "must_order_correction": flag,
        "confirmed": flag,
        "source": text,
    },
    {
        "effective_to": day,
        "basis": list_of(text),
        "precondition": text,
        "precondition_zh": text,
        "fine_precondition": text,
        "penalty_loaded": flag,
        "effective_from_confirmed": flag,
        "measures": list_of(MEASURE),
        "hearing_special": text,
        "order_kind": text,
        "confirmed_scope": text,
        "note": text,
    },
)
VIOLATION = Record(
    {
        "id": text,
        "code": text,
        "name_zh": text,
        "category": one_of(
            "highway_admin",
            "road_transport",
            "water_transport",
            "waterway",
            "port",
            "local_maritime",
            "construction_quality",
        ),
        "versions": list_of(VERSION),
    },
    {
        "crime_referral": text,
        "per_act_zh": text,
        "enforcer": text,
        "concurrent_with": list_of(text),
        "first_offence_exemption": FIRST_OFFENCE,
    },
)
TIER = Record(
    {
        "tier": one_of("不予处罚", "减轻", "轻微", "一般", "较重", "严重", "特别严重"),
        "when": text,
        "outcome": Record(
            {"kind": one_of("none", "warning", "fine", "mitigate")}, {**OUTCOME_FIELDS, "plus": list_of(PENALTY)}
        ),
    },
    {"item": text, "may": flag, "note": text},
)
BENCHMARK = Record(
    {
        "id": text,
        "violation": text,
        "division": text,
        "role": one_of("ladder", "exemption_list", "local_statute"),
        "document": Record({"name": text, "name_confirmed": flag}, {"number": text, "cite": text, "item": text}),
        "effective_from": day,
        "effective_from_confirmed": flag,
        "statute_from": day,
        "complete": flag,
        "confirmed": flag,
        "tiers": list_of(TIER),
    },
    {
        "effective_to": day,
        "superseded_zh": text,
        "findings": list_of(text),
        "note": text,
        "example": flag,
        "place_zh": text,
        "evaluate_by": day,
        "filing_number": text,
        "replaces": list_of(text),
        "published_on": day,
        "agency": text,
    },
)
FACT = Record(
    {"key": text, "zh": text, "type": one_of("boolean", "integer", "number", "money", "enum", "text"), "group": text},
    {
        "unit": text,
        "values": map_of(text),
        "note": text,
        # for the proof of benchmarks: in which direction a fact makes an act heavier (enums: order, lightest first)
        "worse": one_of("more", "less", "true", "false", "none"),
        "order": list_of(text),
        "worse_zh": text,
        "positive": flag,  # nothing of it is no such act: an area, a length, a number of things
        "min": number,
    },
)
DIVISION = Record({"id": text, "name": text, "short": text}, {"aliases": list_of(text)})
SPAN = Record({"division": text, "effective_from": day}, {"effective_to": day})
REGION = Record(
    {
        "id": text,
        "name": text,
        "short": text,
        "source": text,
        "confirmed": flag,
        "effective_from": day,
        "members": list_of(SPAN),
    },
    {"effective_from_confirmed": flag, "note": text},
)
THRESHOLD = Record(
    {
        "id": text,
        "purpose": one_of("hearing", "discussion"),
        "kind": one_of("absolute", "ratio_of_max"),
        "operator": one_of(">", ">="),
        "source": text,
        "confirmed": flag,
        "effective_from": day,
    },
    {
        "division": text,
        "citizen_yuan": number,
        "organisation_yuan": number,
        "ratio": number,
        "floor_yuan": number,
        "effective_to": day,
        "example": flag,
        "fictional": flag,  # of the demonstration: counts there, is never printed
        "scope": text,  # an authority that is none of the divisions
        "note": text,
    },
)
ADJUSTMENT = Record(
    {
        "id": text,
        "result": one_of("no_penalty", "lighten_or_mitigate", "aggravate"),
        "zh": text,
        "mandatory": flag,
        "basis": list_of(text),
        "when": list_of(Record({"if": text, "zh": text})),
        "confirmed": flag,
    },
    {"note": text, "categories": list_of(text)},
)
COMBINATION = Record(
    {
        "id": text,
        "rule": one_of("one_act", "separate", "sum_capped"),
        "violations": list_of(text, at_least=2),
        "zh": text,
        "basis": list_of(text),
        "confirmed": flag,
    },
    {"decides": text, "cap_yuan": number},
)
NEIGHBOUR = Record(  # the first of ``violations`` applies and the second does not, where ``if`` holds
    {
        "id": text,
        "violations": list_of(text, at_least=2),
        "if": text,
        "zh": text,
        "basis": list_of(text),
        "confirmed": flag,
    },
)
FIRST_OFFENCE_WINDOW = Record(
    {
        "id": text,
        "division": text,
        "window": one_of("days", "ever", "unstated"),
        "source": text,
        "zh": text,
        "effective_from": day,
        "confirmed": flag,
    },
    {"days": whole, "effective_to": day, "effective_from_confirmed": flag},
)
MUST_PENALISE = Record(
    {
        "id": text,
        "division": text,
        "violations": list_of(text),
        "source": text,
        "effective_from": day,
        "confirmed": flag,
    },
    {"effective_to": day, "fictional": flag, "note": text},
)
PROMISE_LIST = Record(
    {
        "id": text,
        "division": text,
        "violations": list_of(text),
        "longest_days": whole,
        "again_after_days": whole,
        "counts": one_of("item", "list"),
        "source": text,
        "effective_from": day,
        "confirmed": flag,
    },
    {"effective_to": day, "fictional": flag, "note": text},
)
PARTITION = Record(
    {
        "id": text,
        "name": text,
        "source": text,
        "confirmed": flag,
        "bands": list_of(
            Record({"result": one_of("lighten", "ordinary", "aggravate"), "from_share": number, "to_share": number})
        ),
    },
    {"division": text, "example": flag, "effective_from": day, "effective_to": day, "note": text},
)
MASS_LIMIT = Record(
    {"id": text, "vehicle_form": one_of("rigid", "train"), "axles_from": whole, "mass_limit_kg": whole},
    {"axles_to": whole, "tractor_single_drive_axle": flag, "cite": text},
)
MEASURE_POWER = Record(
    {
        "id": text,
        "instrument": text,
        "article": text,
        "kinds": list_of(one_of("vehicle", "tow", "goods", "seal")),
        "zh": text,
        "basis": list_of(text),
        "effective_from": day,
        "confirmed": flag,
    },
    {"effective_to": day, "division": text, "no_storage_fee": flag, "note": text},
)

FOLDERS: dict[str, Record] = {
    "facts": FACT,  # first: what conditions of the other folders may speak of
    "calendar": CALENDAR,
    "terms": TERM,
    "term_layers": TERM_LAYER,  # after the terms they change
    "instruments": INSTRUMENT,
    "divisions": DIVISION,  # before what is said of places
    "regions": REGION,
    "violations": VIOLATION,
    "benchmarks": BENCHMARK,
    "thresholds": THRESHOLD,
    "adjustments": ADJUSTMENT,
    "combinations": COMBINATION,
    "neighbours": NEIGHBOUR,
    "first_offence": FIRST_OFFENCE_WINDOW,
    "must_penalise": MUST_PENALISE,
    "promise_lists": PROMISE_LIST,
    "partitions": PARTITION,
    "mass_limits": MASS_LIMIT,
    "items": ITEM,
    "item_changes": ITEM_CHANGE,
    "instrument_versions": INSTRUMENT_VERSION,
    "measure_powers": MEASURE_POWER,
    **OF_PROCEDURE,
}
KEY_FIELD = {"facts": "key"}

"""The form of a lead: what was typed, what of it can be read, and what is wrong with the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from hengtu.agencies.models import Agency
from hengtu.cases.services.take_in_lead import LeadEntry
from hengtu.cases.words import SOURCE_NAMES, UNKNOWN_PARTY
from hengtu.law import facts as fact_rules
from hengtu.law.asking import facts_asked
from hengtu.law.errors import LawError
from hengtu.law.procedure.guards.people import OUTWARD_SOURCES
from hengtu.law.rulebook import records
from hengtu.lib.coded_error import CodedError
from hengtu.lib.credit_codes import parse_credit_code
from hengtu.lib.plates import parse_plate
from hengtu.lib.uids import uid_of
from hengtu.subjects.models import IdDocument, PartyKind
from hengtu.subjects.services.register_party import clean_id_number, clean_name
from hengtu.web.views.leads.violations import Item, matching

OFFERED = {
    "外出发现，两名执法人员登记": ("own_inspection", "fixed_station", "mobile", "patrol", "joint_inspection"),
    "来件来函，一名执法人员登记": (
        "data_comparison", "report", "superior", "subordinate", "transfer", "assistance", "other",
    ),
}  # fmt: skip
LENGTHS = {"place": 300, "source_body": 100, "reference": 100, "summary": 2000, "plate": 60, "violation": 200}
TYPED = (
    "source", "source_body", "reference", "violation", "violation_on", "plate", "party_kind", "party_name",
    "id_number", "credit_code", "place", "summary", "second",
)  # fmt: skip
# they turn the reading order of everything after them
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DAY = re.compile(r"(?:(\d{4})[-./年]?)?(\d{1,2})[-./月]?(\d{1,2})日?")


@dataclass(frozen=True)
class Trouble:
    """One thing to mend: ``field`` names where, ``message`` what and how."""

    field: str
    message: str

    @property
    def anchor(self) -> str:
        return f"f-{self.field}"


@dataclass(frozen=True)
class FactField:
    """One fact the item looks at, as a control of the form; ``typed`` is the text as it was entered."""

    key: str
    label: str
    type: str
    unit: str
    options: tuple[tuple[str, str], ...]
    typed: str
    message: str = ""

    @property
    def name(self) -> str:
        return f"fact-{self.key}"


@dataclass
class LeadForm:
    """What was typed into the form, read once. ``entry`` is set when nothing is wrong."""

    typed: dict[str, str]
    key: UUID
    item: Item | None = None
    choices: tuple[Item, ...] = ()
    day: date | None = None
    plate: str = ""
    troubles: list[Trouble] = field(default_factory=list)
    facts: tuple[FactField, ...] = ()
    entry: LeadEntry | None = None

    @property
    def is_outward(self) -> bool:
        return self.typed["source"] in OUTWARD_SOURCES

    @property
    def errors(self) -> dict[str, str]:
        """The first thing wrong with each field."""
        return {trouble.field: trouble.message for trouble in reversed(self.troubles)}


def blank(key: UUID, today: date) -> LeadForm:
    """Return an empty form with its key; the day stands at today, which decides nothing yet."""
    return LeadForm({**dict.fromkeys(TYPED, ""), "violation_on": today.isoformat()}, key)


def read(data: Mapping[str, str], *, agency: Agency, now: datetime) -> LeadForm:
    """Read a form that was sent; every trouble at once, nothing typed is lost."""
    form = LeadForm({name: clean(data.get(name, "")) for name in TYPED}, uid_of(data.get("key", "")) or uuid4())
    today = timezone.localdate(now)
    _read_source(form)
    _read_violation(form)
    _read_day(form, today)
    _read_object(form)
    party = _read_party(form, now)
    _read_lengths(form)
    known = _read_facts(form, data, agency, today)
    if not form.troubles and form.item is not None and form.day is not None:
        form.entry = LeadEntry(
            case_id=form.key,
            agency=agency,
            source=form.typed["source"],
            violation=form.item.id,
            violation_on=form.day,
            party_name=party,
            plate=form.plate,
            facts=known,
            **{
                name: form.typed[name]
                for name in ("party_kind", "place", "id_number", "credit_code", "source_body", "reference", "summary")
            },
        )
    return form


def clean(text: str) -> str:
    """Return the text without outer blanks, unprintable characters and marks that turn the reading order."""
    return _UNPRINTABLE.sub("", _TURNING.sub("", unicodedata.normalize("NFC", text))).strip()


def _read_source(form: LeadForm) -> None:
    if form.typed["source"] not in SOURCE_NAMES:
        form.troubles.append(Trouble("source", "还没有选择线索来源（交通运输行政执法程序规定第六十二条）。"))


def _read_violation(form: LeadForm) -> None:
    wanted = form.typed["violation"]
    found = matching(wanted)
    if len(found) == 1:
        form.item = found[0]
        form.typed["violation"] = found[0].name
        return
    form.choices = found
    if not wanted:
        message = "还没有填写涉嫌的违法事项。"
    elif found:
        message = f"“{wanted[:30]}”对得上{len(found)}个事项，请选择其中一个。"
    else:
        message = f"事项库里没有“{wanted[:30]}”。请换一个词，或者从列表里选择。"
    form.troubles.append(Trouble("violation", message))


def _read_day(form: LeadForm, today: date) -> None:
    form.day = day_of(form.typed["violation_on"], today)
    if form.day is None:
        form.troubles.append(Trouble("violation_on", "违法行为日读不出来，请写成2026-09-18、20260918或者9.18。"))
    elif form.day > today:
        form.troubles.append(Trouble("violation_on", f"违法行为日{form.day.isoformat()}还没有到，请核对。"))


def day_of(text: str, today: date) -> date | None:
    """Read a day as people type it; without a year the last such day.

    Example:
        >>> day_of("9.18", date(2026, 11, 21)), day_of("12.1", date(2026, 11, 21))
        (datetime.date(2026, 9, 18), datetime.date(2025, 12, 1))
    """
    found = _DAY.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if found is None:
        return None
    try:
        if found[1]:
            return date(int(found[1]), int(found[2]), int(found[3]))
        this_year = date(today.year, int(found[2]), int(found[3]))
        return this_year if this_year <= today else date(today.year - 1, int(found[2]), int(found[3]))
    except ValueError:
        return None


def _read_object(form: LeadForm) -> None:
    typed = form.typed["plate"]
    looks_like_a_plate = len(typed) > 1 and typed[1].isascii() and typed[1].isalpha()
    read_plate: Callable[[str], str] = lambda text: parse_plate(text).text if looks_like_a_plate else text  # noqa: E731
    form.plate = _read_with(form, "plate", read_plate) if typed else ""
    if not typed and not form.typed["party_name"]:
        form.troubles.append(Trouble("plate", "车船号和当事人至少要填一个，否则以后找不到这条线索。"))


def _read_party(form: LeadForm, now: datetime) -> str:
    kind = form.typed["party_kind"]
    if kind not in PartyKind.values:
        form.troubles.append(Trouble("party_kind", "还没有选择当事人类型；还不清楚的，选最可能的一种。"))
    if form.typed["credit_code"]:
        form.typed["credit_code"] = _read_with(form, "credit_code", parse_credit_code)
        if kind == PartyKind.NATURAL_PERSON:
            form.troubles.append(Trouble("credit_code", "自然人没有统一社会信用代码；个体工商户请改选类型。"))
    if form.typed["id_number"]:
        resident: Callable[[str], str] = lambda text: clean_id_number(IdDocument.RESIDENT_ID, text, now)  # noqa: E731
        form.typed["id_number"] = _read_with(form, "id_number", resident)
        if kind in {PartyKind.LEGAL_PERSON, PartyKind.OTHER_ORGANISATION}:
            form.troubles.append(Trouble("id_number", "单位没有身份证件号码，请填写统一社会信用代码。"))
    if not form.typed["party_name"]:
        return f"{UNKNOWN_PARTY}（{form.plate}）"
    return _read_with(form, "party_name", clean_name)


def _read_with(form: LeadForm, name: str, reader: Callable[[str], str]) -> str:
    try:
        return reader(form.typed[name])
    except CodedError as error:
        form.troubles.append(Trouble(name, error.message))
        return form.typed[name]


def _read_lengths(form: LeadForm) -> None:
    for name, limit in LENGTHS.items():
        length = len(form.typed[name])
        if length > limit:
            form.troubles.append(Trouble(name, f"最多{limit}个字，现在是{length}个字，请删减。"))


def _read_facts(form: LeadForm, data: Mapping[str, str], agency: Agency, today: date) -> dict[str, Any]:
    known: dict[str, Any] = {}
    fields = []
    for shown in fact_fields(form.item, form.day or today, agency, today, data):
        value, message = _value(shown)
        if value is not None:
            known[shown.key] = value
        if message:
            form.troubles.append(Trouble(shown.name, f"{shown.label}：{message}"))
        fields.append(FactField(**{**shown.__dict__, "message": message}))
    form.facts = tuple(fields)
    return known


def fact_fields(
    item: Item | None, day: date, agency: Agency, today: date, data: Mapping[str, str]
) -> tuple[FactField, ...]:
    """Return the facts that count for an item at this place, with what was typed; none before an item is chosen."""
    if item is None:
        return ()
    question = {
        "violation": item.id,
        "jurisdiction": agency.legal_subject.division_code,
        "violation_on": day.isoformat(),
        "decided_on": max(today, day).isoformat(),
    }
    try:
        keys = facts_asked(question)
    except LawError:
        return ()  # the item had no text on that day; the opening act objects to it, with the reason
    vocabulary = records("facts")
    return tuple(_fact_field(key, vocabulary[key], clean(data.get(f"fact-{key}", ""))[:200]) for key in keys)


def _fact_field(key: str, fact: Mapping[str, Any], typed: str) -> FactField:
    options = (("yes", "是"), ("no", "否")) if fact["type"] == "boolean" else tuple(fact.get("values", {}).items())
    return FactField(key, str(fact["zh"]), str(fact["type"]), str(fact.get("unit", "")), options, typed)


def _value(shown: FactField) -> tuple[Any, str]:
    """Return the fact as the law takes it and what is wrong with it; both empty where nothing was typed."""
    if not shown.typed:
        return None, ""
    value: Any = shown.typed
    if shown.type == "boolean":
        value = {"yes": True, "no": False}.get(shown.typed)
    elif shown.type in {"integer", "number", "money"}:
        value = _number(shown.typed, whole=shown.type == "integer")
        if value is None:
            return None, "应当是数字，请核对。"
    try:
        fact_rules.checked({shown.key: value})
    except LawError as error:
        return None, error.message.rpartition("：")[2].rstrip("。") + "。"
    return value, ""


def _number(text: str, *, whole: bool) -> int | float | None:
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", plain, re.ASCII):
        return None
    return int(plain) if whole and "." not in plain else float(plain)

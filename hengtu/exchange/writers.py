"""How the records of a format are written: worked out once for a format, then used for every case.

A format is looked up field by field, name by name; a million records ask the same of it. ``plan_of`` asks once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Literal

from hengtu.exchange.format_values import Check, Field, Format, Problem, RecordType
from hengtu.exchange.masks import OF_A_PERSON, TEXT, masked_text
from hengtu.exchange.source import Source
from hengtu.exchange.values import CONDITIONS, GRAINS, RULES, VALUES, Item
from hengtu.exchange.values.registry import ANY, CONDITION_GRAINS
from hengtu.law.procedure.situation import CIVIL_TIME

SEPARATOR = ";"
Problems = tuple[Problem, ...]
Written = tuple[str, Problems]
Holds = Callable[[Source, Any], bool]
Write = Callable[[Any], Written]
NONE: Problems = ()


@dataclass(frozen=True)
class FieldPlan:
    """One field: where its value comes from, when it is asked for, how it becomes text. ``missing``: if it is empty."""

    name: str
    read: Callable[[Source, Any], Any]
    when: Holds | None
    write: Write
    mask: Callable[[str, Source, Any], str] | None
    length: int
    missing: Problems
    field: Field

    def written(self, source: Source, thing: Any) -> Written:
        """Return the text and what is wrong with it; empty where the condition does not hold."""
        if self.when is not None and not self.when(source, thing):
            return "", NONE
        raw = self.read(source, thing)
        if raw is None or raw == "" or raw == []:
            return "", self.missing
        text, wrong = self.write(raw)
        if self.mask is not None and text:
            text = self.mask(text, source, thing)
        if not text:
            return text, wrong or self.missing
        if self.length and len(text) > self.length:
            words = f"{self.field.zh}有{len(text)}字，超过{self.length}字"
            return text, (*wrong, _problem(self.field, "Q201", words))
        return text, wrong


@dataclass(frozen=True)
class CheckPlan:
    """One rule over a record and what is said where it does not hold."""

    holds: Holds
    problem: Problem


@dataclass(frozen=True)
class RecordPlan:
    """One kind of record with its things, fields and checks. ``is_of_case``: ``when`` asks the case, not the thing."""

    type: str
    items: Callable[[Source], Iterable[Item]]
    when: Holds | None
    fields: tuple[FieldPlan, ...]
    checks: tuple[CheckPlan, ...]
    is_of_case: bool


def plan_of(made: Format) -> tuple[RecordPlan, ...]:
    """Return how the records of a format are written, in its order; worked out the first time and kept with it."""
    known: tuple[RecordPlan, ...] | None = made.kept.get("plan")
    if known is None:
        known = made.kept["plan"] = tuple(_record(made, record) for record in made.records)
    return known


def _record(made: Format, record: RecordType) -> RecordPlan:
    return RecordPlan(
        record.type, GRAINS[record.each], _condition(record.when),
        tuple(_field(made, field) for field in record.fields), tuple(_check(check) for check in record.checks),
        bool(record.when) and CONDITION_GRAINS[record.when] == ANY,
    )  # fmt: skip


def _field(made: Format, field: Field) -> FieldPlan:
    return FieldPlan(
        field.name, VALUES[field.source].read, _condition(field.when), _write(made, field), _mask(field), field.length,
        _missing(field), field,
    )  # fmt: skip


def _condition(name: str) -> Holds | None:
    return CONDITIONS[name] if name else None


def _check(check: Check) -> CheckPlan:
    known = RULES[check.rule]
    return CheckPlan(known.holds, Problem(check.code, check.severity, "", check.zh, known.owner, known.mend))


def _mask(field: Field) -> Callable[[str, Source, Any], str] | None:
    if not field.mask:
        return None
    if field.mask == TEXT:
        return lambda text, source, _: masked_text(text, source)
    hidden, is_person = OF_A_PERSON[field.mask], CONDITIONS["natural_person"]
    return lambda text, source, thing: hidden(text) if is_person(source, thing) else text


def _missing(field: Field) -> Problems:
    if field.required:
        return (_problem(field, "Q101", f"缺少{field.zh}"),)
    return (_problem(field, "Q101", f"没有{field.zh}", "warns"),) if field.wanted else NONE


def _problem(field: Field, code: str, message: str, severity: Literal["blocks", "warns"] = "blocks") -> Problem:
    known = VALUES[field.source]
    return Problem(code, severity, field.name, message, known.owner, known.mend)


# --- from a value to its text: one function per type ------------------------------------------------------------------
def _write(made: Format, field: Field) -> Write:
    if field.type in ("code", "codes"):
        known = made.code_lists[field.codes]
        return partial(_coded, field, known)
    if field.type in ("d", "dt"):
        return partial(_dated, field)
    if field.type == "n":
        return partial(_number, field, Decimal(1).scaleb(-field.scale))
    if field.type == "b":
        return _yes_or_no
    return partial(_words, field)


def _yes_or_no(raw: Any) -> Written:
    return ("1" if raw else "0"), NONE


def _coded(field: Field, known: Mapping[str, str], raw: Any) -> Written:
    said = [str(each) for each in raw] if isinstance(raw, list) else [str(raw)]
    strange = [each for each in said if each not in known]
    if strange:
        return "", (_problem(field, "Q301", f"{field.zh}“{'、'.join(strange)}”不在代码表里"),)
    return SEPARATOR.join(sorted({known[each] for each in said})), NONE


def _dated(field: Field, raw: Any) -> Written:
    """Civil time: ``YYYY-MM-DD`` or ``YYYY-MM-DD hh:mm:ss``."""
    if isinstance(raw, str):
        try:
            raw = datetime.fromisoformat(raw) if "T" in raw else date.fromisoformat(raw)
        except ValueError:
            return "", (_problem(field, "Q201", f"{field.zh}不是日期"),)
    if not isinstance(raw, datetime):
        return raw.isoformat(), NONE
    said = raw.astimezone(CIVIL_TIME).replace(tzinfo=None, microsecond=0).isoformat(" ")
    return (said if field.type == "dt" else said[:10]), NONE


def _number(field: Field, step: Decimal, raw: Any) -> Written:
    amount = Decimal(str(raw)).quantize(step)
    if len(amount.as_tuple().digits) > field.digits:
        return "", (_problem(field, "Q201", f"{field.zh}超过{field.digits}位"),)
    return f"{amount:f}", NONE


def _words(field: Field, raw: Any) -> Written:
    """Characters that no exchange file can hold are said, never dropped."""
    text = SEPARATOR.join(str(each) for each in raw) if isinstance(raw, list) else str(raw)
    if text.isprintable() or not any(ord(char) < 32 and char not in "\n\t" for char in text):
        return text.strip(), NONE
    return text.strip(), (_problem(field, "Q201", f"{field.zh}里有不能传输的控制字符"),)

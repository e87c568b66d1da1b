"""From a case to the records of a format: values read, written out, checked. Pure; nothing is filled in or guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hengtu.exchange.format_values import Check, Field, Format, Problem, Produced, RecordType
from hengtu.exchange.masks import OF_A_PERSON, TEXT, masked_text
from hengtu.exchange.source import Source
from hengtu.exchange.values import CONDITIONS, GRAINS, RULES, VALUES, Item
from hengtu.law import deadlines
from hengtu.law.procedure import day_of
from hengtu.law.procedure.situation import CIVIL_TIME

SEPARATOR = ";"


def produce(made: Format, source: Source) -> tuple[Produced, ...]:
    """Return every record a format has of a case as its acts stand; none once the case has been erased."""
    if source.is_erased:
        return ()
    found = [each for record in made.records for each in _records(made, record, source)]
    present = {each.record_type for each in found}
    return tuple(_with_needs(made, each, present) for each in found)


def _records(made: Format, record: RecordType, source: Source) -> Iterator[Produced]:
    for item in GRAINS[record.each](source):
        if record.when and not _holds(record.when, source, item):
            continue
        content: dict[str, str] = {}
        problems: list[Problem] = []
        for field in record.fields:
            content[field.name], wrong = _written(made, field, source, item)
            problems += wrong
        problems += [each for check in record.checks if (each := _checked(check, source, item)) is not None]
        yield Produced(record.type, _id(source, item), content, item.acts, tuple(problems), _due_on(made, source))


def _id(source: Source, item: Item) -> str:
    return f"{source.case_id}/{item.id}" if item.id else str(source.case_id)


def _holds(condition: str, source: Source, item: Item) -> bool:
    return CONDITIONS[condition](source, item.thing)


def _due_on(made: Format, source: Source) -> date | None:
    """By when the law wants it there, where it names a term: counted from the decision."""
    decision = source.situation.decision
    if not made.limit or decision is None:
        return None
    return deadlines.days_of(made.limit, day_of(decision.occurred_at)).due_on


def _with_needs(made: Format, produced: Produced, present: set[str]) -> Produced:
    """A record whose companions are missing from the case is not complete (Q102)."""
    record = made.record(produced.record_type)
    missing = [need for need in record.needs if need not in present] if record else []
    if not missing:
        return produced
    names = "、".join(other.zh for need in missing if (other := made.record(need)) is not None)
    wrong = Problem("Q102", "blocks", "", f"缺少一并报送的{names}", "承办人", "case")
    return replace(produced, problems=(*produced.problems, wrong))


# --- one field --------------------------------------------------------------------------------------------------------
def _written(made: Format, field: Field, source: Source, item: Item) -> tuple[str, list[Problem]]:
    """One field as text and what is wrong with it; empty where its condition does not hold."""
    if field.when and not _holds(field.when, source, item):
        return "", []
    raw = VALUES[field.source].read(source, item.thing)
    text, wrong = _text(made, field, raw)
    text = _masked(field, text, source, item)
    return text, [*wrong, *_length(field, text), *(_missing(field) if not text and not wrong else ())]


def _masked(field: Field, text: str, source: Source, item: Item) -> str:
    if not field.mask or not text:
        return text
    if field.mask == TEXT:
        return masked_text(text, source)
    return OF_A_PERSON[field.mask](text) if CONDITIONS["natural_person"](source, item.thing) else text


def _text(made: Format, field: Field, raw: Any) -> tuple[str, list[Problem]]:
    if raw is None or raw == "" or raw == []:
        return "", []
    if field.type in ("code", "codes"):
        return _coded(made, field, raw if isinstance(raw, list) else [raw])
    if field.type in ("d", "dt"):
        return _dated(field, raw)
    if field.type == "n":
        return _number(field, raw)
    if field.type == "b":
        return ("1" if raw else "0"), []
    words = [str(each) for each in raw] if isinstance(raw, list) else [str(raw)]
    return _clean(field, SEPARATOR.join(words))


def _coded(made: Format, field: Field, raw: list[Any]) -> tuple[str, list[Problem]]:
    known = made.code_lists[field.codes]
    strange = [str(each) for each in raw if str(each) not in known]
    if strange:
        return "", [_problem(field, "Q301", f"{field.zh}“{'、'.join(strange)}”不在代码表里", "blocks")]
    return SEPARATOR.join(sorted({known[str(each)] for each in raw})), []


def _dated(field: Field, raw: Any) -> tuple[str, list[Problem]]:
    """Civil time: ``YYYY-MM-DD`` or ``YYYY-MM-DD hh:mm:ss``."""
    if isinstance(raw, str):
        try:
            raw = datetime.fromisoformat(raw) if "T" in raw else date.fromisoformat(raw)
        except ValueError:
            return "", [_problem(field, "Q201", f"{field.zh}不是日期", "blocks")]
    if isinstance(raw, datetime):
        raw = raw.astimezone(CIVIL_TIME)
        return (f"{raw:%Y-%m-%d %H:%M:%S}" if field.type == "dt" else f"{raw:%Y-%m-%d}"), []
    return f"{raw:%Y-%m-%d}", []


def _number(field: Field, raw: Any) -> tuple[str, list[Problem]]:
    amount = Decimal(str(raw)).quantize(Decimal(1).scaleb(-field.scale))
    if len(amount.as_tuple().digits) > field.digits:
        return "", [_problem(field, "Q201", f"{field.zh}超过{field.digits}位", "blocks")]
    return f"{amount:f}", []


def _clean(field: Field, text: str) -> tuple[str, list[Problem]]:
    """Characters that no exchange file can hold are said, never dropped."""
    strange = [char for char in text if ord(char) < 32 and char not in "\n\t"]
    wrong = [_problem(field, "Q201", f"{field.zh}里有不能传输的控制字符", "blocks")] if strange else []
    return text.strip(), wrong


def _length(field: Field, text: str) -> list[Problem]:
    if field.length and len(text) > field.length:
        words = f"{field.zh}有{len(text)}字，超过{field.length}字"
        return [_problem(field, "Q201", words, "blocks")]
    return []


def _missing(field: Field) -> list[Problem]:
    if field.required:
        return [_problem(field, "Q101", f"缺少{field.zh}", "blocks")]
    return [_problem(field, "Q101", f"没有{field.zh}", "warns")] if field.wanted else []


def _problem(field: Field, code: str, message: str, severity: Any) -> Problem:
    known = VALUES[field.source]
    return Problem(code, severity, field.name, message, known.owner, known.mend)


def _checked(check: Check, source: Source, item: Item) -> Problem | None:
    known = RULES[check.rule]
    if known.holds(source, item.thing):
        return None
    return Problem(check.code, check.severity, "", check.zh, known.owner, known.mend)


def differences(made: Format, record_type: str, theirs: Mapping[str, str], ours: Mapping[str, str]) -> list[str]:
    """Return the names of the fields in which two contents of a record differ, in the order of the format."""
    record = made.record(record_type)
    named = [field.name for field in record.fields] if record else []
    every = dict.fromkeys([*named, *theirs, *ours])
    return [name for name in every if theirs.get(name, "") != ours.get(name, "")]

"""From a case to the records of a format: values read, written out, checked. Pure; nothing is filled in or guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from hengtu.exchange.format_values import Format, Problem, Produced, RecordType
from hengtu.exchange.source import Source
from hengtu.exchange.values import Item
from hengtu.exchange.writers import RecordPlan, plan_of
from hengtu.law import deadlines
from hengtu.law.procedure import day_of


def produce(made: Format, source: Source) -> tuple[Produced, ...]:
    """Return every record a format has of a case as its acts stand; none once the case has been erased."""
    if source.is_erased:
        return ()
    due_on = _due_on(made, source)
    found = [each for record in plan_of(made) for each in _records(record, source, due_on)]
    return tuple(_with_needs(made, found))


def _records(record: RecordPlan, source: Source, due_on: date | None) -> Iterator[Produced]:
    if record.is_of_case and record.when is not None and not record.when(source, None):
        return
    for item in record.items(source):
        if record.is_of_case or record.when is None or record.when(source, item.thing):
            yield _produced(record, source, item, due_on)


def _produced(record: RecordPlan, source: Source, item: Item, due_on: date | None) -> Produced:
    thing = item.thing
    content: dict[str, str] = {}
    problems: list[Problem] = []
    for field in record.fields:
        content[field.name], wrong = field.written(source, thing)
        if wrong:
            problems.extend(wrong)
    for check in record.checks:
        if not check.holds(source, thing):
            problems.append(check.problem)
    uid = f"{source.uid}/{item.id}" if item.id else source.uid
    return Produced(record.type, uid, content, item.acts, tuple(problems), due_on)


def _due_on(made: Format, source: Source) -> date | None:
    """By when the law wants it there, where it names a term: counted from the decision."""
    decision = source.situation.decision
    if not made.limit or decision is None:
        return None
    return deadlines.days_of(made.limit, day_of(decision.occurred_at)).due_on


def _with_needs(made: Format, found: list[Produced]) -> Iterator[Produced]:
    """A record whose companions are missing from the case is not complete (Q102)."""
    present = {each.record_type for each in found}
    wrong = {
        record.type: _lacking(made, record, present) for record in made.records if not present.issuperset(record.needs)
    }
    for each in found:
        problem = wrong.get(each.record_type)
        yield replace(each, problems=(*each.problems, problem)) if problem else each


def _lacking(made: Format, record: RecordType, present: set[str]) -> Problem:
    missing = [need for need in record.needs if need not in present]
    names = "、".join(other.zh for need in missing if (other := made.record(need)) is not None)
    return Problem("Q102", "blocks", "", f"缺少一并报送的{names}", "承办人", "case")


def differences(made: Format, record_type: str, theirs: Mapping[str, str], ours: Mapping[str, str]) -> list[str]:
    """Return the names of the fields in which two contents of a record differ, in the order of the format."""
    record = made.record(record_type)
    named = [field.name for field in record.fields] if record else []
    every = dict.fromkeys([*named, *theirs, *ours])
    return [name for name in every if theirs.get(name, "") != ours.get(name, "")]

"""Values of coercive measures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hengtu.exchange.source import Source
from hengtu.exchange.values.registry import Item, condition, grain, value
from hengtu.law.citations import cited
from hengtu.law.procedure.measures import Measure, measures_of


@grain("measure")
def measures(source: Source) -> Iterable[Item]:
    """One record per measure that was approved or taken."""
    for measure in measures_of(source.situation):
        acts = (measure.opened, measure.urgent, measure.approved, measure.taken, measure.extended, measure.ended)
        yield Item(measure.id, measure, tuple(dict.fromkeys(act.uid for act in acts if act)))


@condition("taken", of="measure")
def taken(_: Source, measure: Measure) -> bool:
    """It was carried out, not only approved."""
    return measure.began is not None


@value("measure.id", "强制措施标识")
def measure_id(_: Source, measure: Measure) -> str:
    return measure.id


@value("measure.kind", "强制措施种类")
def measure_kind(_: Source, measure: Measure) -> str:
    return measure.kind


@value("measure.name", "强制措施")
def measure_name(_: Source, measure: Measure) -> str:
    return measure.name


@value("measure.basis", "依据")
def measure_basis(_: Source, measure: Measure) -> str:
    """The article that grants it, in words; one that was never read in a text is not written."""
    return cited((measure.article,)) if measure.article else ""


@value("measure.reason", "理由")
def measure_reason(_: Source, measure: Measure) -> str:
    return str(measure.opened.payload.get("reason") or "")


@value("measure.began_at", "实施时间")
def measure_began_at(_: Source, measure: Measure) -> datetime | None:
    return measure.began.occurred_at if measure.began else None


@value("measure.is_extended", "已经延长")
def measure_is_extended(_: Source, measure: Measure) -> bool:
    return measure.extended is not None


@value("measure.ended_at", "解除或者处理时间", mend="act:measure_lifted")
def measure_ended_at(_: Source, measure: Measure) -> datetime | None:
    return measure.ended.occurred_at if measure.ended else None


@value("measure.things", "涉案财物")
def measure_things(_: Source, measure: Measure) -> list[str]:
    return [row.name for row in measure.rows]

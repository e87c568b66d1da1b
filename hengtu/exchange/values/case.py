"""Values of the case itself and of its agency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from hengtu.cases.projection import track_of
from hengtu.cases.words import SOURCE_NAMES
from hengtu.exchange.source import Source
from hengtu.exchange.values.registry import Item, condition, grain, value
from hengtu.law.acts import LegalAct
from hengtu.law.fact_words import fact_phrases
from hengtu.law.procedure import day_of

ABOUT = ("lead_registered", "identity_shown", "case_filed", "spot_decided", "case_closed", "spot_case_closed",
         "archived", "filing_cancelled", "case_transferred", "investigation_ended")  # fmt: skip
CLOSED = ("case_closed", "spot_case_closed")
BEGUN = ("case_filed", "spot_decided")


@grain("case")
def the_case(source: Source) -> Iterable[Item]:
    """One record for the case."""
    yield Item("", None, tuple(act.uid for act in source.situation.all(*ABOUT)))


@condition("begun")
def begun(source: Source, _: Any) -> bool:
    """The case was filed, or decided on the spot: a lead alone is not reported."""
    return source.situation.has(*BEGUN)


@condition("ordinary")
def ordinary(source: Source, _: Any) -> bool:
    """It runs under the ordinary procedure."""
    return str(track_of(source.situation)) == "ORDINARY"


@condition("closed")
def closed(source: Source, _: Any) -> bool:
    """It is closed."""
    return source.situation.has(*CLOSED)


@condition("archived")
def archived(source: Source, _: Any) -> bool:
    """Its file is made up."""
    return source.situation.has("archived")


def _opening(source: Source) -> dict[str, Any]:
    return dict((source.acts[0].payload or {}).get("case") or {})


def _last(source: Source, *kinds: str) -> LegalAct | None:
    return source.situation.last(*kinds)


def _at(act: LegalAct | None) -> datetime | None:
    return act.occurred_at if act else None


@value("case.id", "案件标识")
def case_id(source: Source, _: Any) -> str:
    return source.uid


@value("case.number", "案号", mend="act:case_filed")
def number(source: Source, _: Any) -> str:
    numbered = _last(source, *BEGUN)
    return str(numbered.payload.get("case_number", "")) if numbered else ""


@value("case.title", "案由", mend="act:lead_registered")
def title(source: Source, _: Any) -> str:
    return str(_opening(source).get("title", ""))


@value("case.category", "执法门类", mend="act:lead_registered")
def category(source: Source, _: Any) -> str:
    return source.situation.case.category if source.situation.case else ""


@value("case.track", "适用程序")
def track(source: Source, _: Any) -> str:
    return str(track_of(source.situation))


@value("case.source", "案件来源", mend="act:lead_registered")
def came_from(source: Source, _: Any) -> str:
    return str((source.acts[0].payload or {}).get("source") or "")


@value("case.source_words", "案件来源（文字）")
def came_from_words(source: Source, _: Any) -> str:
    return SOURCE_NAMES.get(came_from(source, None), "")


@value("case.place", "地点", mend="act:lead_registered")
def place(source: Source, _: Any) -> str:
    return str((source.acts[0].payload or {}).get("place") or "")


@value("case.plate", "车牌号或者船名", mend="act:lead_registered")
def plate(source: Source, _: Any) -> str:
    return str(_opening(source).get("plate") or "").replace("·", "")


@value("case.occurred_on", "违法行为发生日")
def occurred_on(source: Source, _: Any) -> date | None:
    case = source.situation.case
    return min(matter.violation_on for matter in case.matters) if case else None


@value("case.found_at", "发现时间")
def found_at(source: Source, _: Any) -> datetime:
    return source.acts[0].occurred_at


@value("case.filed_at", "立案时间", mend="act:case_filed")
def filed_at(source: Source, _: Any) -> datetime | None:
    return _at(_last(source, "case_filed"))


@value("case.closed_at", "结案时间", mend="act:case_closed")
def closed_at(source: Source, _: Any) -> datetime | None:
    return _at(_last(source, *CLOSED))


@value("case.archived_at", "归档时间", owner="档案管理人员", mend="act:archived")
def archived_at(source: Source, _: Any) -> datetime | None:
    return _at(_last(source, "archived"))


@value("case.facts", "查明的事实")
def facts(source: Source, _: Any) -> str:
    """The facts found, in the words decisions use."""
    case = source.situation.case
    return "；".join("，".join(fact_phrases(matter.facts)) for matter in case.matters) if case else ""


@value("case.items", "执法事项")
def items(source: Source, _: Any) -> list[str]:
    case = source.situation.case
    return sorted({matter.violation for matter in case.matters}) if case else []


@value("case.officers", "办案人员")
def officers(source: Source, _: Any) -> list[str]:
    situation = source.situation
    return sorted({a.name for act in situation.acts for a in act.by if a.id in situation.investigators and a.name})


@value("case.last_act_on", "最近办理日")
def last_act_on(source: Source, _: Any) -> date:
    return day_of(source.acts[-1].occurred_at)


@value("case.status", "办理状态")
def status(source: Source, _: Any) -> str:
    """ARCHIVED, CLOSED, DECIDED or OPEN, by what has been done."""
    situation = source.situation
    if situation.has("archived"):
        return "ARCHIVED"
    if situation.has(*CLOSED):
        return "CLOSED"
    return "DECIDED" if situation.decision else "OPEN"


@value("case.agency_code", "执法主体代码", owner="系统管理员", mend="")
def agency_code(source: Source, _: Any) -> str:
    return source.agency.legal_subject.code


@value("case.agency_name", "执法主体名称", owner="系统管理员", mend="")
def agency_name(source: Source, _: Any) -> str:
    return source.agency.legal_subject.name


@value("case.unit_name", "承办单位", owner="系统管理员", mend="")
def unit_name(source: Source, _: Any) -> str:
    return source.agency.name


@value("case.division", "行政区划", owner="系统管理员", mend="")
def division(source: Source, _: Any) -> str:
    return source.agency.division_code

"""What a case is about must be something the law knows: item, place, party, facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hengtu.law import discretion, jurisdiction
from hengtu.law.contradictions import understood
from hengtu.law.dates_zh import day_zh
from hengtu.law.errors import LawError
from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.matters import Matter
from hengtu.law.procedure.moment import Moment

# The seven fields that the integrated transport enforcement unites; a certificate names the same ones.
CATEGORIES = frozenset(
    {"highway_admin", "road_transport", "water_transport", "waterway", "port", "local_maritime", "construction_quality"}
)


def case_is_understood(moment: Moment) -> Iterator[Objection]:
    """Field, item, place, kind of party and facts are those of the rulebook; the violation is not in the future."""
    case = moment.case
    if case.category not in CATEGORIES:
        yield curable(
            "category_missing",
            "还没有选择执法门类",
            (),
            "请在公路路政、道路运政、水路运政、航道行政、港口行政、地方海事行政、工程质量监督中选择一个。",
        )
    yield from _asked(lambda: jurisdiction.resolve(case.jurisdiction))
    for matter in case.matters:
        yield from _matter_is_understood(matter)
        if matter.violation_on > moment.on:
            yield curable(
                "violation_in_the_future",
                f"违法行为日{day_zh(matter.violation_on)}晚于登记当日",
                (),
                "请核对违法行为发生的日期。",
            )


def _matter_is_understood(matter: Matter) -> Iterator[Objection]:
    yield from _asked(lambda: discretion.violation(matter.violation, matter.violation_on))
    yield from _asked(lambda: understood(matter.facts, matter.party.kind))


def found_facts_are_understood(moment: Moment) -> Iterator[Objection]:
    """Facts that an investigation establishes are those of the vocabulary."""
    found = moment.asked("facts")
    if found:
        yield from _asked(lambda: understood(found))


def _asked(question: Any) -> Iterator[Objection]:
    """Turn a refusal of the substantive law into an objection: what, and what comes nearest."""
    try:
        question()
    except LawError as error:
        yield curable(error.code, error.message.rstrip("。"), error.basis, "请按提示核对后重新填写。")

"""What the pre-check finds in the property of a case: no end, no photograph, no label, lent and not back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.finding import Finding, Gravity
from hengtu.law.procedure.property import Thing, ThingState, things_of
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.things import named_things
from hengtu.law.settings import procedure_setting

# Disposals after which the thing can be looked at no more.
FOR_GOOD = frozenset({"confiscated", "destroyed", "set_off", "sold_perishable", "unclaimed"})


def property_findings(whole: Situation, on: date) -> Iterator[Finding]:
    """Yield what acts that name things leave open; what earlier acts did not record is not asked of them.

    Source: ACL:26, ACL:28, APL:74; the label is a setting of the house.
    """
    for thing in things_of(whole):
        yield from _without_end(thing, whole)
        yield from _not_back(thing, on)
    for act in whole.all("property_disposed"):
        yield from _not_photographed(act)
    yield from _not_labelled(whole, on)


def _without_end(thing: Thing, whole: Situation) -> Iterator[Finding]:
    """A closed case in which a thing is still held, or a price has not gone its way."""
    if not whole.has("case_closed") or not thing.by_name or not (thing.is_held or thing.waits_for_money):
        return
    yield Finding(
        "thing_without_end",
        Gravity.SERIOUS,
        f"案件已经结案，“{thing.row.name}”{thing.standing_zh}",
        ("ACL:28",),
        "请办退还或者处理；没有来领的，催领并妥善保管。",
        kind="property_returned",
        about=thing.id,
    )


def _not_back(thing: Thing, on: date) -> Iterator[Finding]:
    """What was lent for testing and should be back."""
    if thing.standing is ThingState.LENT and thing.back_by is not None and on > thing.back_by:
        yield Finding(
            "thing_lent_too_long",
            Gravity.SERIOUS,
            f"“{thing.row.name}”借给{thing.lent_to}，应当{day_zh(thing.back_by)}归还，还没有收回",
            ("ACL:26p1",),
            "请收回并记入保管记录；还要检测的，写明新的归还日期。",
            kind="property_noted",
            about=thing.id,
        )


def _not_photographed(act: LegalAct) -> Iterator[Finding]:
    if named_things(act) and act.payload.get("how") in FOR_GOOD and act.payload.get("photographed") is not True:
        yield Finding(
            "disposed_unphotographed",
            Gravity.SERIOUS,
            "处理财物以前没有拍照录像留存",
            ("ACL:26p1",),
            "能补拍的补拍；不能的，写明情况并附清点记录。",
            kind=act.kind,
            about=act.uid,
        )


def _not_labelled(whole: Situation, on: date) -> Iterator[Finding]:
    """Whether a label is asked for is a setting of the place (the law says nothing)."""
    taken_in = [act for act in whole.all("property_taken_in") if named_things(act)]
    if not taken_in or whole.case is None:
        return
    row = procedure_setting("property_label", whole.case.jurisdiction, on)
    if row is None or row["value"] != "required":
        return
    for act in taken_in:
        if act.payload.get("labelled") is not True:
            yield Finding(
                "thing_unlabelled",
                Gravity.NOTE,
                "入库的财物没有贴标签（本系统默认的要求，各地可以改）",
                (),
                "请打印标签贴好；贴过的，用更正写明。",
                kind=act.kind,
                about=act.uid,
            )

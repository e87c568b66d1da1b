"""Who publishes, and when a withholding comes too late (APL:48p1, GB118)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.dates_zh import day_zh
from hengtu.law.disclosure.contents import RESULT
from hengtu.law.disclosure.withholding import GROUNDS, PART, SCOPES, WHOLE
from hengtu.law.objections import Objection, curable, late
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.guards.gates import before_its_clock_ends
from hengtu.law.procedure.guards.people import held_by
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.results import NAMED_BY, Result, result_meant, results_of, results_waiting

READER = "publicity_reader"  # the role of the system itself, which acts on a standing order of the agency
head = held_by("agency_head", "执法部门负责人", "APL:57p1")
_penalty_in_time = before_its_clock_ends(
    "publish_penalty", "publication_late", "决定作出之日起七个工作日的公开", "GB118"
)


def some_result_waits(moment: Moment) -> Iterator[Objection]:
    """There is a result that is not public, or is withheld and may be public now."""
    results = results_of(moment.situation)
    if any(each.published is None and each.groundless is None for each in results):
        return
    yield curable(
        "no_result_waits",
        "没有等待公开的强制措施或者强制执行决定",
        ("GB118",),
        "已经公开的不必再公开；内容变了的自动更新。",
    )


def result_is_named(moment: Moment) -> Iterator[Objection]:
    """Of several results that wait, the act says which one it is about."""
    named, results = moment.asked(NAMED_BY), results_of(moment.situation)
    if named and all(each.id != named for each in results):
        yield curable("result_unknown", "本案没有这一项强制措施或者强制执行决定", (), "请从列出的里面选择。")
    elif not named and len(results_waiting(moment.situation)) > 1:
        yield curable("result_not_named", "有几项等待公开，没有写明是哪一项", (), "请写明是哪一项。")


def withheld_result_is_named(moment: Moment) -> Iterator[Objection]:
    """Where a result is withheld and not the decision, the same."""
    if moment.asked("about") == RESULT:
        yield from result_is_named(moment)


def result_in_time(moment: Moment) -> Iterator[Objection]:
    """A result is published within twenty working days of its own decision (GB118)."""
    meant = _meant(moment)
    clock = clock_of(moment.situation, "publish_other", meant.id) if meant else None
    if clock is None or clock.due.due_on is None or moment.on <= clock.due.due_on:
        return
    yield late(
        "publication_late",
        f"二十个工作日的公开期限到{day_zh(clock.due.due_on)}届满",
        ("GB118",),
        "请写明超期原因并报上一级负责人批准；系统同时发出预警。",
    )


def _meant(moment: Moment) -> Result | None:
    return result_meant(results_of(moment.situation), moment.act)


def publisher(moment: Moment) -> Iterator[Objection]:
    """A head publishes; the system does where a head has ordered it once for all, and says on which order."""
    ordered = bool(moment.asked("standing_order"))
    if ordered and any(READER in actor.roles for actor in moment.act.by):
        return
    yield from head(moment)


def withheld_in_time(moment: Moment) -> Iterator[Objection]:
    """What is withheld whole is withheld before it should have been public; after publication it is never too late."""
    if moment.asked("scope") != WHOLE:
        return
    if moment.asked("about") == RESULT:
        meant = _meant(moment)
        if meant is not None and meant.published is None:
            yield from result_in_time(moment)
    elif not moment.situation.has("decision_published"):
        yield from _penalty_in_time(moment)


def hiding_is_reasoned(moment: Moment) -> Iterator[Objection]:
    """Whoever hides more than the rules do says why; nobody can hide less (APL:48, APL:50)."""
    if moment.asked("hide") and not str(moment.asked("hide_reason") or "").strip():
        yield curable("hide_reason_missing", "另行遮盖了文字，还没有写明理由", ("APL:50",), "请写明为什么遮盖。")


def ground_fits(moment: Moment) -> Iterator[Objection]:
    """The ground is one the law knows, and hiding a part can be enough for it."""
    ground, scope = GROUNDS.get(str(moment.asked("ground"))), moment.asked("scope")
    if ground is None:
        names = "、".join(each.zh for each in GROUNDS.values())
        yield curable(
            "withholding_ground_unknown", f"没有写明不予公开的情形：{names}", ("GIR:14", "GIR:15"), "请选择其中一种。"
        )
    elif scope == PART and ground.whole_only:
        yield curable(
            "withholding_part_not_enough",
            f"{ground.zh}的决定不公开，遮盖一部分不够",
            ground.basis,
            "请选择全部不予公开。",
        )


def scope_fits(moment: Moment) -> Iterator[Objection]:
    """Either everything is withheld, or the passages to be hidden are named."""
    scope = moment.asked("scope")
    if scope not in SCOPES:
        yield curable("withholding_scope_unknown", "没有写明是全部还是部分不公开", ("GIR:37",), "请选择全部或者部分。")
    elif scope == PART and not moment.asked("parts"):
        yield curable(
            "withholding_parts_missing", "部分不公开的，没有写明遮盖哪些文字", ("GIR:37",), "请一行写一处要遮盖的文字。"
        )


def review_day_follows(moment: Moment) -> Iterator[Objection]:
    """A withholding is looked at again on a day named beforehand: what stands in the way may pass (GIR:18)."""
    day = str(moment.asked("review_on") or "")
    if day <= moment.on.isoformat():  # also where nothing was written
        yield curable(
            "withholding_review_day",
            "没有写明以后哪一天复查能否公开",
            ("GIR:18",),
            "请填写一个以后的日期，例如三个月以后。",
        )

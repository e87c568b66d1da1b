"""Sealing and seizure: granted by a law, approved, in time, kept apart, given back (ACL:10, ACL:16 to ACL:28)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law.citations import cite
from hengtu.law.dates_zh import iso_zh
from hengtu.law.objections import Objection, curable, late, void
from hengtu.law.powers import KIND_NAMES, article_named, measure_kind, power_granting, powers_under
from hengtu.law.procedure.clocks import Clock, clock_of, has_passed, last_moment
from hengtu.law.procedure.crime import OPENED, referral_of
from hengtu.law.procedure.measures import LIFTING_GROUNDS, Measure, measures_in_force, measures_of, named_measure
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.places import transfer_of
from hengtu.law.procedure.property import ThingState, things_of
from hengtu.law.procedure.things import named_things

RETURN_IT = "请立即解除，退还财物；逾期的原因写明后报上一级负责人批准。"
DISPOSALS = {
    "confiscated": "没收",
    "destroyed": "销毁",
    "set_off": "拍卖抵缴罚款",
    "sold_perishable": "先行变卖（不宜保存）",
    "handed_to_police": "随案移送公安机关",
    "unclaimed": "公告期满依法处理（扣留的车辆、工具）",
    "lost": "毁损、灭失，依法赔偿",
}
# How a thing ends without any decision about it: the three months of HSPR:72p2, or a loss the agency answers for.
WITHOUT_DECISION = frozenset({"unclaimed", "lost"})


def lifting_ground_is_known(moment: Moment) -> Iterator[Objection]:
    """Whoever names the case in which a measure is lifted names one of the five of the statute (ACL:28p1)."""
    ground = moment.asked("ground")
    if ground and ground not in LIFTING_GROUNDS:
        names = "；".join(LIFTING_GROUNDS.values())
        yield curable("lifting_ground_unknown", "解除的情形不是法定的五种之一", ("ACL:28p1",), f"请选择：{names}。")


# --- by what right ------------------------------------------------------------


def granting_article(moment: Moment) -> Iterator[Objection]:
    """A coercive measure needs a law or regulation that grants this very measure; a rule cannot (ACL:10, ACL:16)."""
    article = str(moment.asked("granting_article") or "")
    named = article_named(article)
    if named is None and not _is_titled_law(article):
        yield _without_power("行政强制措施须由法律、法规授予，没有写明授权的法律、法规")
    elif named is not None and not _is_law(named[0]):
        yield _without_power(f"{cite(named[0])}是规章或者其他文件，不能设定行政强制措施")
    elif named is not None:
        yield from _granted_there(moment, article, named)


def _is_titled_law(article: str) -> bool:
    return article.split("第")[0].rstrip("《》0123456789").endswith(("法", "条例"))


def _is_law(instrument: str) -> bool:
    title = cite(instrument)
    return title.endswith(("法", "条例"))


def _without_power(message: str) -> Objection:
    return void(
        "measure_without_power",
        message,
        ("ACL:10", "ACL:16"),
        "请写明授予这项强制措施的法律、法规条款；没有的，不能采取。",
    )


def _granted_there(moment: Moment, article: str, named: tuple[str, str]) -> Iterator[Objection]:
    """Where the rulebook lists what an instrument grants, the article and the kind of measure must be among it."""
    listed = powers_under(named[0], moment.on)
    if not listed:
        return
    grants = "；".join(f"{cite(row['basis'][0])}（{row['zh']}）" for row in listed)
    measure = str(moment.asked("measure") or "")
    power = power_granting(article, measure, moment.on)
    if power is None:
        yield _without_power(f"{article}没有授予行政强制措施，这部法规授予的是：{grants}")
        return
    kind = measure_kind(measure)
    if measure and kind not in power["kinds"]:
        yield _without_power(f"{cite(power['basis'][0])}没有授予{KIND_NAMES[kind]}，授予的是：{power['zh']}")


def not_by_entrusted_body(moment: Moment) -> Iterator[Objection]:
    """The power to take coercive measures is never entrusted (ACL:17p1)."""
    names = [actor.name or actor.id for actor in moment.act.by if "entrusted" in actor.roles]
    if names:
        yield void(
            "measure_by_entrusted_body",
            f"{'、'.join(names)}属于受委托的组织，行政强制措施权不得委托",
            ("ACL:17p1",),
            "请由行政执法主体自己的执法人员实施。",
        )


# --- which one ----------------------------------------------------------------


def some_measure_in_force(moment: Moment) -> Iterator[Objection]:
    """There is a measure to extend, to keep, to lift."""
    if not measures_in_force(moment.situation):
        yield curable(
            "no_measure_in_force", "没有正在执行的强制措施", ("ACL:28",), "请核对案件；已经解除的不必再解除。"
        )


def names_one_in_force(moment: Moment) -> Iterator[Objection]:
    """With several measures in force the act says which one it speaks of."""
    held = measures_in_force(moment.situation)
    if held and named_measure(held, moment.act) is None:
        choices = "；".join(measure.label for measure in held)
        yield curable("measure_unnamed", f"没有写明是哪一项强制措施：{choices}", (), "请选择其中的一项。")


def one_waits_to_be_taken(moment: Moment) -> Iterator[Objection]:
    """What is carried out was approved before, and each approval is carried out once (ACL:18i1)."""
    waiting = [each for each in measures_of(moment.situation) if each.waits_to_be_taken]
    if not waiting:
        yield curable(
            "no_measure_to_take",
            "没有已经批准、还没有实施的强制措施",
            ("ACL:18i1",),
            "请先报负责人批准；情况紧急的，当场实施后二十四小时内补办批准。",
        )
    elif named_measure(waiting, moment.act) is None:
        choices = "；".join(measure.label for measure in waiting)
        yield curable("measure_unnamed", f"没有写明是哪一项强制措施：{choices}", (), "请选择其中的一项。")


def one_waits_for_approval(moment: Moment) -> Iterator[Objection]:
    """Only a measure taken in urgency can still be refused."""
    if not any(each.waits_for_approval for each in measures_of(moment.situation)):
        yield curable(
            "no_urgent_measure",
            "没有等待补办批准的紧急强制措施",
            ("ACL:19",),
            "请核对案件；已经批准的，不再需要时解除。",
        )


def _meant(moment: Moment) -> Measure | None:
    return named_measure(measures_in_force(moment.situation), moment.act)


def _clock(moment: Moment, term: str, measure: Measure) -> Clock | None:
    return clock_of(moment.situation, term, measure.id)


# --- in time ------------------------------------------------------------------


def _limit(moment: Moment, measure: Measure | None) -> Clock | None:
    """The clock that limits a measure; once it was announced in time the regulation's own term goes before it.

    Source: ACL:25p1 (other limits of administrative regulations), HSPR:72p2
    """
    return _clock(moment, "seizure", measure) if measure is not None and measure.announced is None else None


def urgent_report_in_time(moment: Moment) -> Iterator[Objection]:
    """What was taken in urgency is reported and approved within 24 hours (ACL:19)."""
    for measure in measures_of(moment.situation):
        clock = _clock(moment, "urgent_measure_report", measure) if measure.waits_for_approval else None
        if clock is not None and has_passed(clock, moment.act.occurred_at):
            yield late(
                "urgent_report_late",
                f"{measure.label}应当在{last_moment(clock)}以前补办批准，已经超过二十四小时",
                ("ACL:19",),
                "请写明超期原因并报上一级负责人批准；负责人认为不应当采取的，立即解除。",
            )


def not_expired(moment: Moment) -> Iterator[Objection]:
    """An expired measure is lifted; it is good for nothing else (ACL:25p1, ACL:28p1i4). A loss is recorded any day."""
    measure = None if moment.asked("how") == "lost" else _meant(moment)
    clock = _limit(moment, measure)
    if measure is not None and clock is not None and has_passed(clock, moment.act.occurred_at):
        yield void(
            "measure_expired_unusable",
            f"{measure.label}的期限到{last_moment(clock)}届满，不能再使用、延长或者处分",
            ("ACL:25p1", "ACL:28p1i4"),
            RETURN_IT,
        )


def lifted_in_time(moment: Moment) -> Iterator[Objection]:
    """A measure is lifted by its last day; later it still must be, openly (ACL:25p1, ACL:28)."""
    measure = _meant(moment)
    clock = _limit(moment, measure)
    if measure is not None and clock is not None and has_passed(clock, moment.act.occurred_at):
        yield late(
            "measure_expired",
            f"{measure.label}的期限到{last_moment(clock)}届满",
            ("ACL:25p1", "ACL:28"),
            "请写明超期原因并报上一级负责人批准；系统同时发出预警。",
        )


def extended_once(moment: Moment) -> Iterator[Objection]:
    """A measure is extended once (ACL:25p1)."""
    measure = _meant(moment)
    if measure is not None and measure.extended is not None:
        yield void(
            "measure_extended_twice",
            f"{measure.label}已经延长过一次，不能再延长",
            ("ACL:25p1",),
            "请在期满前作出处理决定，或者解除强制措施。",
        )


def testing_fixed_beforehand(moment: Moment) -> Iterator[Objection]:
    """Testing time does not count only if its length is fixed and told in writing before it begins (ACL:25p3)."""
    first, last = moment.asked("from_on"), moment.asked("to_on")
    if not first or not last:
        return  # asked for by its fields
    if date.fromisoformat(first) < moment.on:
        yield void(
            "testing_told_afterwards",
            f"检测、鉴定从{iso_zh(first)}开始，告知在其后，告知以前的日子照算",
            ("ACL:25p3",),
            "请在开始以前书面告知；已经开始的，只能就以后的期间告知。",
        )
    if date.fromisoformat(last) < date.fromisoformat(first):
        yield curable(
            "testing_period_reversed", f"结束日{iso_zh(last)}早于开始日{iso_zh(first)}", ("ACL:25p3",), "请核对日期。"
        )


# --- kept ---------------------------------------------------------------------


def keeper_is_no_investigator(moment: Moment) -> Iterator[Objection]:
    """Who keeps case property did not investigate the case: a rule of this system beside the ministry's chapter 9."""
    names = [actor.name or actor.id for actor in moment.act.by if actor.id in moment.situation.investigators]
    if names:
        yield curable(
            "keeper_is_investigator",
            f"{'、'.join(names)}是本案办案人员，不能保管本案的涉案财物",
            (),
            "请交由没有参加本案调查的涉案财物管理人员保管。",
        )


def taken_in_by_time(moment: Moment) -> Iterator[Objection]:
    """Property goes to its keeper within 24 hours: a limit of the house until the ministry's text is confirmed."""
    measure = _meant(moment)
    clock = _clock(moment, "property_handover", measure) if measure else None
    if (
        measure is None
        or clock is None
        or not has_passed(clock, moment.act.occurred_at)
        or _only_changes_keeper(moment)
    ):
        return
    if moment.asked("delay_reason") not in DELAYS:
        yield late(
            "property_handover_late",
            f"{measure.label}应当在{last_moment(clock)}以前移交保管",
            (),
            "请写明超期原因并报上一级负责人批准；路途偏远、需要紧急鉴定的，写明情形。",
        )


def _only_changes_keeper(moment: Moment) -> bool:
    """What is in the house already goes from keeper to keeper; the 24 hours are about coming in."""
    named = named_things(moment.act)
    things = [thing for thing in things_of(moment.situation) if thing.id in named]
    return bool(things) and all(thing.standing is not ThingState.TAKEN for thing in things)


DELAYS = {"remote": "在偏远地区，返回单位后移交", "appraisal": "需要紧急鉴定，鉴定后移交（办案机构负责人同意）"}


def no_storage_fee(moment: Moment) -> Iterator[Objection]:
    """The agency bears the cost of keeping; whoever took a fee gives it back first (ACL:26p3)."""
    if float(moment.asked("storage_fee_yuan") or 0) > 0:
        measure = _meant(moment)
        power = power_granting(measure.article, measure.name, moment.on) if measure else None
        basis = ("ACL:26p3", *(power["basis"] if power and power.get("no_storage_fee") else ()))
        yield void(
            "storage_fee_charged",
            "查封、扣押发生的保管费用由行政机关承担，不得向当事人收取",
            basis,
            "请先退还已经收取的保管费、停车费，再办理解除。",
        )


# --- disposed -----------------------------------------------------------------


def disposal_is_lawful(moment: Moment) -> Iterator[Objection]:
    """Goods are disposed of by a lawful decision, or with a criminal case, or because they perish (ACL:21, ACL:27)."""
    how = str(moment.asked("how") or "")
    if how not in DISPOSALS:
        yield curable(
            "how_missing", "没有写明怎样处理", ("ACL:27",), f"请在{'、'.join(DISPOSALS.values())}中选择一种。"
        )
    elif how in {"confiscated", "destroyed", "set_off"}:
        yield from _by_decision(moment, how)
    elif how == "sold_perishable":
        yield from _perishable(moment)
    elif how not in WITHOUT_DECISION:
        yield from _with_the_criminal_case(moment)


def _by_decision(moment: Moment, how: str) -> Iterator[Objection]:
    decided = moment.situation.last("decided")
    takes = any(
        penalty.confiscate_yuan or "confiscate" in penalty.kind for penalty in moment.situation.decided.values()
    )
    if decided is None or not moment.situation.has("decision_served"):
        yield void(
            "disposal_without_decision",
            f"还没有作出并送达处罚决定，不能{DISPOSALS[how]}",
            ("ACL:27",),
            "请先作出决定并送达；不再需要扣押的，解除并退还。",
        )
    elif how == "confiscated" and not takes:
        yield void(
            "not_confiscated_by_decision",
            "处罚决定没有没收这项财物",
            ("ACL:27", "ACL:28p1i1"),
            "请解除强制措施，退还财物。",
        )


def _perishable(moment: Moment) -> Iterator[Objection]:
    if moment.asked("photographed") is not True:
        yield curable("photographs_missing", "先行变卖以前没有拍照录像留存", ("ACL:28p2",), "请先拍照录像，随卷保存。")
    if moment.asked("proceeds_yuan") is None:
        yield curable("proceeds_missing", "没有写明变卖所得", ("ACL:28p2",), "请写明变卖所得价款并留存凭证。")


def _with_the_criminal_case(moment: Moment) -> Iterator[Objection]:
    if referral_of(moment.situation).last_answer != OPENED:
        yield void(
            "no_criminal_case",
            "公安机关还没有立案，财物不能随案移送",
            ("ACL:21", "TRF:12"),
            "请在接到立案通知书后移交；公安机关不立案的，依法处理或者退还。",
        )
    if moment.asked("party_notified") is not True:
        yield curable("party_not_notified", "没有书面告知当事人财物已经移送", ("ACL:21",), "请制作告知书并送达当事人。")


def nothing_left_in_force(moment: Moment) -> Iterator[Objection]:
    """No measure outlives the case (ACL:28); each one that is still in force is named."""
    if transfer_of(moment.situation) is not None and _went_along(moment):
        return
    for measure in measures_in_force(moment.situation):
        yield curable(
            "measure_not_lifted",
            f"{measure.label}扣押、查封的财物还没有解除并退还",
            ("ACL:28",),
            "请先解除强制措施，退还财物。",
        )


def _went_along(moment: Moment) -> bool:
    sent = transfer_of(moment.situation)
    return sent is not None and sent.payload.get("property_goes_along") is True

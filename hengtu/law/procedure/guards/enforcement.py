"""Enforcing by the agency itself: reminded, heard, empowered by statute, at a lawful hour (ACL:34 to ACL:52)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.calendar import official
from hengtu.law.dates_zh import day_zh
from hengtu.law.money import same_amount
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.corrections import PERFORMED, Standing, correction_of
from hengtu.law.procedure.matters import plain
from hengtu.law.procedure.measures import measures_in_force
from hengtu.law.procedure.moment import Guard, Moment
from hengtu.law.procedure.remedies import lapse_of, stayed, suspended
from hengtu.law.procedure.settlement import pay_by, settle
from hengtu.law.procedure.situation import CIVIL_TIME, is_statement, service_day


@dataclass(frozen=True)
class OwnPower:
    """A power that a statute gives a transport agency to enforce by itself. ``pulls_down``: ACL:44 comes first."""

    zh: str
    basis: str
    pulls_down: bool = False


OWN_POWERS = {
    "highway_sign": OwnPower("拆除公路用地范围内擅自设置的非公路标志", "HWY:79", True),
    "control_zone": OwnPower("拆除公路建筑控制区内的建筑物、地面构筑物或者设施", "HWY:81", True),
    "control_zone_regulation": OwnPower("拆除公路建筑控制区内违法扩建、修建的建筑物、构筑物或者设施", "HSPR:56", True),
    "auction": OwnPower("将已经查封、扣押的财物依法拍卖抵缴罚款", "ACL:46p3"),
}
# ACL:43p1 says 「夜间」 without hours. The hours are a setting of this system, never printed as law.
NIGHT_FROM_HOUR, NIGHT_TO_HOUR = 22, 6
SUSPENSION_GROUNDS = {
    "unable": "当事人履行确有困难或者暂无履行能力",
    "third_party": "第三人对执行标的主张权利，确有理由",
    "irreparable": "执行可能造成难以弥补的损失，且中止执行不损害公共利益",
    "other": "行政机关认为需要中止执行的其他情形",
}
ENDING_GROUNDS = {
    "person_died": "公民死亡，无遗产可供执行，又无义务承受人",
    "organisation_gone": "法人或者其他组织终止，无财产可供执行，又无义务承受人",
    "object_lost": "执行标的灭失",
    "decision_revoked": "据以执行的行政决定被撤销",
    "three_years": "没有明显社会危害，当事人确无能力履行，中止执行满三年未恢复执行",
    "other": "行政机关认为需要终结执行的其他情形",
}
DECIDING_GROUNDS = {"in_vain": "经催告逾期不履行且无正当理由", "hiding": "催告期间有转移、隐匿财物迹象"}
RESUMING_GROUNDS = {"cause_gone": "中止执行的情形消失", "agreement_broken": "当事人不履行执行协议"}
SUBSTITUTE_HARMS = {
    "traffic_safety": "已经或者将危害交通安全",
    "environment": "已经或者将造成环境污染",
    "resources": "已经或者将破坏自然资源",
}
PURPOSES = {"court": "申请人民法院强制执行", "own": "本机关强制执行", "substitute": "代履行"}


# --- the reminder ---------------------------------------------------------------------------------------------------


def something_is_unperformed(moment: Moment) -> Iterator[Objection]:
    """Something the decision or the order asked for has not been done (ACL:34)."""
    if settle(moment.share, moment.on).outstanding_yuan == 0 and not _uncorrected(moment):
        yield curable(
            "nothing_to_enforce", "没有未履行的义务", ("ACL:34",), "请核对缴款和改正情况；已经履行的，办理结案。"
        )


def _uncorrected(moment: Moment) -> bool:
    """An order to correct whose completion nobody recorded. Money paid is not correction."""
    found = correction_of(moment.situation)
    done = found.standing is Standing.DONE or moment.situation.has(*PERFORMED)
    return found.ordered is not None and not done


def order_is_open(moment: Moment) -> Iterator[Objection]:
    """There is an order to correct that nobody has followed; money is not enforced like this (ACL:44, ACL:50)."""
    if not _uncorrected(moment):
        yield curable(
            "no_order_open", "没有还未改正的责令改正决定", ("ACL:44", "ACL:50"), "请核对改正情况；已经改正的不必执行。"
        )


def term_is_over(moment: Moment) -> Iterator[Objection]:
    """Nobody is reminded before the term to perform is over, deferral considered (ACL:34, APL:67p3)."""
    due_on = pay_by(moment.share)
    if moment.asked("purpose") != "substitute" and due_on is not None and moment.on <= due_on:
        yield void(
            "term_still_running",
            f"履行期限到{day_zh(due_on)}才届满",
            ("ACL:34", "APL:67p3"),
            "请在期满以后催告。",
            due_on + timedelta(days=1),
        )


def purpose_is_known(moment: Moment) -> Iterator[Objection]:
    """A reminder says what follows if it is not heeded."""
    yield from _one_of(moment, "purpose", PURPOSES, ("ACL:35",))


def exact_sum_told(moment: Moment) -> Iterator[Objection]:
    """Where money is asked for, the reminder names the exact sum of that day (ACL:35i3)."""
    owed = settle(moment.share, moment.on).outstanding_yuan
    amount = moment.asked("amount_yuan")
    if moment.asked("purpose") == "substitute" or not owed:
        return
    if amount is None:
        yield curable("amount_yuan_missing", "还缺明确的金额", ("ACL:35",), f"请写明应缴 {plain(owed)} 元。")
    elif not same_amount(owed, float(amount)):
        yield curable(
            "reminder_sum_differs",
            f"截至当日应缴 {plain(owed)} 元，催告书写的是 {plain(float(amount))} 元",
            ("ACL:35",),
            "请按当日的应缴数额填写，加处罚款计算到当日。",
        )


def rights_told(moment: Moment) -> Iterator[Objection]:
    """The reminder tells the right to state and to defend (ACL:35i4)."""
    if moment.asked("right_told") is not True:
        yield curable(
            "reminder_rights_untold",
            "催告书没有告知陈述权和申辩权",
            ("ACL:35", "ACL:36"),
            "请在催告书上告知当事人依法享有的陈述权和申辩权。",
        )


# --- before any enforcement -----------------------------------------------------------------------------------------


def not_stayed(moment: Moment) -> Iterator[Objection]:
    """Reconsideration and litigation do not stay execution; an order to stay does (APL:73p1, ARL:42, ALL:56)."""
    if stayed(moment.share):
        yield void(
            "execution_stayed",
            "复议机关、人民法院或者本机关已经决定停止执行",
            ("APL:73p1", "ARL:42", "ALL:56"),
            "请等停止执行结束后再办。",
        )


def not_suspended(moment: Moment) -> Iterator[Objection]:
    """While enforcement is suspended nothing is enforced (ACL:39)."""
    if suspended(moment.share):
        yield void("enforcement_is_suspended", "正在中止执行", ("ACL:39",), "请在中止的情形消失、恢复执行以后再办。")


def has_own_power(moment: Moment) -> Iterator[Objection]:
    """Own enforcement needs a statute that gives this very power; everything else goes through the court (ACL:34)."""
    power = OWN_POWERS.get(str(moment.asked("power") or ""))
    if power is None:
        yield void(
            "no_own_power",
            "没有法律授予本机关这项强制执行权",
            ("ACL:34", "ACL:53"),
            "请申请人民法院强制执行；交通运输执法部门自己的执行权只限于法律写明的几种。",
        )
    elif power.basis == "ACL:46p3" and not measures_in_force(moment.situation):
        yield void(
            "nothing_to_auction",
            "没有已经查封、扣押的财物，不能拍卖抵缴",
            ("ACL:46p3",),
            "请申请人民法院强制执行。",
        )


def remedies_lapsed_where_due(moment: Moment) -> Iterator[Objection]:
    """Pulling down and auctioning wait until both remedies have lapsed unused (ACL:44, ACL:46p3)."""
    if str(moment.asked("power") or "") not in OWN_POWERS:
        return
    lapse = lapse_of(moment.share)
    if not lapse.is_over(moment.on):
        yield void(
            "remedies_open",
            f"当事人申请复议或者提起诉讼的期限还没有过。{''.join(lapse.sentences)}".rstrip("。"),
            ("ACL:44", "ACL:46p3"),
            "请等复议和诉讼的期限都届满、当事人仍不履行时再办。",
            lapse.last_on + timedelta(days=1) if lapse.last_on else None,
        )


def announced_before_pulling_down(moment: Moment) -> Iterator[Objection]:
    """Pulling down comes after a public notice with a term to do it oneself (ACL:44)."""
    power = OWN_POWERS.get(str(moment.asked("power") or ""))
    if power is None or not power.pulls_down:
        return
    announced = moment.situation.last("demolition_announced")
    due_on = date.fromisoformat(announced.payload["due_on"]) if announced else None
    if due_on is None:
        yield void("demolition_not_announced", "还没有公告限期自行拆除", ("ACL:44",), "请先公告，限期当事人自行拆除。")
    elif moment.on <= due_on:
        yield void(
            "demolition_term_running",
            f"公告的自行拆除期限到{day_zh(due_on)}才届满",
            ("ACL:44",),
            "请等期满后当事人仍不拆除时再办。",
            due_on + timedelta(days=1),
        )


def reminded_in_vain(moment: Moment) -> Iterator[Objection]:
    """Before deciding to enforce: reminded, the limit over, what was answered rechecked (ACL:35 to ACL:37).

    While the limit runs, a decision is allowed only on evidence that goods are being hidden (ACL:37p3).
    """
    reminder = moment.share.last("reminder_served")
    if reminder is None:
        yield void("reminder_missing", "还没有催告当事人履行", ("ACL:35",), "请先送达催告书，听取陈述申辩。")
        return
    due_on = _limit_of(reminder)
    if moment.asked("ground") != "hiding" and moment.on <= due_on:
        yield void(
            "reminder_limit_running",
            f"催告的履行期限到{day_zh(due_on)}才届满",
            ("ACL:35", "ACL:37"),
            "请等期满；有证据证明有转移或者隐匿财物迹象的，可以立即决定，并写明证据。",
            due_on + timedelta(days=1),
        )
    yield from _answers_rechecked(moment)


def _limit_of(reminder: LegalAct) -> date:
    named = reminder.payload.get("due_on")
    return date.fromisoformat(named) if named else service_day(reminder)


def _answers_rechecked(moment: Moment) -> Iterator[Objection]:
    for answer in moment.share.all("reminder_answered"):
        if is_statement(answer.payload) and not answer.payload.get("recheck"):
            yield curable("answer_not_rechecked", "当事人对催告的意见还没有复核", ("ACL:36",), "请先复核当事人的意见。")


# --- carrying it out ------------------------------------------------------------------------------------------------


def at_a_lawful_hour(moment: Moment) -> Iterator[Objection]:
    """Not at night and not on statutory holidays, except in urgency (ACL:43p1)."""
    if moment.asked("urgent_reason"):
        return
    hour = moment.act.occurred_at.astimezone(CIVIL_TIME).hour
    if hour >= NIGHT_FROM_HOUR or hour < NIGHT_TO_HOUR:
        yield void(
            "enforcement_at_night",
            f"不得在夜间实施行政强制执行（本系统把 {NIGHT_FROM_HOUR} 时至次日 {NIGHT_TO_HOUR} 时作为夜间）",
            ("ACL:43p1",),
            "请在日间实施；情况紧急的，写明紧急情况。",
        )
    yield from _not_on_a_holiday(moment)


def _not_on_a_holiday(moment: Moment) -> Iterator[Objection]:
    calendar = official()
    if calendar.mark(moment.on) == "holiday":
        yield void(
            "enforcement_on_holiday",
            f"{day_zh(moment.on)}是法定节假日（{calendar.name_of(moment.on)}），不得实施行政强制执行",
            ("ACL:43p1",),
            "请改在其他日子实施；情况紧急的，写明紧急情况。",
        )
    elif not calendar.covers(moment.on.year) and moment.asked("no_holiday") is not True:
        yield curable(
            "holidays_unknown",
            f"{moment.on.year} 年的放假安排还没有载入，系统不能判断是不是法定节假日",
            ("ACL:43p1",),
            "请核对后确认当日不是法定节假日，或者先载入放假通知。",
        )


def no_utilities_cut(moment: Moment) -> Iterator[Objection]:
    """No water, power, heating or gas is cut to make residents perform (ACL:43p2)."""
    if moment.asked("utilities_cut") is True:
        yield void(
            "utilities_cut",
            "不得对居民生活采取停止供水、供电、供热、供燃气等方式迫使当事人履行",
            ("ACL:43p2",),
            "请改用法律规定的执行方式，并立即恢复供应。",
        )


# --- substitute performance -----------------------------------------------------------------------------------------


def harm_is_stated(moment: Moment) -> Iterator[Objection]:
    """Others perform in the party's place only where the omission endangers traffic, environment or resources."""
    yield from _one_of(moment, "harm", SUBSTITUTE_HARMS, ("ACL:50",))


def reminded_to_restore(moment: Moment) -> Iterator[Objection]:
    """Substitute performance is for who was reminded in vain (ACL:50)."""
    if not any(act.payload.get("purpose") == "substitute" for act in moment.situation.all("reminder_served")):
        yield void(
            "substitute_reminder_missing",
            "还没有催告当事人自己履行",
            ("ACL:50", "ACL:51p1"),
            "请先送达代履行的催告书。",
        )


def three_working_days_before(moment: Moment) -> Iterator[Objection]:
    """The reminder was served at least three working days before the performance, counted back (ACL:51p1i2)."""
    day = date.fromisoformat(moment.asked("perform_on")) if moment.asked("perform_on") else moment.on
    last = deadlines.due("substitute_reminder", day, to=day).due_on
    reminders = [
        service_day(act)
        for act in moment.situation.all("reminder_served")
        if act.payload.get("purpose") == "substitute"
    ]
    if reminders and last is not None and max(reminders) > last:
        yield void(
            "substitute_reminder_too_late",
            f"{day_zh(day)}代履行，催告最迟应在{day_zh(last)}送达，实际在{day_zh(max(reminders))}送达",
            ("ACL:51p1i2", "ACL:69"),
            "请推迟代履行的日期。",
        )


def performed_under_supervision(moment: Moment) -> Iterator[Objection]:
    """Officers of the agency stand by, and the record is signed (ACL:51p1i3, ACL:51p1i4)."""
    if moment.asked("supervised") is not True:
        yield curable("supervision_missing", "代履行时没有派员到场监督", ("ACL:51p1i3",), "请派员到场监督并记录。")
    if moment.asked("signed") is not True:
        yield curable(
            "signatures_missing",
            "执行文书没有由到场人员、代履行人和当事人或者见证人签名",
            ("ACL:51p1i4",),
            "请补齐签名或者盖章；当事人不签的，由见证人签名。",
        )


def urgent_obstacle(moment: Moment) -> Iterator[Objection]:
    """At once only for what blocks a road, river, waterway or public place and the party cannot clear (ACL:52)."""
    if moment.asked("place_kind") not in CLEARED_PLACES:
        yield void(
            "not_to_be_cleared_at_once",
            "立即代履行只适用于需要立即清除的道路、河道、航道或者公共场所的遗洒物、障碍物或者污染物",
            ("ACL:52",),
            "请按一般代履行办理：决定、催告、监督。",
        )
    if moment.asked("party_absent") is True and not moment.asked("told_afterwards"):
        yield curable(
            "party_not_told_afterwards",
            "当事人不在场，还没有写明怎样立即通知",
            ("ACL:52",),
            "请在事后立即通知当事人并记录。",
        )


CLEARED_PLACES = {"road": "道路", "river": "河道", "waterway": "航道", "public_place": "公共场所"}


# --- suspended, ended, resumed, agreed ------------------------------------------------------------------------------


def ground_among(grounds: dict[str, str], *basis: str) -> Guard:
    """Make a guard: ``ground`` is one of the statute's."""

    def ground_is_statutory(moment: Moment) -> Iterator[Objection]:
        yield from _one_of(moment, "ground", grounds, basis)

    return ground_is_statutory


def _one_of(moment: Moment, key: str, known: dict[str, str], basis: tuple[str, ...]) -> Iterator[Objection]:
    if moment.asked(key) and moment.asked(key) not in known:
        yield curable(f"{key}_unknown", f"没有写明是哪一种：{'、'.join(known.values())}", basis, "请选择其中一种。")


def is_suspended(moment: Moment) -> Iterator[Objection]:
    """There is something to resume: a suspension, or an agreement that was not kept (ACL:39p2, ACL:42p2)."""
    agreed = moment.share.last("enforcement_agreed")
    broken = agreed is not None and not moment.share.after(agreed, "enforcement_resumed")
    if not suspended(moment.share) and not broken:
        yield curable("nothing_to_resume", "没有中止的执行，也没有执行协议", ("ACL:39p2", "ACL:42p2"), "请核对案件。")


def three_years_are_over(moment: Moment) -> Iterator[Objection]:
    """Who could not pay for three years of suspension is no longer pursued, not earlier (ACL:39p2)."""
    rest = moment.share.last("enforcement_suspended")
    if moment.asked("ground") != "three_years":
        return
    due_on = deadlines.due("suspended_enforcement", service_day(rest)).due_on if rest else None
    if due_on is None or moment.on <= due_on or not suspended(moment.share):
        yield void(
            "three_years_not_over",
            f"中止执行到{day_zh(due_on)}才满三年" if due_on else "没有中止执行",
            ("ACL:39p2",),
            "请等满三年；有其他终结情形的，选择相应情形。",
            due_on + timedelta(days=1) if due_on else None,
        )


def agreed_by_both(moment: Moment) -> Iterator[Objection]:
    """An agreement is signed by the party and harms neither the public nor others (ACL:42p1)."""
    if moment.asked("party_signed") is not True:
        yield curable("agreement_unsigned", "执行协议还没有由当事人签字", ("ACL:42p1",), "请当事人签字。")
    if moment.asked("harms_nobody") is not True:
        yield curable(
            "agreement_harm_unchecked",
            "没有确认协议不损害公共利益和他人合法权益",
            ("ACL:42p1",),
            "请核实并确认；有损害的，不能达成协议。",
        )


def reduction_is_earned(moment: Moment) -> Iterator[Objection]:
    """Only the additional fine may be reduced, and only where the party remedies (ACL:42p1)."""
    reduce = float(moment.asked("reduce_yuan") or 0)
    if reduce <= 0:
        return
    if not moment.asked("remedial"):
        yield curable(
            "reduction_without_remedy",
            "减免加处罚款，须当事人采取了补救措施",
            ("ACL:42p1",),
            "请写明当事人采取的补救措施；没有的，不能减免。",
        )
    most = settle(moment.share, moment.on).additional_fine_yuan
    if reduce > most:
        yield void(
            "reduction_too_large",
            f"减免 {plain(reduce)} 元，超过加处罚款 {plain(most)} 元；罚款本身不能减免",
            ("ACL:42p1",),
            "请把减免的数额控制在加处罚款以内。",
        )


def agreement_adds_up(moment: Moment) -> Iterator[Objection]:
    """The parts of an agreement add up to what is owed after the reduction (ACL:42p1)."""
    parts = moment.asked("instalments") or []
    total = sum(float(part["amount_yuan"]) for part in parts)
    owed = settle(moment.share, moment.on).outstanding_yuan - float(moment.asked("reduce_yuan") or 0)
    if parts and not same_amount(total, owed):
        yield curable(
            "instalments_do_not_add_up",
            f"分期合计 {plain(total)} 元，减免后应缴 {plain(owed)} 元",
            ("ACL:42p1",),
            "请让各期之和等于减免后的应缴数额。",
        )

"""Evidence: registered for keeping, sampled, recorded by machines (APL:41, APL:56)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.law.objections import Objection, curable, late, void
from hengtu.law.procedure.clocks import clock_of, has_passed, last_moment
from hengtu.law.procedure.measures import measures_of
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.registrations import (
    Registration,
    is_vehicle,
    named_registration,
    names_of,
    registrations_of,
)

SETTLEMENTS = {
    "returned": "退还，解除登记保存",
    "recorded": "复制、拍照、录像后退还",
    "tested": "送交检测、检验、鉴定",
    "seized": "依法采取查封、扣押措施",
    "confiscated": "依法没收",
    "handed_over": "随案移送有关部门",
}


def _open(moment: Moment) -> tuple[Registration, ...]:
    return tuple(each for each in registrations_of(moment.situation) if each.is_open)


def approved_before(moment: Moment) -> Iterator[Objection]:
    """The head approves first; one approval covers one list (APL:56)."""
    situation = moment.situation
    if len(situation.all("registration_approved")) <= len(registrations_of(situation)):
        yield void(
            "registration_not_approved",
            "先行登记保存须先经行政机关负责人批准，没有尚未使用的批准",
            ("APL:56",),
            "请先报负责人批准；证据不会灭失的，用复制、拍照等方式取证。",
        )


def listed_on_the_spot(moment: Moment) -> Iterator[Objection]:
    """A list is counted on the spot, and the party gets one copy (APL:56)."""
    if moment.asked("list_handed") is not True:
        yield curable(
            "list_not_handed",
            "清单还没有当场清点并交当事人一份",
            ("APL:56",),
            "请当场清点、开具清单，由当事人签名后交其一份；拒绝签名的注明。",
        )


def not_a_disguised_seizure(moment: Moment) -> Iterator[Objection]:
    """Seven working days cannot be renewed by registering the same thing, or the vehicle, again (APL:56, ACL:10)."""
    before = [name for each in registrations_of(moment.situation) for name in each.items]
    for name in names_of(moment.asked("items")):
        again = name in before or (is_vehicle(name) and any(is_vehicle(each) for each in before))
        if again:
            yield void(
                "registration_renewed",
                f"“{name}”已经登记保存过，七个工作日不能用再次登记来延长；这样用等于变相扣押",
                ("APL:56", "ACL:10"),
                "请作出处理决定；需要继续控制并且法律、法规授权的，报批查封、扣押，否则退还。",
            )


def one_registration_is_open(moment: Moment) -> Iterator[Objection]:
    """There is registered evidence that waits for its decision."""
    if not _open(moment):
        yield curable("no_open_registration", "没有尚未处理的先行登记保存", ("APL:56",), "请核对案件。")


def names_one_registration(moment: Moment) -> Iterator[Objection]:
    """With several lists open the act says which one it settles."""
    held = _open(moment)
    if held and named_registration(held, moment.act) is None:
        choices = "；".join(each.label for each in held)
        yield curable("registration_unnamed", f"没有写明是哪一份清单：{choices}", (), "请选择其中的一份。")


def settled_lawfully(moment: Moment) -> Iterator[Objection]:
    """Registered evidence is released or turned into something the law allows (APL:56)."""
    how = moment.asked("how")
    if how not in SETTLEMENTS:
        ways = "、".join(SETTLEMENTS.values())
        yield curable("how_missing", "没有写明怎样处理登记保存的证据", ("APL:56",), f"请在{ways}中选择一种。")
    elif how == "seized" and not any(each.approved and not each.ended for each in measures_of(moment.situation)):
        yield void(
            "seizure_not_approved",
            "转为查封、扣押，须先有法律、法规授权并经批准的强制措施",
            ("ACL:16", "ACL:18i1"),
            "请先报批强制措施；没有授权的，退还。",
        )
    elif how == "confiscated" and not moment.situation.has("decided"):
        yield void(
            "confiscated_without_decision", "还没有处罚决定，不能没收", ("APL:56",), "请先退还，或者作出处罚决定。"
        )


def settled_in_time(moment: Moment) -> Iterator[Objection]:
    """Within seven working days, and nothing extends them (APL:56, APL:85)."""
    registration = named_registration(_open(moment), moment.act)
    clock = clock_of(moment.situation, "evidence_registration", registration.id) if registration else None
    if registration is None or clock is None or not has_passed(clock, moment.act.occurred_at):
        return
    yield late(
        "registration_settled_late",
        f"{registration.label}的七个工作日到{last_moment(clock)}届满，期满后登记保存自动失去效力，不能延长",
        ("APL:56", "APL:85"),
        "请立即退还，写明超期原因并报上一级负责人批准。",
    )
    if moment.asked("how") not in {None, "returned", "recorded"}:
        yield void(
            "expired_registration_used",
            "登记保存的期限已经届满，只能退还，不能再转为其他措施",
            ("APL:56",),
            "请先退还；需要扣押的，另行依法报批并重新实施。",
        )


def nothing_registered_is_open(moment: Moment) -> Iterator[Objection]:
    """A case does not close while registered evidence waits for its decision (APL:56)."""
    for each in _open(moment):
        yield curable(
            "registration_open",
            f"{each.label}还没有处理",
            ("APL:56",),
            "请先处理登记保存的证据：退还或者依法转为其他措施。",
        )


def something_collected(moment: Moment) -> Iterator[Objection]:
    """An act of collecting names what was collected or found out; an empty one would prove nothing (APL:54p1)."""
    if not moment.asked("exhibits") and not moment.asked("facts"):
        yield curable(
            "nothing_collected",
            "没有选证据，也没有写查明的事实",
            ("APL:54p1",),
            "先到本案的证据里上传，再选这次取得的证据；或者写明查明的事实。",
        )


def monitoring_records_audited(moment: Moment) -> Iterator[Objection]:
    """A record of electronic monitoring is audited, and its device in order, before it proves anything (APL:41)."""
    for exhibit in moment.asked("exhibits") or ():
        if isinstance(exhibit, Mapping) and exhibit.get("monitoring") is True:
            yield from _monitored(exhibit)


def _monitored(exhibit: Mapping[str, Any]) -> Iterator[Objection]:
    name = str(exhibit.get("title") or exhibit.get("uid") or "电子技术监控记录")
    if exhibit.get("audited") is not True:
        yield void(
            "monitoring_record_unaudited",
            f"{name}没有经过审核或者审核不合格，不得作为行政处罚的证据",
            ("APL:41p2",),
            "请先审核记录的内容；不合格的，改用其他证据。",
        )
    for key, said in DEVICE_CONDITIONS.items():
        if exhibit.get(key) is False:
            yield void(
                f"monitoring_{key}",
                f"{name}：{said}",
                ("APL:41p1",),
                "请补正设备的条件以后重新取证，或者改用其他证据。",
            )


CERTIFICATE_VALID = "certificate_valid"
# What APL:41p1 asks of the device and the place, as questions; the answer to the certificate is read off its days.
DEVICE_ASKED = {
    "device_reviewed": "设备经过法制和技术审核",
    "device_meets_standard": "设备符合标准",
    "siting_reasonable": "设置合理",
    "sign_visible": "标志明显",
    "place_published": "设置地点已向社会公布",
}
# Only an express "no" refuses; the audit answers for the rest.
DEVICE_CONDITIONS = {
    "device_reviewed": "监控设备没有经过法制和技术审核",
    "device_meets_standard": "监控设备不符合标准",
    "siting_reasonable": "监控设备设置不合理",
    "sign_visible": "监控设备标志不明显",
    "place_published": "设置地点没有向社会公布",
    CERTIFICATE_VALID: "监控设备当日不在检定或者校准的有效期内",
}


def exhibits_documented(moment: Moment) -> Iterator[Objection]:
    """Evidence is verified before it is relied on: how data were taken, that a copy equals its original (APL:46p2).

    An entry says by ``electronic`` and ``copy`` what it is, by ``documented`` and ``checked`` how it stands; entries
    that say nothing, as those of earlier years, are not asked.
    """
    for exhibit in moment.asked("exhibits") or ():
        if isinstance(exhibit, Mapping):
            yield from (curable(code, *said) for code, said in faults_of(exhibit).items())


def faults_of(exhibit: Mapping[str, Any]) -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Return what keeps an entry of an act from being relied on, by code: message, basis, remedy."""
    name = str(exhibit.get("title") or exhibit.get("uid") or "")
    found = []
    if exhibit.get("electronic") is True:
        found += [] if exhibit.get("sm3") else ["electronic_data_without_hash"]
        found += [] if exhibit.get("documented") is True else ["electronic_data_undocumented"]
    if exhibit.get("copy") is True and exhibit.get("checked") is not True:
        found.append("copy_not_checked")
    return {code: (FAULTS[code][0].format(name), ("APL:46p2",), FAULTS[code][1]) for code in found}


FAULTS = {
    "electronic_data_without_hash": (
        "电子数据“{}”没有摘要值，不能证明提取以后没有改动",
        "请重新提取并入库，由系统算出摘要；做不到的，改用其他证据。",
    ),
    "electronic_data_undocumented": (
        "电子数据“{}”没有写明提取方法、提取人或者由谁签名确认",
        "请在这份证据的页面补写提取说明。",
    ),
    "copy_not_checked": (
        "“{}”是复制件，没有写明与原件核对无异",
        "请与原件核对，在这份证据的页面写明核对人和原件在哪里。",
    ),
}

"""Forty files with deliberate defects, and sound ones beside them: what the pre-check must find, and where it must not.

Every file is built from one of the eight lawful cases by a change that a sentence describes. ``codes`` are what the
pre-check claims to find for it; ``follows`` what the same defect brings about further on in the file (an act after a
missing act is out of order too) and what therefore is no false alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.precheck_across import FiledExhibit, elements_to_prove
from hengtu.web.commandline.scripts import actor_in, legal_acts
from tests.fixtures import scripts

FILE = scripts()
CIVIL = timezone(timedelta(hours=8))
Acts = tuple[LegalAct, ...]
Change = Callable[[Acts], Acts]
REVIEW, SPEAKING = "legal_reviewed", "statement_heard"


@dataclass(frozen=True)
class Defect:
    """One thing that is wrong: in words, as codes, and what follows from it."""

    sentence: str
    codes: frozenset[str]
    follows: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CheckedFile:
    """A file for the pre-check. Without defects it is sound."""

    id: str
    acts: Acts
    on: date
    defects: tuple[Defect, ...] = ()
    exhibits: tuple[FiledExhibit, ...] | None = None


def defect(sentence: str, *codes: str, follows: str = "") -> Defect:
    return Defect(sentence, frozenset(codes), frozenset(follows.split()))


# --- sound files ------------------------------------------------------------------------------------------------------


def person(name: str, on: date) -> Actor:
    return actor_in(FILE.cast, name, on)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00").replace(tzinfo=CIVIL)


def act(kind: str, at: str, *people: str, **payload: Any) -> LegalAct:
    on = instant(at)
    return LegalAct(kind, on, tuple(person(each, on.date()) for each in people), payload, uid=f"{kind}@{at}")


def whole_life(case_id: str) -> Acts:
    """A case from first act to last. The scripts leave publishing out; a sound file has it, also of what was seized."""
    acts = legal_acts(FILE, FILE.script(case_id))
    issued = [each for each in acts if each.kind == "decision_issued"]
    published = [
        LegalAct("decision_published", each.occurred_at + timedelta(days=1), each.by, {}, uid=f"{case_id}-published")
        for each in issued
    ]
    results = [_published_result(case_id, each) for each in acts if each.kind == "measure_taken"]
    return in_order((*acts, *published, *results))


def _published_result(case_id: str, taken: LegalAct) -> LegalAct:
    day = taken.occurred_at + timedelta(days=1)
    head = (person("head", day.date()),)
    return LegalAct("result_published", day, head, {"of_result": taken.uid}, uid=f"{case_id}-result-published")


def in_order(acts: Acts) -> Acts:
    return tuple(sorted(acts, key=lambda each: each.occurred_at))


def last_day(acts: Acts) -> date:
    return max(day_of(each.occurred_at) for each in acts)


def before(acts: Acts, kind: str = REVIEW) -> Acts:
    """The file as it is sent to review, or as far as another act."""
    position = next(index for index, each in enumerate(acts) if each.kind == kind)
    return acts[:position]


def with_exhibits(acts: Acts) -> tuple[Acts, tuple[FiledExhibit, ...]]:
    """One exhibit for each element that must be proved, named by the investigation."""
    case = Situation.of(acts).case
    assert case is not None
    keys = [key for matter in case.matters for key, _ in elements_to_prove(case, matter, last_day(acts))]
    filed = tuple(FiledExhibit(f"e{number}", f"证据{number}", frozenset({key})) for number, key in enumerate(keys))
    named = [{"uid": each.uid, "sm3": "0" * 64} for each in filed]
    return on(acts, changed("investigated", exhibits=named)), filed


# --- changes ----------------------------------------------------------------------------------------------------------


def on(acts: Acts, *changes: Change) -> Acts:
    for change in changes:
        acts = change(acts)
    return acts


def without(*kinds: str) -> Change:
    return lambda acts: tuple(each for each in acts if each.kind not in kinds)


def _each(kind: str, change: Callable[[LegalAct], LegalAct]) -> Change:
    def apply(acts: Acts) -> Acts:
        assert any(each.kind == kind for each in acts), f"no {kind} in this file"
        return tuple(change(each) if each.kind == kind else each for each in acts)

    return apply


def changed(kind: str, **payload: Any) -> Change:
    """Entries of None are taken out."""

    def change(each: LegalAct) -> LegalAct:
        merged = {**each.payload, **payload}
        return replace(each, payload={key: value for key, value in merged.items() if value is not None})

    return _each(kind, change)


def by(kind: str, *people: str) -> Change:
    return _each(kind, lambda each: replace(each, by=tuple(person(name, day_of(each.occurred_at)) for name in people)))


def moved(kind: str, to: str) -> Change:
    apply = _each(kind, lambda each: replace(each, occurred_at=instant(to)))
    return lambda acts: in_order(apply(acts))


def later(kind: str, days: int) -> Change:
    """This act and all that come after it happen later."""

    def apply(acts: Acts) -> Acts:
        start = next(each for each in acts if each.kind == kind).occurred_at
        moved_on = timedelta(days=days)
        return tuple(_put_off(each, moved_on) if each.occurred_at >= start else each for each in acts)

    return apply


def _put_off(each: LegalAct, by_days: timedelta) -> LegalAct:
    """The act with the day on which the party received a paper, where it has one."""
    received = each.payload.get("received_on")
    moved_on = {"received_on": (date.fromisoformat(received) + by_days).isoformat()} if received else {}
    return replace(each, occurred_at=each.occurred_at + by_days, payload={**each.payload, **moved_on})


def added(*more: LegalAct) -> Change:
    return lambda acts: in_order((*acts, *more))


def case_of(acts: Acts, **changes: Any) -> Acts:
    first = acts[0]
    case = {**first.payload["case"], **changes}
    return (replace(first, payload={**first.payload, "case": case}), *acts[1:])


def case_with(**changes: Any) -> Change:
    return lambda acts: case_of(acts, **changes)


def fined(yuan: float) -> Change:
    """Another fine, in the report, in the notice and in the decision."""
    fine = {"kind": "fine", "amount_yuan": yuan}

    def apply(acts: Acts) -> Acts:
        keys = ("proposed", "decided")
        return tuple(
            replace(each, payload={key: fine if key in keys else value for key, value in each.payload.items()})
            for each in acts
        )

    return apply


def recorded(kind: str, hours: int) -> Change:
    return _each(kind, lambda each: replace(each, recorded_at=each.occurred_at + timedelta(hours=hours)))


def swapped_in_the_list(first: str, second: str) -> Change:
    """Two lines of the list change places, their days stay."""

    def apply(acts: Acts) -> Acts:
        found = {each.kind: index for index, each in enumerate(acts)}
        line = list(acts)
        one, two = found[first], found[second]
        line[one], line[two] = line[two], line[one]
        return tuple(line)

    return apply


def as_occupying_a_road(acts: Acts) -> Acts:
    """The case of demo-8 as one of occupying a road in a city whose table has tiers."""
    facts = {"act_form": "occupy", "area_m2": 5}
    return case_of(acts, jurisdiction="河北石家庄", category="highway_admin", violation="road-occupy-dig", facts=facts)


def two_matters(acts: Acts) -> Acts:
    """The driver answers beside the firm."""
    case: Mapping[str, Any] = acts[0].payload["case"]
    firm = {"id": "p1", **case["party"]}
    driver = {"id": "p2", "kind": "natural_person", "name": "某驾驶员"}
    common = {"violation": case["violation"], "violation_on": case["violation_on"], "facts": case["facts"]}
    matters = [{"id": "m1", "party": "p1", **common}, {"id": "m2", "party": "p2", **common}]
    long = {key: case[key] for key in ("jurisdiction", "category", "title")}
    first = replace(
        acts[0], payload={**acts[0].payload, "case": {**long, "parties": [firm, driver], "matters": matters}}
    )
    return (first, *acts[1:])


# --- the forty --------------------------------------------------------------------------------------------------------


def _flawed(case_id: str, *changes: Change, defects: tuple[Defect, ...], day: str = "", **more: Any) -> CheckedFile:
    acts = on(whole_life(case_id), *changes)
    return CheckedFile(case_id, acts, date.fromisoformat(day) if day else last_day(acts), defects, **more)


ONE_OFFICER = defect("只有一名执法人员调查取证", "two_officers_required")
SUSPENDED = defect("第二名执法人员的证件当日已经暂扣", "two_officers_required")
NO_DEVICE = defect("没有记录称重设备当日检定有效", "device_certificate_missing")
NO_CONSENT = defect("没有当事人同意就电子送达通知书", "electronic_service_not_agreed")
NO_RECHECK = defect("当事人的申辩没有复核", "statement_not_rechecked")
UNAUDITED = defect("电子技术监控记录没有审核就作证据", "monitoring_record_unaudited")
NO_REVIEW = defect("没有法制审核就决定", "review_missing", follows="act_out_of_order")
MONITORED = [{"uid": "e1", "title": "卡口照片", "monitoring": True, "audited": False}]


def flawed_files() -> tuple[CheckedFile, ...]:
    """Return the forty files, numbered."""
    files = (*_people(), *_told(), *_penalties(), *_gates(), *_papers(), *_proof(), *_days(), *_two())
    return tuple(replace(each, id=f"{number:02}-{each.id}") for number, each in enumerate(files, start=1))


def _people() -> tuple[CheckedFile, ...]:
    posts = "legal_reviewer_required"
    return (
        _flawed("demo-7", by("notice_served", "officer-a", "officer-x"), defects=(SUSPENDED,)),
        _flawed(
            "demo-1",
            by(REVIEW, "officer-a"),
            defects=(defect("由办案人员审核自己的案件", "reviewer_is_investigator", follows=posts),),
        ),
        _flawed("demo-4", by("decided", "deputy-1"), defects=(defect("决定不是由负责人作出", "agency_head_required"),)),
        _flawed(
            "demo-6",
            changed("hearing_appointed", host="officer-a"),
            defects=(defect("调查人员主持听证", "hearing_host_is_investigator", follows="hearing_host_absent"),),
        ),
    )


def _told() -> tuple[CheckedFile, ...]:
    return (
        _flawed(
            "demo-4",
            moved(REVIEW, "2025-12-24T10:00"),
            moved("decided", "2025-12-24T16:00"),
            defects=(defect("听证申请期的最后一日就决定", "hearing_request_window_open"),),
        ),
        _flawed(
            "demo-7",
            without("notice_served", SPEAKING),
            defects=(defect("没有送达违法行为通知书就决定", "notice_not_served"),),
        ),
        _flawed(
            "demo-6",
            changed("notice_served", hearing_offered=False),
            defects=(defect("应当告知听证权利而没有告知", "hearing_not_offered"),),
        ),
        _flawed(
            "demo-6",
            changed("hearing_notice_served", hearing_on="2025-08-20", hearing_at="2025-08-20T09:00:00+08:00"),
            moved("hearing_held", "2025-08-20T09:00"),
            defects=(defect("举行听证的七个工作日以内才通知", "hearing_announced_late"),),
        ),
        _flawed(
            "demo-6",
            without("hearing_appointed", "hearing_notice_served", "hearing_held", "hearing_reported"),
            defects=(defect("当事人要求听证而没有组织", "hearing_not_held"),),
        ),
        _flawed(
            "demo-1",
            changed(SPEAKING, waiver_signed=False),
            defects=(defect("放弃权利的声明没有签字", "waiver_unsigned", "hearing_request_window_open"),),
        ),
    )


def _penalties() -> tuple[CheckedFile, ...]:
    unpaid = "not_carried_out"
    nine = {"kind": "fine", "amount_yuan": 9000}
    return (
        _flawed(
            "demo-7",
            changed("decided", decided=nine),
            changed("paid", amount_yuan=9000),
            defects=(defect("告知 8000 元以后决定 9000 元", "heavier_than_notified"),),
        ),
        _flawed(
            "demo-1", fined(28000), defects=(defect("超限罚款多于公式的结果", "penalty_outside_law", follows=unpaid),)
        ),
        _flawed(
            "demo-3",
            changed("spot_decided", decided={"kind": "fine", "amount_yuan": 201}),
            changed("paid", amount_yuan=201),
            defects=(defect("当场对公民罚款 201 元", "too_grave_for_the_spot", follows="penalty_outside_law"),),
        ),
        _flawed(
            "demo-8",
            as_occupying_a_road,
            fined(501),
            before,
            defects=(defect("罚款在裁量档次以外，没有写理由", "departure_without_reason"),),
        ),
        _flawed(
            "demo-5",
            case_with(facts={"has_vehicle_cert": False, "harm_level": "serious", "operation_kind": "ride_hailing"}),
            defects=(defect("不符合不予处罚的条件而不予处罚", "punishment_is_due"),),
        ),
        _flawed(
            "demo-8",
            two_matters,
            before,
            defects=(defect("两个当事人，只对一个写了处理意见", "proposed_missing", follows="decided_missing"),),
        ),
    )


def _gates() -> tuple[CheckedFile, ...]:
    return (
        _flawed("demo-8", without(REVIEW), defects=(NO_REVIEW,)),
        _flawed(
            "demo-1", changed(REVIEW, opinion="change"), defects=(defect("审核没有通过就决定", "review_not_passed"),)
        ),
        _flawed(
            "demo-7",
            moved(REVIEW, "2026-01-12T09:00"),
            defects=(defect("审核以后才听取申辩，没有重新审核", "review_outdated"),),
        ),
        _flawed("demo-6", without("discussed"), defects=(defect("重大处罚没有集体讨论", "discussion_missing"),)),
        _flawed(
            "demo-8",
            changed("discussed", signed=False),
            defects=(defect("集体讨论记录没有签字", "discussion_unsigned"),),
        ),
        *_discussed_wrongly(),
        _flawed(
            "demo-4",
            lambda acts: added(_returned(acts))(acts),
            defects=(defect("退回的意见没有逐条答复，又审核通过", "review_points_unanswered"),),
        ),
        _flawed(
            "demo-8",
            lambda acts: added(_evidence_after(acts))(acts),
            defects=(defect("审核以后又取得证据，没有重新审核", "review_outdated"),),
        ),
        _flawed(
            "demo-6",
            changed("report_submitted", crime_check=None),
            defects=(defect("可能涉嫌犯罪，没有核查记录", "crime_check_missing"),),
        ),
        _flawed(
            "demo-5",
            changed("not_punished", education=None),
            defects=(defect("不予处罚没有教育", "education_missing"),),
        ),
    )


def _seat(name: str, day: date, spoke: int, state: str = "present") -> dict[str, Any]:
    here = state == "present"
    return {
        "id": person(name, day).id, "name": name, "post": "负责人", "state": state, "view": "同意" if here else "有事",
        "vote": "for" if here else "", "spoke": spoke if here else 0,
    }  # fmt: skip


def _discussion(**states: str) -> dict[str, Any]:
    """The three heads of demo-6 as a record holds them, all present unless said otherwise."""
    day = date(2025, 8, 29)
    heads = (("deputy_1", "deputy-1"), ("deputy_2", "deputy-2"), ("head", "head"))
    members = [_seat(name, day, n, states.get(key, "present")) for n, (key, name) in enumerate(heads, start=1)]
    fine = {"kind": "fine", "amount_yuan": 80000}
    return {"members": members, "chair": person("head", day).id, "concluded": fine, "follows_proposal": True}


def _discussed_wrongly() -> tuple[CheckedFile, ...]:
    lower = {**_discussion(), "concluded": {"kind": "fine", "amount_yuan": 60000}}
    return (
        _flawed(
            "demo-6",
            changed("discussed", **_discussion(deputy_1="left", deputy_2="recused")),
            defects=(defect("一人回避、一人离会，人数不够还作出结论", "quorum_broken"),),
        ),
        _flawed(
            "demo-6",
            changed("discussed", **lower),
            defects=(defect("决定的数额不是讨论的结论", "decision_differs_from_discussion"),),
        ),
        _flawed(
            "demo-6",
            changed("discussed", **_discussion()),
            by("discussed", "head", "deputy-1"),
            defects=(defect("到会的一名负责人没有签字", "record_not_signed_by_all"),),
        ),
    )


def _returned(acts: Acts) -> LegalAct:
    """A return the day before the review that passed, with a point nobody answered."""
    passed = next(each for each in acts if each.kind == REVIEW)
    point = {"no": 1, "point": "补充证据", "kind": "evidence", "article": ""}
    payload = {"opinion": "change", "points": [point]}
    return replace(passed, occurred_at=passed.occurred_at - timedelta(hours=1), payload=payload, uid="returned")


def _evidence_after(acts: Acts) -> LegalAct:
    passed = next(each for each in acts if each.kind == REVIEW)
    two = next(each for each in acts if each.kind == "investigated").by
    payload = {"exhibits": [{"uid": "late", "sm3": "0" * 64, "title": "新取得的照片"}]}
    return LegalAct("evidence_collected", passed.occurred_at + timedelta(minutes=5), two, payload, uid="late")


def _papers() -> tuple[CheckedFile, ...]:
    return (
        _flawed(
            "demo-1",
            without("decision_served"),
            defects=(
                defect(
                    "决定书没有送达就结案", "decision_not_served", follows="decision_service_run_out act_out_of_order"
                ),
            ),
        ),
        _flawed(
            "demo-7",
            changed("decision_served", received_on=None),
            defects=(
                defect(
                    "邮寄送达没有回执上的签收日，缴款期就从交寄日起算", "return_slip_missing", follows="not_carried_out"
                ),
            ),
        ),
        _flawed(
            "demo-1",
            changed("decision_served", served="leave"),
            defects=(defect("留置送达没有写明经过", "leaving_not_recorded"),),
        ),
        _flawed(
            "demo-2",
            changed("spot_acknowledged", signed=False),
            defects=(defect("当场处罚没有签收，也没有注明拒签", "signature_missing"),),
        ),
        _flawed(
            "demo-6",
            changed("case_closed", correction=None),
            defects=(defect("结案没有写明改正情况", "correction_not_stated"),),
        ),
    )


def _proof() -> tuple[CheckedFile, ...]:
    acts, filed = with_exhibits(before(whole_life("demo-1")))
    one_proves_nothing = (filed[0], replace(filed[1], proves=frozenset()), *filed[2:])
    bare = defect("一个要件没有任何证据", "element_unproved")
    loose = defect("一份证据没有写进任何行为", "exhibit_in_no_act")
    return (
        _flawed(
            "demo-2",
            changed("spot_evidence_collected", device_certificate_valid=False),
            defects=(defect("称重设备已过检定有效期", "device_not_verified"),),
        ),
        CheckedFile("demo-1", acts, last_day(acts), (bare,), one_proves_nothing),
        CheckedFile("demo-1", acts, last_day(acts), (loose,), (*filed, FiledExhibit("e99", "另一张照片"))),
    )


def _days() -> tuple[CheckedFile, ...]:
    return (
        _flawed("demo-7", later("report_submitted", 90), defects=(defect("立案九十日以后才决定", "decision_late"),)),
        _flawed(
            "demo-8",
            before,
            day="2026-02-01",
            defects=(defect("九十日已满还没有决定", "case_decision_run_out"),),
        ),
        _flawed(
            "demo-6",
            without("result_published"),
            defects=(defect("扣押车辆二十个工作日以后还没有公开", "publish_other_run_out"),),
        ),
        _flawed(
            "demo-1",
            case_with(violation_on="2023-05-30"),
            before,
            defects=(defect("发现时已经超过追责时效", "time_barred"),),
        ),
        _flawed(
            "demo-1",
            recorded("investigated", -2),
            before,
            defects=(defect("登记的时间早于发生的时间", "recorded_before_it_happened"),),
        ),
        _flawed(
            "demo-4",
            swapped_in_the_list("investigated", "correction_ordered"),
            before,
            defects=(defect("后面的行为发生在前面的行为以前", "dates_out_of_order"),),
        ),
        _flawed(
            "demo-6",
            without("measure_lifted"),
            before,
            day="2025-08-27",
            defects=(
                defect("扣押期满没有解除", "measure_expired"),
                defect("扣押的车辆没有移交保管", "property_handover_run_out"),
                defect("没有责令改正", "correction_not_ordered"),
            ),
        ),
    )


def _two() -> tuple[CheckedFile, ...]:
    no_device = changed("investigated", device_certificate_valid=None)
    return (
        _flawed("demo-1", by("investigated", "officer-a"), no_device, defects=(ONE_OFFICER, NO_DEVICE)),
        _flawed(
            "demo-4",
            changed("notice_served", consent_signed=None),
            changed("investigated", exhibits=MONITORED),
            defects=(NO_CONSENT, UNAUDITED),
        ),
        _flawed(
            "demo-8",
            changed(SPEAKING, recheck=None),
            without("correction_ordered"),
            before,
            defects=(NO_RECHECK, defect("没有责令改正", "correction_not_ordered")),
        ),
    )


# --- sound variants ---------------------------------------------------------------------------------------------------


def sound_files() -> tuple[CheckedFile, ...]:
    """Return sound files: whole lives, files before review, and lawful turns that look odd at first sight."""
    whole = [(f"{case_id}-whole", whole_life(case_id)) for case_id in FILE.cases]
    ordinary = ("demo-1", "demo-4", "demo-5", "demo-7", "demo-8")
    early = [(f"{case_id}-before-review", before(whole_life(case_id))) for case_id in ordinary]
    files = [CheckedFile(name, acts, last_day(acts)) for name, acts in (*whole, *early, *_odd_but_lawful())]
    acts, filed = with_exhibits(before(whole_life("demo-1")))
    return (*files, CheckedFile("demo-1-proved", acts, last_day(acts), exhibits=filed))


def _odd_but_lawful() -> tuple[tuple[str, Acts], ...]:
    seven = whole_life("demo-7")
    correction = act(
        "act_corrected", "2026-01-12T10:00", "head", act="demo-7-3", changes={"place": "2 号泊位"}, reason="笔误"
    )
    extension = act("case_extended", "2026-03-20T09:00", "head", reason="案情复杂")
    lesser = changed("decided", decided={"kind": "fine", "amount_yuan": 5000})
    again = act(REVIEW, "2026-01-17T09:00", "reviewer", opinion="pass")
    return (
        ("a-correction", on(seven, added(correction))),
        ("an-extension-in-time", on(seven, later("report_submitted", 90), added(extension))),
        ("decided-lower-than-told", on(seven, lesser)),
        ("sent-back-and-passed", on(seven, changed(REVIEW, opinion="change"), added(again))),
        ("a-late-entry", on(whole_life("demo-1"), recorded("investigated", 30))),
        ("a-missing-paper-corrected", _mended_paper()),
        ("a-fine-off-its-tier-with-reason", _reasoned_departure()),
        ("a-revoked-decision", _revoked()),
    )  # fmt: skip


def _mended_paper() -> Acts:
    """The device certificate was forgotten and written in by a correction."""
    acts = on(before(whole_life("demo-1")), changed("investigated", device_certificate_valid=None))
    uid = next(each.uid for each in acts if each.kind == "investigated")
    mend = act(
        "act_corrected", "2025-06-09T15:00", "head", act=uid, changes={"device_certificate_valid": True}, reason="补登"
    )
    return on(acts, added(mend))


def _reasoned_departure() -> Acts:
    acts = on(whole_life("demo-8"), as_occupying_a_road, fined(501))
    return before(on(acts, changed("report_approved", departure_reason="多次占用，屡劝不改")))


def _revoked() -> Acts:
    """A decision made without passed review, revoked; the file is good again up to the review."""
    acts = on(whole_life("demo-1"), changed(REVIEW, opinion="change"))
    revoked = act("decision_revoked", "2025-06-11T17:00", "head", reason="法制审核没有通过")
    return on(before(acts, "paid"), without("decision_published"), added(revoked))

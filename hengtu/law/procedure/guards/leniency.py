"""Ending a lead without penalty on a ground, and softer measures: each condition by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hengtu.law.citations import cite
from hengtu.law.conditions import evaluate
from hengtu.law.dates_zh import day_zh
from hengtu.law.facts import name_of
from hengtu.law.first_offence import PastDecision, first_offence, read_past
from hengtu.law.grounds import Ground, grounds
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.clocks import clock_of, has_passed, last_moment
from hengtu.law.procedure.guards.pausing import really_time_barred
from hengtu.law.procedure.moment import Moment, assess_matter
from hengtu.law.procedure.promises import state_of
from hengtu.law.procedure.situation import day_of
from hengtu.law.procedure.softer import open_measures
from hengtu.law.promises import KEPT, closed_by
from hengtu.law.softer import BASIS as EDUCATE
from hengtu.law.softer import MEASURES

FIRST, PROMISED, LISTED = "first_minor_corrected", "promise_kept", "listed"
# Ways to end a lead without penalty that are no ground of the statute by themselves.
OTHER_WAYS = {PROMISED: "已按承诺改正（告知承诺）", LISTED: "符合不予处罚清单的条件"}
# Grounds that no lead ends with: what was not proved or is too old has a reason of its own (APL:54p2).
NOT_OF_A_LEAD = frozenset({"not_proved"})


def ways_of_a_lead() -> dict[str, str]:
    """Return the grounds on which a lead may end without penalty, in words."""
    own = {each.id: each.zh for each in grounds().values() if each.id not in NOT_OF_A_LEAD}
    return {**OTHER_WAYS, **own}


def lead_ends_on_a_ground(moment: Moment) -> Iterator[Objection]:
    """Where a lead ends out of leniency, its ground holds (APL:33p1); without a ground nothing is asked here."""
    ground = moment.asked("ground")
    if not ground:
        yield from _measure_is_no_ending(moment)
    elif ground == PROMISED:
        yield from _promise_was_kept(moment)
    elif ground == LISTED:
        yield from _listed_without_penalty(moment)
    elif ground in ways_of_a_lead():
        yield from _ground_of_the_statute(moment, grounds()[str(ground)])
    else:
        yield curable("ground_unknown", "没有这种不予处罚的情形", ("APL:33p1",), "请在所列的情形中选择一种。")


def lead_ends_with_its_duties(moment: Moment) -> Iterator[Objection]:
    """Whoever goes unpunished is educated, and the violation is corrected all the same (APL:28p1, APL:33p3)."""
    if not moment.asked("ground"):
        return
    if not moment.asked("education"):
        yield curable("education_missing", "不予处罚的，应当对当事人进行教育", ("APL:33p3",), "请记录教育情况。")
    if not moment.asked("correction"):
        yield curable(
            "correction_not_stated",
            "没有说明违法行为是否改正",
            ("APL:28p1",),
            "请写明已经改正、不需要改正（理由）或者正在跟踪改正。",
        )
    if moment.asked("ground") not in OTHER_WAYS and not moment.asked("ground_evidence"):
        yield curable(
            "ground_evidence_missing", "没有写明这一情形的证据", ("APL:33p1",), "请写明证据，并把材料附在线索里。"
        )


def _promise_was_kept(moment: Moment) -> Iterator[Objection]:
    if state_of(moment.situation) != KEPT:
        yield curable(
            "promise_not_kept",
            "没有核查为已履行的承诺",
            ("APL:33p1",),
            "请先核查承诺；没有履行的，依法立案。",
        )


def _listed_without_penalty(moment: Moment) -> Iterator[Objection]:
    for matter in moment.case.matters:
        found = assess_matter(moment.case, matter, max(moment.on, matter.violation_on))
        if found.exemption is None:
            yield void(
                "not_on_no_penalty_list",
                "现有事实不符合本地不予处罚清单的条件",
                ("APL:33p1",),
                "请查明清单要求的事实；不符合的，依法立案。",
            )


def _ground_of_the_statute(moment: Moment, ground: Ground) -> Iterator[Objection]:
    if ground.id == "time_barred":
        yield from really_time_barred(moment)
    if ground.id == FIRST:
        yield from _three_conditions(moment, ground)
        return
    for matter in moment.case.matters:
        if ground.is_contradicted_by(matter.facts):
            yield _contradicted(ground)
    if not ground.must:
        yield from _strict_list(moment)


def _three_conditions(moment: Moment, ground: Ground) -> Iterator[Objection]:
    """First, slight harm, corrected: all three, each answered; what was found goes before what is said (APL:33p1)."""
    yield from _strict_list(moment)
    yield from _first(moment)
    said = {"first_offence": moment.asked("is_first"), "corrected_promptly": moment.asked("corrected")}
    harm = moment.asked("slight_harm")
    if harm is not None:
        said["harm_level"] = "minor" if harm else "serious"
    for matter in moment.case.matters:
        facts = _known({**said, **matter.facts})
        truth = evaluate(ground.when, facts)
        if truth.value is False:
            yield _contradicted(ground)
        elif truth.value is None:
            names = "、".join(name_of(key) for key in truth.missing)
            yield curable(
                "conditions_unknown",
                f"还没有查明：{names}",
                ground.basis,
                "初次违法、危害后果轻微、及时改正三项都要查明；请逐项写明并附证据。",
            )


def _known(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value is not None}


def _first(moment: Moment) -> Iterator[Objection]:
    """The record of the party, as far as it can be seen, does not say that it was punished before."""
    found = moment.situation.last("lead_registered", "identity_shown")
    found_on = day_of(found.occurred_at) if found else moment.on
    past: tuple[PastDecision, ...] = read_past(moment.asked("past") or ())
    for matter in moment.case.matters:
        answer = first_offence(
            jurisdiction=moment.case.jurisdiction, violation=matter.violation, found_on=found_on, past=past
        )
        if answer.first is False:
            yield void("not_a_first_offence", answer.reason, answer.basis, "请依法立案；其他情形符合的，另选情形。")


def _strict_list(moment: Moment) -> Iterator[Objection]:
    """A strict list closes what is discretionary, never what is mandatory (APL:33p1)."""
    for matter in moment.case.matters:
        strict = closed_by(jurisdiction=moment.case.jurisdiction, violation=matter.violation, on=moment.on)
        if strict is not None:
            yield void(
                "closed_by_strict_list",
                f"本事项列入《{strict['source']}》，不适用首违不罚等裁量性的不予处罚",
                ("APL:33p1",),
                "请依法立案处理；依法应当不予处罚的，选择相应的法定情形。",
            )


def _contradicted(ground: Ground) -> Objection:
    return void(
        "ground_contradicted",
        f"查明的事实不符合“{ground.zh}”（{cite(ground.basis[0])}）",
        ground.basis,
        "请核对事实；不符合这一情形的，另选情形或者依法立案。",
    )


# --- softer measures -------------------------------------------------------------------------------------------------


def measure_is_known(moment: Moment) -> Iterator[Objection]:
    """One of the four, with a day to look again that is not past."""
    if moment.asked("measure") not in MEASURES:
        yield curable(
            "measure_missing", "没有写明采取哪一种措施", EDUCATE, f"请在{'、'.join(MEASURES.values())}中选择。"
        )
    day = moment.asked("follow_up_on")
    if day and date.fromisoformat(day) < moment.on:
        yield curable(
            "follow_up_in_the_past", f"回访日{day_zh(date.fromisoformat(day))}早于当日", (), "请写当日或者以后的日期。"
        )


def measure_replaces_no_penalty(moment: Moment) -> Iterator[Objection]:
    """A softer measure never stands in for a penalty that has to be imposed (APL:9, APL:33p1, APL:57p1)."""
    if moment.asked("instead") is True:
        yield from _penalty_is_due(moment)


def _measure_is_no_ending(moment: Moment) -> Iterator[Objection]:
    """A lead in which a measure was to stand in for the penalty ends on a ground, not on the measure."""
    taken = moment.situation.all("softer_measure_taken")
    if any(act.payload.get("instead") is True for act in taken):
        yield curable(
            "leniency_without_ground",
            "本线索采取了柔性措施、拟不再处罚，没有写明依据哪种不予处罚的情形",
            ("APL:33p1", "APL:54p2"),
            "柔性措施本身不是不立案的依据；请选择不予处罚的情形，或者依法立案。",
        )


def _penalty_is_due(moment: Moment) -> Iterator[Objection]:
    for matter in moment.case.matters:
        strict = closed_by(jurisdiction=moment.case.jurisdiction, violation=matter.violation, on=moment.on)
        found = assess_matter(moment.case, matter, max(moment.on, matter.violation_on))
        if found.outcome.kind == "none" or found.exemption is not None or state_of(moment.situation) == KEPT:
            continue
        why = f"本事项列入《{strict['source']}》" if strict else "现有事实不符合不予处罚的条件"
        yield void(
            "measure_instead_of_penalty",
            f"{why}，柔性措施不能代替处罚",
            ("APL:33p1", "APL:57p1"),
            "可以与处罚一并采取（不选“以此代替处罚”）；符合不予处罚情形的，先查明事实。",
        )


def follow_up_fits(moment: Moment) -> Iterator[Objection]:
    """A follow-up is for a measure that nobody has followed up yet."""
    waiting = open_measures(moment.situation)
    named = moment.asked("of_measure")
    if not waiting or (named and named not in {each.id for each in waiting}):
        yield void("no_measure_to_follow", "没有等待回访的柔性措施", (), "请核对案件进程；已经回访过的不再回访。")


def followed_in_time(moment: Moment) -> Iterator[Objection]:
    """A follow-up after the day that the officers set themselves is done all the same: nobody is refused for it."""
    clock = clock_of(moment.situation, "softer_follow_up", str(moment.asked("of_measure") or ""))
    if clock is None or not clock.is_open or moment.asked("late_because"):
        return
    if has_passed(clock, moment.act.occurred_at):
        yield curable(
            "follow_up_late",
            f"回访日是{last_moment(clock)}，已经过了",
            (),
            "请在回访情况之外写明为什么迟了。",
        )

"""What no single act shows: the file looked at across its acts, its exhibits and its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.deadlines import term_named
from hengtu.law.elements import FAVOUR, elements_of, must_be_proved
from hengtu.law.procedure.check import ask
from hengtu.law.procedure.clocks import Clock, agency_terms, clocks_of, last_moment
from hengtu.law.procedure.execution_phases import MONEY, State
from hengtu.law.procedure.execution_standing import execution_standing
from hengtu.law.procedure.finding import Finding, Gravity, from_objection
from hengtu.law.procedure.guards.evidence import FAULTS
from hengtu.law.procedure.guards.gates import crime_looked_at
from hengtu.law.procedure.hearing import examined, withdrawn_testimony
from hengtu.law.procedure.matters import CaseFacts, Matter
from hengtu.law.procedure.moment import Moment, assess_matter
from hengtu.law.procedure.precheck_property import property_findings
from hengtu.law.procedure.precheck_questions import veto_of
from hengtu.law.procedure.reasons import reasoned
from hengtu.law.procedure.services import services_of
from hengtu.law.procedure.situation import Situation, day_of

INVESTIGATING = ("investigated", "evidence_collected", "spot_evidence_collected")
WEIGHED = "overlimit-mass"
# Clocks whose end has a code of its own in the guards that judge the act they wait for.
RUN_OUT_CODES = {"seizure": "measure_expired"}
VERIFIED = "device_certificate_valid"
CARRIED_OUT_BY = {"enforcement_decision": "enforcement_carried_out", "substitute_decision": "substitute_performed"}


@dataclass(frozen=True)
class FiledExhibit:
    """A piece of evidence as the file has it. ``proves`` holds ``<matter>/<element>``; see ``law.elements``.

    ``usable``: False for a monitoring record without a passed audit (APL:41p2). ``faults``: codes of what the piece
    itself shows (``EXHIBIT_FAULTS``): of its clocks, its pixels, or of what is not stated about it.
    """

    uid: str
    title: str
    proves: frozenset[str] = field(default_factory=frozenset)
    usable: bool = True
    faults: frozenset[str] = field(default_factory=frozenset)


# What a piece of evidence shows by itself: how grave, in which words, what to do.
EXHIBIT_FAULTS: Mapping[str, tuple[Gravity, str, str]] = {
    **{code: (Gravity.SERIOUS, message, remedy) for code, (message, remedy) in FAULTS.items()},
    "camera_clock_differs": (
        Gravity.NOTE,
        "证据“{}”自带的拍摄时间与取证时间对不上，没有写明原因",
        "请核对相机时钟，在证据页写明原因；确实不是那时拍的，改写取证经过。",
    ),
    "device_clock_differs": (
        Gravity.NOTE,
        "取得证据“{}”的设备时钟不准，没有写明原因",
        "请在证据页写明原因；时间以服务器收到的为准。",
    ),
    "camera_place_differs": (
        Gravity.NOTE,
        "证据“{}”自带的拍摄位置与取证地点对不上，没有写明原因",
        "请核对地点，在证据页写明原因；不是本案现场的，不作依据。",
    ),
    "doubtful_scan_kept": (
        Gravity.NOTE,
        "证据“{}”入库时提示看不清，写了理由保留",
        "请打开看一眼：看得出要证明的内容才能作依据，看不出的补拍。",
    ),
}


def filed_in(acts: Iterable[LegalAct]) -> tuple[FiledExhibit, ...] | None:
    """Return the exhibits as the acts themselves describe them; None where no act says what any of them proves.

    An entry of ``exhibits`` may carry ``title``, ``proves`` (list of ``<matter>/<element>``) and ``faults`` (codes of
    ``EXHIBIT_FAULTS``; others are not read).
    """
    entries = [dict(entry) for act in acts for entry in act.payload.get("exhibits") or ()]
    if not any("proves" in entry for entry in entries):
        return None
    return tuple(_filed(entry) for entry in entries)


def _filed(entry: Mapping[str, Any]) -> FiledExhibit:
    usable = entry.get("monitoring") is not True or entry.get("audited") is True
    uid = str(entry.get("uid", ""))
    proves = frozenset(map(str, entry.get("proves") or ()))
    faults = frozenset(map(str, entry.get("faults") or ())) & set(EXHIBIT_FAULTS)
    return FiledExhibit(uid, str(entry.get("title") or uid), proves, usable, faults)


def across(
    whole: Situation, acts: tuple[LegalAct, ...], exhibits: Iterable[FiledExhibit] | None, on: date
) -> Iterator[Finding]:
    """Yield what the acts together show; see ``precheck``."""
    yield from _days(acts, on)
    yield from _clocks(whole, on)
    yield from _weighing(whole)
    yield from _correction(whole)
    yield from _never_reminded(whole, on)
    yield from _crime(whole)
    yield from _served(whole)
    yield from property_findings(whole, on)
    filed = None if exhibits is None else tuple(exhibits)
    usable = None if filed is None else [(each.uid, each.title, each.proves) for each in filed if each.usable]
    yield from reasoned(whole, usable, on)
    yield from _struck(whole)
    yield from _papers(whole)
    if filed is not None:
        filed = _without_withdrawn(whole, filed)
        yield from _named(whole, filed)
        yield from _cross_examined(whole, filed)
        yield from _faults(filed)
        yield from _elements(whole, filed, on)


def _days(acts: tuple[LegalAct, ...], on: date) -> Iterator[Finding]:
    """An act is not entered before it happened, nor does it lie ahead; a plain list of acts is in their order."""
    latest = acts[0].occurred_at
    for number, act in enumerate(acts, start=1):
        if act.recorded_at is not None and act.recorded_at < act.occurred_at:
            yield _day("recorded_before_it_happened", "登记时间早于发生时间", number, act)
        elif day_of(act.occurred_at) > on:
            yield _day("act_in_the_future", f"发生日{day_zh(day_of(act.occurred_at))}还没有到", number, act)
        elif act.recorded_at is None and act.occurred_at < latest:
            yield _day("dates_out_of_order", "发生时间早于前面的行为", number, act)
        latest = max(latest, act.occurred_at)


def _day(code: str, message: str, number: int, act: LegalAct) -> Finding:
    remedy = "请核对时间；记错的，用更正写明；确是这样发生的，说明先后。"
    return Finding(code, Gravity.SERIOUS, message, ("APL:47",), remedy, number, act.kind)


def _clocks(whole: Situation, on: date) -> Iterator[Finding]:
    """Limits of the agency that have run out while nobody did what they wait for."""
    for clock in clocks_of(whole, agency_terms()):
        if clock.is_open and clock.due.due_on is not None and on > clock.due.due_on:
            yield _run_out(clock)


def _run_out(clock: Clock) -> Finding:
    code = RUN_OUT_CODES.get(clock.term, f"{clock.term}_run_out")
    about = f"{term_named(clock.term)['name']}{f'（{clock.label}）' if clock.label else ''}"
    message = f"{about}的期限到{last_moment(clock)}届满，还没有办"
    remedy = "请立即办理，写明超期原因并报上一级负责人批准。"
    gravity = Gravity.VETO if veto_of(code) else Gravity.SERIOUS
    return Finding(code, gravity, message, tuple(clock.due.basis), remedy, about=clock.about or clock.term)


def _weighing(whole: Situation) -> Iterator[Finding]:
    """A weight proves something only with a device that was verified on the day (APL:46p2)."""
    case = whole.case
    records = whole.all(*INVESTIGATING)
    if case is None or not records or not any(matter.violation == WEIGHED for matter in case.matters):
        return
    said = [act.payload.get(VERIFIED) for act in records]
    if True in said:
        return
    refused = False in said
    yield Finding(
        "device_not_verified" if refused else "device_certificate_missing",
        Gravity.VETO if refused else Gravity.SERIOUS,
        "称重设备当日不在检定有效期内，称重结果不能作为定案的证据" if refused else "没有记录称重设备当日检定有效",
        ("APL:46p2",),
        "请用其他合格设备的称重或者其他证据证明；没有的，不能认定超限。" if refused else "请补充检定证书并写明有效期。",
        kind="investigated",
        about=VERIFIED,
    )


def _correction(whole: Situation) -> Iterator[Finding]:
    """A penalty goes with an order to correct (APL:28p1); closing states it by a guard of its own."""
    punishing = any(penalty.punishes for penalty in (whole.decided or whole.proposed).values())
    stated = whole.has("correction_ordered", "case_closed", "spot_decided")
    if punishing and not stated:
        yield Finding(
            "correction_not_ordered",
            Gravity.SERIOUS,
            "拟给予处罚，还没有责令改正或者限期改正",
            ("APL:28p1",),
            "请责令改正；已经改正或者不需要改正的，写明情况。",
            kind="correction_ordered",
        )


def _never_reminded(whole: Situation, on: date) -> Iterator[Finding]:
    """The court's window shut before anybody reminded the party; where it was reminded, its own clock says so."""
    for obligation, phase in execution_standing(whole, on).items():
        if obligation.kind == MONEY and phase.state is State.WINDOW_MISSED and phase.step == "reminder_served":
            yield Finding(
                "court_window_missed",
                Gravity.SERIOUS,
                f"没有催告{obligation.name}，{phase.why.split('。')[0]}",
                phase.basis,
                "请催告；有正当理由的，写明理由并报负责人批准逾期申请。",
                kind="reminder_served",
            )


def _crime(whole: Situation) -> Iterator[Finding]:
    """Not punishing does not dispense with the answer whether it is a crime; the gate of the decision asks the same."""
    act = whole.last("not_punished")
    for objection in ask(crime_looked_at, Moment(whole, act)) if act else ():
        yield from_objection(objection, 0, "not_punished")


def _served(whole: Situation) -> Iterator[Finding]:
    """A decision that nobody served does not bind; a file is not closed on it (APL:61p1)."""
    decided = whole.last("decided", "not_punished", "not_established")
    if decided is not None and whole.has("case_closed") and not whole.has("decision_served"):
        yield Finding(
            "decision_not_served",
            Gravity.VETO,
            "决定书没有送达，案件已经结案",
            ("APL:61p1",),
            "请送达决定书；没有送达的决定对当事人不发生效力。",
            kind="decision_served",
        )


def _struck(whole: Situation) -> Iterator[Finding]:
    """A decision made on a notice that never arrived was made without telling the party (APL:44, APL:62)."""
    struck = [act for act in whole.all("service_struck") if (act.payload.get("struck") or {}).get("kind")]
    notices = [act for act in struck if act.payload["struck"]["kind"] == "notice_served"]
    if notices and whole.has("decided") and not whole.has("notice_served"):
        yield Finding(
            "notice_never_arrived",
            Gravity.VETO,
            "违法行为通知书没有送到当事人，决定却已经作出",
            ("APL:44", "APL:62", "APL:45p1"),
            "请撤销决定，重新告知、听取陈述申辩后再决定。",
            kind="notice_served",
        )


def _papers(whole: Situation) -> Iterator[Finding]:
    """A decision to enforce is served before it is carried out; a note, since a slip may lie in the paper file."""
    for paper in services_of(whole):
        carried = CARRIED_OUT_BY.get(paper.document.id)
        if paper.served is None and carried and whole.after(paper.made, carried):
            yield Finding(
                "paper_not_served",
                Gravity.NOTE,
                f"{paper.document.zh}没有送达记录，已经{'实施执行' if carried.startswith('enf') else '实施代履行'}",
                paper.document.basis,
                "请补充送达回证；没有送达的，写明原因。",
                kind="document_served",
                about=paper.document.id,
            )


def _named(whole: Situation, filed: tuple[FiledExhibit, ...]) -> Iterator[Finding]:
    """Evidence that no act names stands outside the chain and cannot be relied on."""
    named = {str(entry.get("uid")) for act in whole.acts for entry in act.payload.get("exhibits") or ()}
    for exhibit in filed:
        if exhibit.uid not in named:
            yield Finding(
                "exhibit_in_no_act",
                Gravity.NOTE,
                f"证据“{exhibit.title}”没有写进任何行为",
                ("APL:46p2",),
                "请在调查取证里写明这份证据；与本案无关的，不作依据。",
                kind="evidence_collected",
                about=exhibit.uid,
            )


def _without_withdrawn(whole: Situation, filed: tuple[FiledExhibit, ...]) -> tuple[FiledExhibit, ...]:
    """What a witness has taken back proves nothing any more (APL:46p2)."""
    gone = withdrawn_testimony(whole)
    return tuple(replace(each, usable=False) if each.uid in gone else each for each in filed)


def _cross_examined(whole: Situation, filed: tuple[FiledExhibit, ...]) -> Iterator[Finding]:
    """After a hearing the decision rests on its record: what was not put to the party there is named (APL:65)."""
    put = examined(whole)
    named = {str(entry.get("uid")) for act in whole.acts for entry in act.payload.get("exhibits") or ()}
    for exhibit in filed if put is not None else ():
        if exhibit.uid in named and exhibit.usable and exhibit.uid not in (put or ()):
            yield Finding(
                "exhibit_not_cross_examined",
                Gravity.SERIOUS,
                f"证据“{exhibit.title}”没有在听证上质证",
                ("APL:65",),
                "决定根据听证笔录作出：这份证据不作依据，或者再次质证后写入笔录。",
                kind="hearing_held",
                about=exhibit.uid,
            )


def _faults(filed: tuple[FiledExhibit, ...]) -> Iterator[Finding]:
    """What each piece shows by itself: evidence is verified before anybody relies on it (APL:46p2)."""
    for exhibit in filed:
        for code in sorted(exhibit.faults):
            gravity, message, remedy = EXHIBIT_FAULTS[code]
            said = message.format(exhibit.title)
            yield Finding(code, gravity, said, ("APL:46p2",), remedy, kind="evidence_collected", about=exhibit.uid)


def _elements(whole: Situation, filed: tuple[FiledExhibit, ...], on: date) -> Iterator[Finding]:
    """What must be proved has a usable piece of evidence (APL:40); the same elements as in the matrix of the case."""
    case = whole.case
    if case is None or not any(penalty.punishes for penalty in (whole.decided or whole.proposed).values()):
        return
    proved = {key for exhibit in filed if exhibit.usable for key in exhibit.proves}
    for matter in case.matters:
        for key, name in elements_to_prove(case, matter, on):
            if key not in proved and (witness := _lost(whole, filed, key)):
                yield Finding(
                    "element_lost_its_witness",
                    Gravity.SERIOUS,
                    f"“{name}”原来由{witness}的证言证明，证言已经撤回，没有其他可用的证据",
                    ("APL:40", "APL:46p2"),
                    "请补充其他证据；补不到、查不清的，不得处罚。",
                    kind="testimony_withdrawn",
                    about=key,
                )
            elif key not in proved:
                yield Finding(
                    "element_unproved",
                    Gravity.SERIOUS,
                    f"“{name}”没有可用的证据",
                    ("APL:40", "APL:46p2"),
                    "请补充证据并写明证明什么；查不清的，不得处罚。",
                    kind="investigated",
                    about=key,
                )


def _lost(whole: Situation, filed: tuple[FiledExhibit, ...], key: str) -> str:
    """The witness whose withdrawn testimony alone proved an element; empty where none did."""
    gone = withdrawn_testimony(whole)
    return next((gone[each.uid] for each in filed if key in each.proves and each.uid in gone), "")


def elements_to_prove(case: CaseFacts, matter: Matter, on: date) -> Iterator[tuple[str, str]]:
    """Yield ``<matter>/<element>`` and name of everything that must be proved of a matter as of a day (APL:40)."""
    missing = assess_matter(case, matter, max(on, matter.violation_on)).missing_facts
    for element in elements_of(matter.violation, matter.violation_on, place=case.jurisdiction):
        if element.id != FAVOUR and must_be_proved(element, matter.facts, missing):
            yield f"{matter.id}/{element.id}", element.name_zh

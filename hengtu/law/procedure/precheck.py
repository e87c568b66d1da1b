"""The pre-check of a whole file: everything data can decide, before anybody reviews it.

Every act is asked again about its own moment, by the guards that judged it when it was done; then the file is looked at
across its acts. Nothing here is a rule of its own where a guard has it already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.check import gate_objections, replay
from hengtu.law.procedure.finding import ORDER, Finding, Gravity, from_objection
from hengtu.law.procedure.guards.relied_on import citation_warnings
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.precheck_across import FiledExhibit, across
from hengtu.law.procedure.precheck_recording import recording_findings
from hengtu.law.procedure.situation import CIVIL_TIME, Situation
from hengtu.law.procedure.versions import procedure_of

__all__ = ["FiledExhibit", "Finding", "Gravity", "grave", "precheck"]

DECIDING = ("decided", "spot_decided", "not_punished", "not_established", "investigation_ended", "filing_cancelled")
# What only waits for its time, its hand or the review itself is no fault of the file; a limit that has run out is said
# by its clock.
WAITING = frozenset(
    {"decision_late", "review_missing", "review_not_passed", "review_outdated", "hearing_request_window_open",
     "statement_defence_window_open", "hearing_not_held", "notice_not_served", "notice_not_served_to_party"}
)  # fmt: skip


def precheck(
    history: Iterable[LegalAct],
    *,
    exhibits: Iterable[FiledExhibit] | None = None,
    recorded: Collection[str] | None = None,
    on: date,
) -> tuple[Finding, ...]:
    """Return what a file as it stands on a day has wrong with it, the gravest first; empty for a sound one.

    Args:
        history: every act of one case, in the order in which they were entered. Corrections count as written in; acts
            that a later act took out of the case are not judged any more.
        exhibits: what is filed as evidence and what each piece proves; None: whether elements are proved is not judged.
        recorded: uids of the acts that have a film, or whose lack of one a head accepted; None: films are not judged.
        on: civil day; limits that have run out by then are found.
    Raises: UnknownKind, BadPayload, NoProcedure.
    Source: APL:58, APL:46p2; each finding cites its own.
    """
    acts = with_corrections(tuple(history))
    if not acts:
        return ()
    whole = Situation(())
    numbers = _numbers(acts)
    found: list[Finding] = []
    for act, before, objections in replay(acts):
        number = numbers[id(act)]
        found += (from_objection(each, number, act.kind) for each in objections)
        found += _warnings(Moment(before, act), number)
        whole = before.followed_by(act)
    found = _of_standing_acts(found, acts, whole)
    found += _ahead(whole, acts, _evening(on, acts))
    found += across(whole, acts, exhibits, on)
    found += recording_findings(whole, acts, recorded)
    return tuple(sorted(_without_repeats(found), key=lambda each: (ORDER.index(each.gravity), each.act)))


def grave(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that must be mended before the file goes on."""
    return tuple(each for each in findings if each.gravity is not Gravity.NOTE)


def with_corrections(history: tuple[LegalAct, ...]) -> tuple[LegalAct, ...]:
    """Return the acts with what was corrected later written in; the corrections stay in their place."""
    changes: dict[str, dict[str, object]] = {}
    for act in history:
        if act.kind == "act_corrected":
            changes.setdefault(str(act.payload.get("act")), {}).update(act.payload.get("changes") or {})
    if not changes:
        return history
    return tuple(
        replace(act, payload={**act.payload, **changes[act.uid]}) if act.uid and act.uid in changes else act
        for act in history
    )


def _numbers(acts: tuple[LegalAct, ...]) -> dict[int, int]:
    return {id(act): number for number, act in enumerate(acts, start=1)}


def _of_standing_acts(found: list[Finding], acts: tuple[LegalAct, ...], whole: Situation) -> list[Finding]:
    """A decision that was revoked is judged no more: what stands in the file today counts."""
    standing = {_identity(act) for act in whole.acts}
    return [each for each in found if _identity(acts[each.act - 1]) in standing]


def _identity(act: LegalAct) -> tuple[str, datetime, str]:
    return (act.kind, act.occurred_at, act.uid)


def _warnings(moment: Moment, number: int) -> Iterator[Finding]:
    """Texts that cite what is not in force, where the act does not rest on it."""
    for state in citation_warnings(moment):
        yield Finding(
            "text_cites_repealed",
            Gravity.NOTE,
            f"文字里引用的{state.message}",
            ("APL:38p1",),
            f"{state.way_out}。",
            number,
            moment.act.kind,
            state.basis,
        )


def _ahead(whole: Situation, acts: tuple[LegalAct, ...], at: datetime) -> Iterator[Finding]:
    """What a decision as proposed would meet now: found before the review, not after it."""
    approved = whole.last("report_approved")
    if approved is None or whole.has(*DECIDING):
        return
    told = whole.last("notice_served") or approved
    penalties = (whole.notified or whole.proposed).values()
    kind = "decided" if any(penalty.punishes for penalty in penalties) else "not_punished"
    payload = {"decided": told.payload.get("proposed"), "ground": approved.payload.get("ground")}
    for objection in gate_objections(whole, LegalAct(kind, at, payload=payload), procedure_of(acts)):
        if objection.code not in WAITING:
            finding = from_objection(objection, 0, kind)
            # the heads discuss after the review: it is announced, not yet missing
            yield replace(finding, gravity=Gravity.NOTE) if objection.code == "discussion_missing" else finding


def _evening(on: date, acts: tuple[LegalAct, ...]) -> datetime:
    latest = max(act.occurred_at for act in acts)
    return max(datetime.combine(on, time(23, 59), CIVIL_TIME), latest)


def _without_repeats(found: Iterable[Finding]) -> list[Finding]:
    """The same reason is told once, where it first shows."""
    first: dict[tuple[str, str, str], Finding] = {}
    for each in found:
        first.setdefault((each.code, each.message, each.about), each)
    return list(first.values())

"""Where a case stands: everything the guards ask of a history, read from its acts and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.deadlines import days_of
from hengtu.law.procedure.matters import CaseFacts, Penalty, read_case, read_penalties, with_facts
from hengtu.law.procedure.outcomes import DISCREDITING, REOPENING, UNDOING, outcome_of

CIVIL_TIME = timezone(timedelta(hours=8))  # Asia/Shanghai, without daylight saving since 1991

INVESTIGATIVE = frozenset(
    {"lead_registered", "identity_shown", "evidence_collected", "investigated", "correction_ordered",
     "report_submitted", "measure_taken", "spot_decided", "urgent_measure_taken", "evidence_registered", "sample_taken",
     "testing_period_told", "crime_suspected"}
)  # fmt: skip
# Acts that find facts of the case; what a notice of promise or its check found counts as well.
FINDING = (
    "evidence_collected", "investigated", "report_submitted", "promise_offered", "promise_checked",
    "correction_verified",
)  # fmt: skip
# What a revoked decision takes with it; payments stay, they are refunded by acts of their own.
UNDONE_BY_REVOCATION = frozenset(
    {"legal_reviewed", "discussed", "decided", "decision_issued", "decision_served", "decision_published",
     "publication_withheld", "not_punished", "instalments_granted", "spot_decided", "spot_acknowledged",
     "spot_filed", "case_closed", "spot_case_closed", "archived", "deferral_applied", "deferral_refused",
     "deferral_ended", "reminder_served", "reminder_answered",
     "reminder_statement_received", "court_applied", "court_accepted", "court_refused",
     "court_objected", "court_ruled", "demolition_announced", "enforcement_decided", "substitute_decided",
     "enforcement_suspended", "enforcement_resumed", "enforcement_ended", "enforcement_agreed",
     "credit_repair_applied", "credit_repair_checked", "credit_repair_answered"}
)  # fmt: skip
# What the post or the party says afterwards about a service: it never arrived, or on another day.
SERVICE_CHANGED = frozenset({"service_struck", "arrival_proved"})
# A closed case opens again where a remedy asks for more, or the court will not enforce what it had accepted.
UNDONE_BY_REOPENING = frozenset({"case_closed", "spot_case_closed", "archived"})


def day_of(instant: datetime) -> date:
    """Return the civil day of an instant in Asia/Shanghai; an instant without offset is taken as civil time."""
    return (instant.astimezone(CIVIL_TIME) if instant.tzinfo else instant).date()


def effective(history: tuple[LegalAct, ...]) -> tuple[LegalAct, ...]:
    """Return the acts as they count today: corrections written in, what was revoked or reopened left out.

    An act that took others with it carries their kinds under ``undone``; what was published stays to be withdrawn.
    """
    acts: list[LegalAct] = []
    for act in history:
        acts = _with(acts, act)
    return tuple(acts)


def _with(acts: list[LegalAct], act: LegalAct) -> list[LegalAct]:
    """One more act: it may mend those before it, or take them out of the case."""
    if act.kind == "act_corrected":
        acts = [_mended(earlier, act) for earlier in acts]
    if act.kind in SERVICE_CHANGED:
        acts, act = _service_changed(acts, act)
    if outcome_of(act) or _opens_again(act):
        undone = _undone_by(act)
        kinds = [earlier.kind for earlier in acts]
        gone = [kind for kind in kinds if kind in undone]
        published = is_published(acts) and outcome_of(act) in DISCREDITING
        acts = [_changed(earlier, act) for earlier in acts if earlier.kind not in undone]
        act = replace(act, payload={**act.payload, "undone": gone, "was_published": published})
    acts.append(act)
    return acts


def is_published(acts: Iterable[LegalAct]) -> bool:
    """Whether the decision stands published: put there, and not taken down as a whole again."""
    stands = False
    for act in acts:
        taken_down = withholds_all(act, "decision") or _withdraws(act)
        stands = act.kind == "decision_published" or (stands and not taken_down)
    return stands


def _withdraws(act: LegalAct) -> bool:
    """A withdrawal takes down what was published; the changed decision it may bring along stands instead."""
    return act.kind == "publication_withdrawn" and not act.payload.get("records")


def withholds_all(act: LegalAct, about: str) -> bool:
    """Whether an act withholds the whole decision, or the whole decision on enforcing (``about`` result)."""
    payload = act.payload
    is_about = str(payload.get("about") or "decision") == about
    return act.kind == "publication_withheld" and payload.get("scope") == "whole" and is_about


def _service_changed(acts: list[LegalAct], act: LegalAct) -> tuple[list[LegalAct], LegalAct]:
    """A service that did not happen counts no more (CPL:91); one that arrived on another day counts from there."""
    named = next((each for each in acts if each.uid and each.uid == act.payload.get("act")), None)
    if named is None:
        return acts, act
    if act.kind == "arrival_proved":
        known = {"received_on": act.payload.get("arrived_on"), "arrival_proved": True}
        return [replace(each, payload={**each.payload, **known}) if each is named else each for each in acts], act
    struck = {key: named.payload[key] for key in ("served", "attempt", "document") if key in named.payload}
    act = replace(act, payload={**act.payload, "struck": {"kind": named.kind, **struck}})
    return [each for each in acts if each is not named], act


def _undone_by(act: LegalAct) -> frozenset[str]:
    """The kinds an act takes out of the case."""
    if outcome_of(act) in UNDOING:
        return UNDONE_BY_REVOCATION
    return UNDONE_BY_REOPENING if outcome_of(act) in REOPENING or _opens_again(act) else frozenset()


def _opens_again(act: LegalAct) -> bool:
    """A court will not enforce, or the judicial organs send the case back for a penalty (APL:27p1, TRF:13)."""
    return _court_will_not(act) or act.kind == "case_returned_by_justice"


def _court_will_not(act: LegalAct) -> bool:
    """Whether a court that had accepted the application now rules not to enforce (ACL:58)."""
    return act.kind == "court_refused" and act.payload.get("stage") == "enforce"


def _changed(earlier: LegalAct, act: LegalAct) -> LegalAct:
    """A decision that reconsideration or a court changed counts as changed (ARL:63p1, ALL:77)."""
    if outcome_of(act) != "changed" or earlier.kind not in ("decided", "spot_decided", "not_punished"):
        return earlier
    changed = _with_the_rest(earlier.payload.get("decided"), act.payload.get("decided"))
    return replace(earlier, payload={**earlier.payload, "decided": changed})


def _with_the_rest(before: Any, after: Any) -> Any:
    """What a change does not speak of stands as it was decided: the part of another party, another violation."""
    if not isinstance(before, list | tuple) or not before or not after:
        return after
    listed = after if isinstance(after, list | tuple) else [{"matter": before[0].get("matter"), **after}]
    named = {each.get("matter") for each in listed}
    return [*listed, *(each for each in before if each.get("matter") not in named)]


def _mended(earlier: LegalAct, correction: LegalAct) -> LegalAct:
    if earlier.uid != correction.payload.get("act") or not earlier.uid:
        return earlier
    return replace(earlier, payload={**earlier.payload, **correction.payload.get("changes", {})})


@dataclass(frozen=True)
class Situation:
    """A case at one moment. Built from the acts that count; asked by guards, clocks and pages."""

    acts: tuple[LegalAct, ...]

    @classmethod
    def of(cls, history: tuple[LegalAct, ...]) -> Situation:
        return cls(effective(history))

    def followed_by(self, act: LegalAct) -> Situation:
        """Return the situation after one more act, as ``Situation.of`` of the longer history.

        What the case is about is not read again where the act cannot change it: a replay stays cheap.
        """
        following = Situation(tuple(_with(list(self.acts), act)))
        says_nothing = not act.payload.get("case") and not act.payload.get("facts")
        if "case" in self.__dict__ and says_nothing and following.acts[: len(self.acts)] == self.acts:
            following.__dict__["case"] = self.case
        return following

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """Answers worked out once for these acts, by question; no part of the value."""
        return {}

    # --- acts -----------------------------------------------------------------
    @cached_property
    def _by_kind(self) -> dict[str, list[LegalAct]]:
        found: dict[str, list[LegalAct]] = {}
        for act in self.acts:
            found.setdefault(act.kind, []).append(act)
        return found

    def all(self, *kinds: str) -> tuple[LegalAct, ...]:
        """Return the acts of these kinds, oldest first."""
        return tuple(act for act in self.acts if act.kind in kinds)

    def last(self, *kinds: str) -> LegalAct | None:
        """Return the latest act of these kinds."""
        found = [self._by_kind[kind][-1] for kind in kinds if kind in self._by_kind]
        if len(found) < 2:  # the usual question: nothing to place among the acts
            return found[0] if found else None
        return max(found, key=self.acts.index)

    def has(self, *kinds: str) -> bool:
        return any(kind in self._by_kind for kind in kinds)

    def after(self, act: LegalAct, *kinds: str) -> bool:
        """Whether an act of these kinds follows ``act``."""
        position = self.acts.index(act)
        return any(later.kind in kinds for later in self.acts[position + 1 :])

    # --- what it is about -----------------------------------------------------
    @cached_property
    def case(self) -> CaseFacts | None:
        """The case as the acts have established it so far."""
        opening = next((act for act in self.acts if act.payload.get("case")), None)
        if opening is None:
            return None
        case = read_case(opening.payload["case"])
        for act in self.all(*FINDING):
            found: Mapping[str, Any] = act.payload.get("facts") or {}
            case = with_facts(case, found, act.payload.get("matter")) if found else case
        return case

    @cached_property
    def investigators(self) -> frozenset[str]:
        """Ids of the officers who took part in the investigation."""
        return frozenset(
            actor.id for act in self.acts if act.kind in INVESTIGATIVE for actor in act.by if "officer" in actor.roles
        )

    def penalties(self, act: LegalAct | None, key: str) -> dict[str, Penalty]:
        """Return the penalties an act names under ``proposed`` or ``decided``, per matter."""
        if act is None or self.case is None:
            return {}
        return read_penalties(act.payload.get(key), self.case)

    @cached_property
    def proposed(self) -> dict[str, Penalty]:
        return self.penalties(self.last("report_approved"), "proposed")

    @cached_property
    def notified(self) -> dict[str, Penalty]:
        return self.penalties(self.last("notice_served"), "proposed")

    @cached_property
    def decision(self) -> LegalAct | None:
        """The act that decided: by the head, on the spot, or not to punish."""
        return self.last("decided", "spot_decided", "not_punished", "not_established")

    @cached_property
    def decided(self) -> dict[str, Penalty]:
        return self.penalties(self.decision, "decided")

    # --- the party's rights ---------------------------------------------------
    @cached_property
    def statements(self) -> tuple[LegalAct, ...]:
        """What the party said since the last notice."""
        notice = self.last("notice_served")
        if notice is None:
            return self.all("statement_heard", "spot_statement_heard")
        position = self.acts.index(notice)
        return tuple(act for act in self.acts[position:] if act.kind == "statement_heard")

    def waived(self, right: str) -> bool:
        """Whether a signed waiver of ``statement`` or ``hearing`` is on file since the last notice."""
        return any(
            right in act.payload.get("waives", ()) and act.payload.get("waiver_signed") is True
            for act in self.statements
        )


# How "nothing to say" is written down; nothing of it needs a recheck.
SILENT = frozenset({"", "none", "no objection", "无", "无异议", "没有异议", "没有意见"})


def is_statement(payload: Mapping[str, Any]) -> bool:
    """Whether a record of hearing the party holds something that must be rechecked (APL:45p1)."""
    return str(payload.get("statement") or "").strip() not in SILENT


def service_day(act: LegalAct) -> date:
    """Return the day on which a served paper counts as served (CPL:87, CPL:91, CPL:95, APL:61p2).

    Mail counts from the receipt on the return slip (``received_on``), an announcement when its time is over (on the day
    it names itself as its last, ``announce_until``), all else from the day of the act itself.
    """
    received = act.payload.get("received_on")
    if received:
        return date.fromisoformat(received)
    day = day_of(act.occurred_at)
    if act.payload.get("served") != "announce":
        return day
    named = act.payload.get("announce_until")
    return date.fromisoformat(named) if named else days_of("announcement_service", day).due_on or day

"""How one case is carried out: what stands where, the court's window, the addition, the steps taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.case_view import Prospect, Tag
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.cases.selectors.execution_list import FORMS
from hengtu.cases.selectors.outlook import outlook_of
from hengtu.cases.words import kind_name
from hengtu.documents.models import DocumentState
from hengtu.documents.selectors.documents import documents_of, title_of
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure import execution_standing as standing
from hengtu.law.procedure.corrections import Correction, correction_of
from hengtu.law.procedure.court_window import court_window
from hengtu.law.procedure.execution_phases import OBLIGATIONS, Phase
from hengtu.law.procedure.execution_standing import phases_of
from hengtu.law.procedure.guards.enforcement import NIGHT_FROM_HOUR, NIGHT_TO_HOUR, OWN_POWERS, PURPOSES
from hengtu.law.procedure.matters import plain
from hengtu.law.procedure.remedies import lapse_of
from hengtu.law.procedure.settlement import Settlement, additional_fine_of, settle
from hengtu.law.procedure.shares import has_several, shares_of, whose
from hengtu.law.procedure.situation import CIVIL_TIME, service_day
from hengtu.law.procedure.tables import enforcement, execution
from hengtu.ledger.selectors.acts import acts_of_stream

# The acts of this page: what follows a decision until it is carried out.
CARRYING_OUT = frozenset(
    {arrow.kind for arrow in (*enforcement.ARROWS, *execution.ARROWS)}
    | {"correction_ordered", "correction_reported", "correction_verified", "stay_ordered", "stay_ended"}
    | {"reconsideration_received", "reconsideration_decided", "lawsuit_received", "lawsuit_judged"}
    | {"decision_served", "spot_decided", "spot_cash_collected", "case_closed", "spot_case_closed"}
) - {"publication_withdrawn"}


@dataclass(frozen=True)
class StepTaken:
    """One act of the carrying out, with the papers it made."""

    act: LegalAct
    name: str
    on: date
    note: str
    papers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PhaseLine:
    """One phase as the page shows it; ``is_now`` on the day of the page."""

    phase: Phase
    tag: Tag
    step: str
    basis: tuple[str, ...]
    is_now: bool
    is_past: bool


@dataclass(frozen=True)
class Obligation:
    """One thing the party has to do, with its phases in order."""

    key: str
    name: str
    lines: tuple[PhaseLine, ...]
    party: str = ""

    @property
    def now(self) -> PhaseLine | None:
        return next((line for line in self.lines if line.is_now), None)


@dataclass(frozen=True)
class WindowView:
    """The court's window: sentences with both remedies, first and last day; days None where they are not known yet."""

    sentences: tuple[str, ...]
    basis: tuple[str, ...]
    opens_on: date | None
    shuts_on: date | None
    reminded_on: date | None
    party: str = ""


@dataclass(frozen=True)
class CaseExecution:
    obligations: tuple[Obligation, ...]
    settlement: Settlement
    addition: tuple[str, ...]
    windows: tuple[WindowView, ...]
    lawful: tuple[Prospect, ...]
    not_yet: tuple[Prospect, ...]
    taken: tuple[StepTaken, ...]
    correction: Correction
    powers: tuple[tuple[str, str], ...]
    night: str


def case_execution(case: EnforcementCase, *, on: date) -> CaseExecution:
    """Return how one case is carried out as of a day."""
    history = legal_history(acts_of_stream(case.pk))
    situation = Situation.of(history)
    evening = max(datetime.combine(on, time(17, 0), CIVIL_TIME), history[-1].occurred_at)
    outlook = outlook_of(history, situation, evening)
    following = [each for each in (outlook.next_act, *outlook.also_lawful) if each and each.is_lawful]
    return CaseExecution(
        tuple(_obligation(each, phases, on) for each, phases in phases_of(situation).items()),
        settle(situation, on),
        additional_fine_of(situation, on).sentences,
        tuple(_windows(situation, on)),
        tuple(each for each in following if each.kind in CARRYING_OUT),
        tuple(each for each in outlook.not_yet if each.kind in CARRYING_OUT),
        _taken(case, situation),
        correction_of(situation),
        tuple((power.zh, "".join(basis_zh((power.basis,)))) for power in OWN_POWERS.values()),
        f"{NIGHT_FROM_HOUR}时至次日{NIGHT_TO_HOUR}时",
    )


def _obligation(found: standing.Obligation, phases: tuple[Phase, ...], on: date) -> Obligation:
    first = next((each for each in phases if each.covers(on)), phases[0])
    lines = tuple(_line(each, is_now=each is first, on=on) for each in phases)
    key = f"{found.kind}-{found.party}" if found.party else found.kind
    return Obligation(key, OBLIGATIONS[found.kind], lines, found.name)


def _line(phase: Phase, *, is_now: bool, on: date) -> PhaseLine:
    past = phase.last_on is not None and phase.last_on < on
    step = kind_name(phase.step) if phase.step else ""
    return PhaseLine(
        phase, Tag(phase.state.zh, FORMS.get(phase.state, "go")), step, basis_zh(phase.basis), is_now, past
    )


def _windows(situation: Situation, on: date) -> Iterator[WindowView]:
    """One for the case; of several parties one for each that still owes, since each has its own remedies and plan."""
    names = {each.id: each.name for each in situation.case.parties} if situation.case else {}
    shares = shares_of(situation)
    for party, share in (shares or {"": situation}).items():
        found = None if shares and not settle(share, on).outstanding_yuan else _window(share)
        if found is not None:
            yield replace(found, party=names[party] if shares else "")


def _window(situation: Situation) -> WindowView | None:
    """The window is told as soon as there is a decision that can be enforced, even while it cannot be counted."""
    if not situation.has("decision_served", "spot_decided") or not situation.decided:
        return None
    found, lapse = court_window(situation), lapse_of(situation)
    reminder = situation.last("reminder_served")
    reminded_on = service_day(reminder) if reminder else None
    if found is None:
        return WindowView(lapse.sentences, basis_zh(lapse.basis), None, None, reminded_on)
    opens = found.opens_on or found.window.not_before
    basis = tuple(dict.fromkeys((*lapse.basis, *found.window.basis)))
    return WindowView(found.window.explanation, basis_zh(basis), opens, found.window.due_on, reminded_on)


def _taken(case: EnforcementCase, situation: Situation) -> tuple[StepTaken, ...]:
    papers: dict[str, list[tuple[str, str]]] = {}
    for document in documents_of(case.pk):
        if document.state == DocumentState.ISSUED:
            papers.setdefault(str(document.act_uid), []).append((str(document.uid), title_of(document)))
    acts = (act for act in situation.acts if act.kind in CARRYING_OUT)
    several = has_several(situation)
    return tuple(
        _step(act, tuple(papers.get(act.uid, ())), [each.name for each in whose(situation, act)] if several else [])
        for act in acts
    )


def _step(act: LegalAct, papers: tuple[tuple[str, str], ...], names: list[str]) -> StepTaken:
    payload = act.payload
    said = [PURPOSES.get(str(payload.get("purpose")), ""), str(payload.get("statement") or "")]
    said += [str(payload.get(key) or "") for key in ("court", "body", "reason", "found", "words", "record", "order")]
    if act.kind in ("paid", "spot_cash_collected", "fine_refunded"):
        said.append(f"{plain(float(payload.get('amount_yuan') or 0))}元")
    said = [*names, *said]
    return StepTaken(act, kind_name(act.kind), day_of(act.occurred_at), "；".join(filter(None, said)), papers)

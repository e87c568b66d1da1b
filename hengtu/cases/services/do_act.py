"""The one door: ask the law, write the act, update the projections, issue the papers; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Agency, Role
from hengtu.agencies.selectors.routes import route_for
from hengtu.cases.agencies import agency_by_code
from hengtu.cases.history import legal_history
from hengtu.cases.papers import issue_papers
from hengtu.cases.participants import Participant, actors_of
from hengtu.cases.projection import project
from hengtu.cases.refusals import ActRefused, CaseNotFound, LateReasonMissing
from hengtu.cases.rehearsal import Rehearsed, as_if_done
from hengtu.cases.search.index import index_after
from hengtu.law.acts import LegalAct
from hengtu.law.edition import edition
from hengtu.law.objections import Objection, curable
from hengtu.law.procedure import Situation, day_of, objections_to, procedure_on
from hengtu.law.procedure.shares import OF_ONE, objections_to_nobody
from hengtu.ledger.device import current_device
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.services.append_act import append_act
from hengtu.ledger.values import NewAct, Origin, StoredAct


@dataclass(frozen=True)
class Late:
    """Why an act is done after its limit, and who above allowed it."""

    reason: str
    approved_by: Participant


@dataclass(frozen=True)
class Context:
    """What one act is done in: the case so far, the unit that handles it, the legal subject in whose name."""

    case_id: UUID
    acts: tuple[StoredAct, ...]
    opening: Mapping[str, Any]

    @cached_property
    def history(self) -> tuple[LegalAct, ...]:
        return legal_history(self.acts)

    @cached_property
    def agency(self) -> Agency:
        return agency_by_code(self.opening["agency"])

    @property
    def legal_subject(self) -> Agency:
        return self.agency.legal_subject

    @property
    def category(self) -> str:
        return str(self.opening.get("category", ""))


# Who answers for what is done after its limit.
ANSWER_FOR_LATENESS = frozenset({"agency_head", "chief_head"})
Prepare = Callable[[Context], Mapping[str, Any]]


def given(**entries: Any) -> dict[str, Any]:
    """Return the entries that were given: what is None or empty is left out of the payload."""
    return {key: value for key, value in entries.items() if value is not None and value != [] and value != ""}


class Circumstances(TypedDict, total=False):
    """What any act may bring along besides its content; see :func:`do_act`."""

    recorded_at: datetime | None
    origin: Origin
    late: Late | None
    key: str | None
    opinions: tuple[Mapping[str, Any], ...]
    rehearse: bool
    parties: tuple[str, ...]


def do_act(
    *,
    case_id: UUID,
    kind: str,
    by: tuple[Participant, ...],
    at: datetime,
    payload: Mapping[str, Any],
    prepare: Prepare | None = None,
    recorded_at: datetime | None = None,
    origin: Origin = "LIVE",
    late: Late | None = None,
    key: str | None = None,
    opinions: tuple[Mapping[str, Any], ...] = (),
    rehearse: bool = False,
    parties: tuple[str, ...] = (),
    also: tuple[Objection, ...] = (),
) -> StoredAct:
    """Do one act on a case, or refuse it with every objection.

    Args:
        case_id: the case, which is its stream.
        kind: a kind of ``law.procedure``.
        by: who takes part; roles and certificates are looked up for the day of the act.
        at: when it occurred (aware). recorded_at: when it is recorded; ``at`` if not given.
        payload: the legal content; personal numbers never belong here.
        late: reason and approver, where a limit has passed.
        key: idempotency key; the same key again returns the first act.
        prepare: adds to the payload inside the transaction what must not be drawn in vain, such as numbers.
        opinions: what those said who were asked on the way: ``{"role", "by", "verdict", "opinion", "at"}`` each.
        rehearse: ask the law and write nothing; see ``cases.rehearsal``.
        parties: of a case with several, ids of those the act speaks of; all where none is given.
        also: what the service itself objects to, said together with what the law does.

    Raises: ActRefused, LateReasonMissing, CaseNotFound, ledger.StreamMoved when somebody was faster; Rehearsed.
    """
    acts = acts_of_stream(case_id)
    done = next((act for act in acts if key is not None and act.key == key), None)
    if done is not None:
        return done
    context = Context(case_id, acts, _opening(case_id, acts, payload))
    if parties and len(context.opening.get("parties") or ()) > 1:
        payload = {**payload, "parties": list(parties)}
    act = _legal_act(context, kind, by, at, payload, recorded_at)
    lawful = objections_to(context.history, act)
    if parties or kind in OF_ONE:
        also = (*also, *objections_to_nobody(Situation.of(context.history), act))
    objections = (*lawful, *also, *_approval_objections(context, act, lawful))
    if rehearse:
        raise Rehearsed(
            as_if_done(case_id, acts, _new_act(context, act, payload, by, origin, late, objections, key)), objections
        )
    _refuse_or_pass(context, act, objections, late)
    with transaction.atomic():
        content = {**payload, **(prepare(context) if prepare else {})}
        stored = append_act(
            case_id,
            _new_act(context, act, content, by, origin, late, objections, key, opinions),
            expected_seq=acts[-1].seq if acts else 0,
        )
        project(case_id, (*acts, stored), context.agency)
        papers = issue_papers(case_id, (*acts, stored), stored, context.agency)
        index_after(case_id, (*acts, stored), papers)
    return stored


def _opening(case_id: UUID, acts: tuple[StoredAct, ...], payload: Mapping[str, Any]) -> Mapping[str, Any]:
    block = (acts[0].payload or {}).get("case") if acts else payload.get("case")
    if block is None:
        raise CaseNotFound(case_id)
    opening: Mapping[str, Any] = block
    return opening


def _legal_act(
    context: Context,
    kind: str,
    by: tuple[Participant, ...],
    at: datetime,
    payload: Mapping[str, Any],
    recorded_at: datetime | None,
) -> LegalAct:
    on = day_of(at)
    actors = actors_of(by, agency=context.agency, category=context.category, act_kind=kind, on=on)
    return LegalAct(kind, at, actors, payload, recorded_at or at)


def _approval_objections(context: Context, act: LegalAct, lawful: tuple[Objection, ...]) -> tuple[Objection, ...]:
    """Routes are data: from an amount upwards somebody higher than the statute asks for must approve."""
    amount = _amount(context, act)
    route = route_for(context.legal_subject, act.kind, amount, day_of(act.occurred_at))
    if route is None or any(route.roles[-1].lower() in actor.roles for actor in act.by):
        return ()
    if any(objection.code == f"{route.roles[-1].lower()}_required" for objection in lawful):
        return ()  # the law itself has said so already
    needed = Role(route.roles[-1].upper()).label
    message = f"按审批权限，应当由{needed}批准（{route.source}）"
    return (curable("approval_route", message, (), f"请提请{needed}批准。"),)


def _amount(context: Context, act: LegalAct) -> Decimal:
    situation = Situation((*context.history, act))
    penalties = situation.penalties(act, "decided").values()
    return sum((Decimal(str(penalty.amount_yuan)) for penalty in penalties), Decimal(0))


def _refuse_or_pass(context: Context, act: LegalAct, objections: tuple[Objection, ...], late: Late | None) -> None:
    if not objections:
        return
    first = context.history[0] if context.history else act
    arrow = procedure_on(day_of(first.occurred_at)).arrow(act.kind)
    name = arrow.zh if arrow else act.kind
    if any(objection.refuses for objection in objections):
        raise ActRefused(name, objections)
    if late is None or not late.reason.strip():
        raise LateReasonMissing(name, objections)
    if not _may_allow_lateness(context, act, late.approved_by):
        message = f"{late.approved_by.name}不是本机关负责人，不能批准逾期办理"
        remedy = "请报本机关负责人批准。"
        raise LateReasonMissing(name, (*objections, curable("late_approver", message, (), remedy)))


def _may_allow_lateness(context: Context, act: LegalAct, approver: Participant) -> bool:
    """A head answers for what is done late; nobody below can allow it."""
    (actor,) = actors_of(
        (approver,),
        agency=context.agency,
        category=context.category,
        act_kind=act.kind,
        on=day_of(act.recorded_at or act.occurred_at),
    )
    return bool(actor.roles & ANSWER_FOR_LATENESS)


def _new_act(
    context: Context,
    act: LegalAct,
    content: Mapping[str, Any],
    by: tuple[Participant, ...],
    origin: Origin,
    late: Late | None,
    objections: tuple[Objection, ...],
    key: str | None,
    opinions: tuple[Mapping[str, Any], ...] = (),
) -> NewAct:
    first = context.history[0] if context.history else act
    rules = {
        "procedure": procedure_on(day_of(first.occurred_at)).version,
        "rulebook": edition(),
    }
    notes: dict[str, Any] = {"opinions": [dict(entry) for entry in opinions]} if opinions else {}
    if device := current_device():
        notes["device"] = device
    if late is not None and objections:
        notes["late"] = {
            "reason": late.reason,
            "approved_by": late.approved_by.name,
            "approver": late.approved_by.id,
            "objections": [objection.as_json() for objection in objections],
        }
    return NewAct(
        kind=act.kind,
        occurred_at=act.occurred_at,
        recorded_at=act.recorded_at or act.occurred_at,
        by=tuple(person.as_ref(actor) for person, actor in zip(by, act.by, strict=True)),
        in_name_of=context.legal_subject.code,
        payload=content,
        notes=notes,
        origin=origin,
        rules=rules,
        key=key,
    )

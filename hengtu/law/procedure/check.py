"""May this act be done now? The one question every service asks, and the list of what could come next."""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.arrows import Arrow, Field, Procedure
from hengtu.law.procedure.guards.competence import (
    case_is_here,
    competence_is_settled,
    filing_stands,
    investigation_is_not_resting,
)
from hengtu.law.procedure.guards.recusal import nobody_recused_takes_part
from hengtu.law.procedure.guards.relied_on import cites_what_is_in_force
from hengtu.law.procedure.moment import CaseUnknown, Guard, Moment
from hengtu.law.procedure.shares import OF_ONE, OF_SOME, is_told_apart, share_of, shares_of, whose
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.versions import procedure_of

# What stands in the way of any kind of act: the case is elsewhere, its filing cancelled, its investigation resting.
EVERYWHERE: tuple[Guard, ...] = (case_is_here, filing_stands, investigation_is_not_resting, competence_is_settled)


class UnknownKind(ValueError):
    """No kind of act has this name; the message names the nearest ones."""

    code = "unknown_kind"

    def __init__(self, kind: str, procedure: Procedure) -> None:
        near = difflib.get_close_matches(kind, [arrow.kind for arrow in procedure.arrows], n=3, cutoff=0.4)
        hint = f"相近的有：{'、'.join(near)}" if near else "用 hengtu law kinds 查看全部种类"
        super().__init__(f"没有「{kind}」这种行为。{hint}。")


class BadPayload(ValueError):
    """An entry of the payload has the wrong type."""

    code = "bad_payload"


def objections_to(history: Iterable[LegalAct], act: LegalAct) -> tuple[Objection, ...]:
    """Return every reason why ``act`` is not in order after ``history``; empty when it is lawful and in time.

    Acts that occurred later than ``act`` are left out: an act recorded afterwards is judged as of when it occurred.
    Only what happens once, or excludes the other way out, is looked for in the whole history.

    Raises: UnknownKind, BadPayload, NoProcedure.
    """
    everything = tuple(history)
    known = tuple(earlier for earlier in everything if earlier.occurred_at <= act.occurred_at)
    situation = Situation.of(known)
    whole = situation if len(known) == len(everything) else Situation.of(everything)
    return objections_in(situation, act, procedure_of(everything or (act,)), whole=whole)


def objections_in(
    situation: Situation, act: LegalAct, procedure: Procedure, *, whole: Situation | None = None
) -> tuple[Objection, ...]:
    """Return the objections to ``act`` in a situation that is known already; see :func:`objections_to`.

    Args:
        whole: the situation with acts that occurred after ``act`` too, where there are any.
    Raises: UnknownKind, BadPayload.
    """
    arrow = procedure.arrow(act.kind)
    if arrow is None:
        raise UnknownKind(act.kind, procedure)
    for field in arrow.fields:
        _check_type(field, act.payload.get(field.key))
    moment = Moment(situation, act)
    found = [*_order(arrow, procedure, moment, whole or situation), *_fields(arrow, moment)]
    for guard in (nobody_recused_takes_part, *arrow.by, *arrow.carries, *arrow.gates, cites_what_is_in_force):
        found += ask(guard, moment)
    return _without_repeats(found)


def gate_objections(situation: Situation, act: LegalAct, procedure: Procedure) -> tuple[Objection, ...]:
    """Return what the gates of an act object to, whoever does it and whatever its form still lacks."""
    arrow = procedure.arrow(act.kind)
    moment = Moment(situation, act)
    return _without_repeats([each for gate in (arrow.gates if arrow else ()) for each in ask(gate, moment)])


def replay(history: Iterable[LegalAct]) -> Iterator[tuple[LegalAct, Situation, tuple[Objection, ...]]]:
    """Yield every act of a file with the situation before it and what is objected to it.

    Acts are taken in the order in which they occurred, however they were entered, so that one situation grows from
    act to act and none is read twice.

    Raises: UnknownKind, BadPayload, NoProcedure.
    """
    acts = sorted(history, key=lambda act: act.occurred_at)
    situation = Situation(())
    for act in acts:
        yield act, situation, objections_in(situation, act, procedure_of(acts))
        situation = situation.followed_by(act)


def ask(guard: Guard, moment: Moment) -> list[Objection]:
    """Return what a guard objects to at a moment; nothing where the acts do not say what the case is about."""
    try:
        return list(guard(moment))
    except CaseUnknown:
        return []  # objected to at the opening act, once


def _order(arrow: Arrow, procedure: Procedure, moment: Moment, whole: Situation) -> Iterator[Objection]:
    situation = moment.situation
    names = {entry.kind: entry.zh for entry in procedure.arrows}
    for group in arrow.after:
        kinds = group.split("|")
        if not situation.has(*kinds):
            wanted = "或者".join(f"「{names[kind]}」" for kind in kinds[:2])
            yield curable("act_out_of_order", f"还没有{wanted}，不能{arrow.zh}", arrow.source, f"请先办{wanted}。")
    excluded = _excluded(arrow, procedure)
    done = [kind for kind in arrow.before if (whole if kind in excluded else situation).has(kind)]
    if arrow.once and _as_said(whole, moment.act).has(arrow.kind):
        done.append(arrow.kind)
    if done:
        yield void(
            "act_too_late_in_order",
            f"已经「{names[done[0]]}」，不能再{arrow.zh}",
            arrow.source,
            "请核对案件进程；确有错误的，用更正或者撤销决定来改。",
        )

    for guard in (*EVERYWHERE, *arrow.fits):
        yield from ask(guard, moment)


def _as_said(whole: Situation, act: LegalAct) -> Situation:
    """What happens once happens once for each party, where the act speaks of one of several."""
    named = whose(whole, act) if act.kind in OF_SOME and is_told_apart(whole) else ()
    return share_of(whole, named[0].id) if len(named) == 1 else whole


def _excluded(arrow: Arrow, procedure: Procedure) -> frozenset[str]:
    """Kinds that bar this one and are barred by it, as deciding and not punishing: no date makes room for both."""
    barring = [procedure.arrow(kind) for kind in arrow.before]
    return frozenset(other.kind for other in barring if other is not None and arrow.kind in other.before)


def _fields(arrow: Arrow, moment: Moment) -> Iterator[Objection]:
    for field in arrow.fields:
        if field.required and moment.asked(field.key) in (None, "", [], {}):
            yield curable(f"{field.key}_missing", f"还缺{field.name}", arrow.source, f"请补上{field.name}。")


def _check_type(field: Field, value: Any) -> None:
    wanted = {
        "bool": (bool,),
        "number": (int, float),
        "list": (list, tuple),
        "object": (dict,),
        "text": (str,),
        "date": (str,),
    }
    types = wanted.get(field.type)
    if value is None or types is None:
        return
    if not isinstance(value, types) or (field.type == "number" and isinstance(value, bool)):
        raise BadPayload(f"「{field.zh}」（{field.key}）应当是 {field.type}，收到的是 {value!r}。")
    if field.type == "date" and isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            raise BadPayload(
                f"「{field.zh}」（{field.key}）应当是 2026-09-24 这样的日期，收到的是 {value!r}。"
            ) from None


def _without_repeats(found: list[Objection]) -> tuple[Objection, ...]:
    """Say a thing once. What is missing is named by the field and by its guard: the guard knows the article."""
    last = {_same_reason(objection): objection for objection in found}
    explained = {objection.code for objection in found if not objection.message.startswith("还缺")}
    once = dict.fromkeys(last[_same_reason(objection)] for objection in found)
    return tuple(each for each in once if not (each.message.startswith("还缺") and each.code in explained))


def _same_reason(objection: Objection) -> tuple[str, str]:
    missing = objection.code.endswith("_missing") and objection.message.startswith("还缺")
    return (objection.code, "" if missing else objection.message)


@dataclass(frozen=True)
class Possible:
    """A kind of act that the order allows now, with what its gates still object to."""

    kind: str
    zh: str
    why: str
    source: tuple[str, ...]
    objections: tuple[Objection, ...]


def possible_acts(
    history: Iterable[LegalAct], at: datetime, *, kinds: Container[str] | None = None
) -> tuple[Possible, ...]:
    """Return the acts whose place in the order has come, each with the objections that do not depend on its form.

    The form's own content and the people are not judged here: a decision is tried with the penalty that was notified.
    With ``kinds`` only these are looked at.
    """
    known = tuple(history)
    if not known:
        return ()
    situation = Situation.of(known)
    procedure = procedure_of(known)
    found = []
    for arrow in procedure.arrows:
        if kinds is not None and arrow.kind not in kinds:
            continue
        tried = [
            _without_repeats([objection for gate in arrow.gates for objection in ask(gate, moment)])
            for moment in _moments(situation, arrow.kind, at)
            if not list(_order(arrow, procedure, moment, situation))
        ]
        if tried:
            found.append(Possible(arrow.kind, arrow.zh, arrow.why, arrow.source, min(tried, key=len)))
    return tuple(found)


def _moments(situation: Situation, kind: str, at: datetime) -> Iterator[Moment]:
    """How an act of a kind could be meant: of several parties it may be about any one of them."""
    payload = _expected_payload(situation)
    apart = kind in OF_ONE | OF_SOME and is_told_apart(situation)
    for party in shares_of(situation) if apart else ():
        yield Moment(situation, LegalAct(kind, at, payload={**payload, "parties": [party]}))
    if not apart:
        yield Moment(situation, LegalAct(kind, at, payload=payload))


def _expected_payload(situation: Situation) -> dict[str, Any]:
    told = situation.last("notice_served") or situation.last("report_approved")
    expected = told.payload.get("proposed") if told else None
    return {"proposed": expected, "decided": expected, "hearing_offered": True}

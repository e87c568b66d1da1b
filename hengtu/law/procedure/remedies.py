"""Where the party's remedies stand: which are running, when both have lapsed, what stops meanwhile (ACL:53, APL:73)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.additional_fine import Pause
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.outcomes import outcome_of
from hengtu.law.procedure.situation import Situation, day_of, service_day

SERVED = ("decision_served", "spot_decided")
PAUSED_BY_REMEDY = ("APL:73p3",)


@dataclass(frozen=True)
class Lapse:
    """Until when the party may still ask for reconsideration or sue.

    ``last_on`` is the last day of the later of both, None while a procedure is running or nothing was served.
    ``sentences`` say how it was found.
    """

    last_on: date | None
    pending: str
    sentences: tuple[str, ...]
    basis: tuple[str, ...]

    def is_over(self, on: date) -> bool:
        """Whether on that day nothing can be asked for any more."""
        return self.last_on is not None and on > self.last_on


@dataclass(frozen=True)
class Proceeding:
    """One reconsideration or one lawsuit: days inclusive, ``ended_on`` None while it is running."""

    zh: str
    started_on: date
    ended_on: date | None


def since_served(situation: Situation) -> tuple[LegalAct, ...]:
    """The acts after the decision that stands was served; empty before that."""
    served = situation.last(*SERVED)
    return situation.acts[situation.acts.index(served) + 1 :] if served else ()


def reconsiderations(situation: Situation) -> tuple[Proceeding, ...]:
    """Every reconsideration against the decision that stands, from the day of application to the day of its end."""
    return tuple(_proceedings(since_served(situation), "行政复议", REVIEW_STARTS, _review_ended))


def lawsuits(situation: Situation) -> tuple[Proceeding, ...]:
    """Every lawsuit against the decision that stands, from filing to the judgment in force."""
    return tuple(_proceedings(since_served(situation), "行政诉讼", ("lawsuit_received",), _judgment_in_force))


REVIEW_STARTS = ("reconsideration_applied", "reconsideration_received")


def _review_ended(act: LegalAct) -> bool:
    return act.kind == "reconsideration_decided"


def _judgment_in_force(act: LegalAct) -> bool:
    return act.kind == "lawsuit_judged" and act.payload.get("in_force") is True


def _proceedings(
    acts: Iterable[LegalAct], zh: str, starts: tuple[str, ...], ended: Callable[[LegalAct], bool]
) -> Iterator[Proceeding]:
    begun: date | None = None
    for act in acts:
        if act.kind in starts and begun is None:
            begun = day_said(act, "applied_on", "filed_on")
        elif begun is not None and ended(act):
            yield Proceeding(zh, begun, day_said(act, "received_on"))
            begun = None
    if begun is not None:
        yield Proceeding(zh, begun, None)


def day_said(act: LegalAct, *keys: str) -> date:
    """The day an act names under one of these keys, else its own."""
    named = next((act.payload[key] for key in keys if act.payload.get(key)), None)
    return date.fromisoformat(named) if named else day_of(act.occurred_at)


def pending(situation: Situation) -> str:
    """Name the procedure that is running, empty if none is."""
    running = [each.zh for each in (*reconsiderations(situation), *lawsuits(situation)) if each.ended_on is None]
    return "、".join(dict.fromkeys(running))


def pauses_of(situation: Situation) -> tuple[Pause, ...]:
    """Days on which no additional fine is reckoned.

    Reconsideration and litigation by the statute (APL:73p3). A stay and a suspension of enforcement are our reading: an
    additional fine enforces, so it rests while enforcement rests; doubt does not work against the party.
    """
    by_remedy = tuple(
        Pause(each.started_on, each.ended_on, f"{each.zh}期间", PAUSED_BY_REMEDY)
        for each in (*reconsiderations(situation), *lawsuits(situation))
    )
    acts = since_served(situation)
    stays = _between(acts, "stay_ordered", ("stay_ended",), "停止执行期间", ("APL:73p1",))
    rests = _between(
        acts, "enforcement_suspended", ("enforcement_resumed", "enforcement_ended"), "中止执行期间", ("ACL:39p1",)
    )
    ended = _between(acts, "enforcement_ended", (), "已经终结执行", ("ACL:40",))
    return (*by_remedy, *stays, *rests, *ended)


def _between(
    acts: Iterable[LegalAct], start: str, ends: tuple[str, ...], zh: str, basis: tuple[str, ...]
) -> tuple[Pause, ...]:
    found: list[Pause] = []
    begun: date | None = None
    for act in acts:
        if act.kind == start and begun is None:
            begun = day_of(act.occurred_at)
        elif act.kind in ends and begun is not None:
            found.append(Pause(begun, day_of(act.occurred_at), zh, basis))
            begun = None
    if begun is not None:
        found.append(Pause(begun, None, zh, basis))
    return tuple(found)


def stayed(situation: Situation) -> bool:
    """Whether execution is stayed by the reconsideration body, a court or the agency itself (APL:73p1)."""
    return _is_on(situation, "stay_ordered", "stay_ended")


def suspended(situation: Situation) -> bool:
    """Whether enforcement is suspended (ACL:39)."""
    return _is_on(situation, "enforcement_suspended", "enforcement_resumed", "enforcement_ended")


def _is_on(situation: Situation, start: str, *ends: str) -> bool:
    last = situation.last(start, *ends)
    return last is not None and last.kind == start


def lapse_of(situation: Situation) -> Lapse:
    """Say until when the party may still use a remedy against the decision that stands.

    Both remedies must have run out before a court is asked (ACL:53). After reconsideration it is fifteen days from the
    receipt of its decision (ALL:45). An on-the-spot decision goes to reconsideration first (ARL:23p1i1); no text says
    which term counts when nobody applied, so the longer one stands.
    """
    known: Lapse | None = situation.memo.get("lapse")
    if known is None:
        known = situation.memo["lapse"] = _lapse(situation)
    return known


def _lapse(situation: Situation) -> Lapse:
    served = situation.last(*SERVED)
    if served is None:
        return Lapse(None, "", ("处罚决定还没有送达。",), ("ACL:53",))
    running = pending(situation)
    if running:
        return Lapse(None, running, (f"{running}还没有结束。",), ("ACL:53",))
    judged = _last(situation, _judgment_in_force)
    if judged is not None and outcome_of(judged) not in {"dismissed", "ended"}:
        day = day_said(judged, "received_on")
        return Lapse(day, "", (f"判决于{day_zh(day)}生效，不能再申请复议或者起诉。",), ("ACL:53", "ALL:97"))
    return _by_terms(situation, served)


def _by_terms(situation: Situation, served: LegalAct) -> Lapse:
    day = service_day(served)
    reviewed = _last(situation, _review_ended)
    terms = [("reconsideration_apply", day), ("litigation", day)]
    if reviewed is not None:
        after = ("litigation_after_reconsideration", day_said(reviewed, "received_on"))
        reached = reviewed.payload.get("outcome") not in {"not_accepted", "ended"}
        terms = [after] if reached else [*terms, after]
    due = [deadlines.due(term, start) for term, start in terms]
    last = max(each.due_on for each in due if each.due_on)
    sentences = tuple(f"{each.name}的期限到{day_zh(each.due_on)}届满。" for each in due if each.due_on)
    basis = tuple(dict.fromkeys(("ACL:53", *(entry for each in due for entry in each.basis))))
    return Lapse(last, "", sentences, basis)


def _last(situation: Situation, wanted: Callable[[LegalAct], bool]) -> LegalAct | None:
    found = [act for act in since_served(situation) if wanted(act)]
    return found[-1] if found else None

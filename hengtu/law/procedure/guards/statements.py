"""Every point of the party is rechecked and answered, what it offered is looked at, what is adopted shows (APL:45)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.matters import heavier_than
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.people_of_party import POWERS, agent_of, power_needed
from hengtu.law.procedure.statements import (
    ADOPTED,
    answered_points,
    is_answered,
    number,
    open_points,
    points_of,
    statements_of,
    unseen_evidence,
)

LONGEST = 40  # characters of a point that a message quotes


def something_said(moment: Moment) -> Iterator[Objection]:
    """A statement says something, in words or in points (APL:45p1)."""
    answers = moment.asked("of_statement")
    if not answers and not str(moment.asked("statement") or "").strip() and not points_of(moment.act.payload):
        yield curable("statement_missing", "还没有写意见", ("APL:45p1",), "请写明要说的事实和理由。")


def statement_points_are_whole(moment: Moment) -> Iterator[Objection]:
    """A point has its words; an answered one says what was found, and why it is not adopted (APL:45p1)."""
    for point in points_of(moment.act.payload):
        if not str(point.get("point") or "").strip():
            yield curable("point_empty", f"第{number(point)}条意见没有内容", ("APL:45p1",), "请写明这一条说了什么。")
        if point.get("adopted") in ADOPTED and not is_answered(point):
            missing = "答复" if point["adopted"] == "yes" else "理由"
            yield curable(
                "point_reason_missing",
                f"第{number(point)}条意见写了“{ADOPTED[point['adopted']]}”，还没有{missing}",
                ("APL:45p1",),
                f"请写明{missing}。",
            )


def statement_is_known(moment: Moment) -> Iterator[Objection]:
    """An answer names a statement of this case."""
    named = moment.asked("of_statement")
    known = {act.uid for act in statements_of(moment.situation)}
    if named and any(known) and named not in known:
        yield curable(
            "statement_unknown", "没有找到要答复的陈述申辩", ("APL:45p1",), "请在本案收到的意见里选择要答复的一份。"
        )


def party_speaks_or_officer_answers(moment: Moment) -> Iterator[Objection]:
    """A statement is the party's own act; its answer is the officers' (APL:45p1)."""
    if moment.asked("of_statement"):
        if not any(actor.is_certified_officer for actor in moment.act.by):
            yield curable(
                "certified_officer_required", "意见由持有效执法证件的人员复核", ("APL:42p1",), "请由办案人员复核答复。"
            )
    elif not any("party" in actor.roles for actor in moment.act.by):
        yield curable(
            "party_required", "这是当事人的行为，记录里没有当事人", ("APL:45p1",), "请写明当事人或者其代理人。"
        )


def agent_is_authorised(moment: Moment) -> Iterator[Objection]:
    """Who speaks for the party shows that he may: the mandate is on file (APL:64i5 for the hearing)."""
    agent = agent_of(moment.act.payload)
    if agent and not agent.get("authorisation"):
        yield curable(
            "agent_without_authority",
            f"{agent.get('name') or '代理人'}代当事人办理，没有授权委托书",
            ("APL:64i5",) if moment.act.kind.startswith("hearing") else (),
            "请附上当事人签字或者盖章的授权委托书；没有的，由当事人本人提出。",
        )


def agent_has_the_power(moment: Moment) -> Iterator[Objection]:
    """What binds the party needs a special authority; agents whose powers nobody wrote down are not judged."""
    agent, needed = agent_of(moment.act.payload), power_needed(moment.act)
    if needed and "powers" in agent and needed not in agent["powers"]:
        yield curable(
            "agent_power_missing",
            f"{agent.get('name') or '代理人'}没有“{POWERS[needed]}”的特别授权",
            (),
            "请当事人本人办理，或者由当事人在入口的“代理人”里、在窗口用新的授权委托书补上这项授权。",
        )


def points_answered(moment: Moment) -> Iterator[Objection]:
    """Every point since the notice has its answer, and every offered piece of evidence was looked at (APL:45p1)."""
    for point in open_points(moment.situation):
        yield curable(
            "points_unanswered",
            f"当事人的第{point.no}条意见还没有答复：“{_short(point.words)}”",
            ("APL:45p1", "APL:62"),
            "请复核这一条，写明是否采纳和理由。",
        )
    for offered in unseen_evidence(moment.situation):
        yield curable(
            "offered_evidence_unseen",
            f"当事人提交的“{_short(offered.title)}”还没有核实",
            ("APL:45p1",),
            "请查看这份证据，在答复里写明看过和结论。",
        )


def points_answered_before_passing(moment: Moment) -> Iterator[Objection]:
    """A review does not pass what has not been answered; it may always send the file back (APL:45p1, APL:58)."""
    if moment.asked("opinion") == "pass":
        yield from points_answered(moment)


def adopted_points_show(moment: Moment) -> Iterator[Objection]:
    """What is adopted shows in the outcome, or the decision says why it does not (APL:45p1)."""
    adopted = [point for point in answered_points(moment.situation) if point.get("adopted") in ("yes", "partly")]
    if not adopted or moment.asked("unchanged_because") or _is_lighter(moment):
        return
    numbers = "、".join(number(point) for point in adopted)
    yield curable(
        "adopted_without_effect",
        f"采纳了当事人的第{numbers}条意见，决定与告知的处罚完全一样",
        ("APL:45p1",),
        "请相应减轻处罚；不影响处罚的，写明理由。",
    )


def _is_lighter(moment: Moment) -> bool:
    """Whether any matter is decided lighter than it was told."""
    told, decided = moment.situation.notified, moment.penalties("decided")
    return any(key in decided and any(heavier_than(penalty, decided[key])) for key, penalty in told.items())


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"

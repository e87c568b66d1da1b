"""Accountability 履职责任认定: which step is in order, by when; nobody decides about himself or on what he opened.

No national text found fixes the sequence or the days: the sequence is a design rule of this system (hearing before
deciding, another person decides, review by a third), the days are settings (``rulebook/procedure_settings``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hengtu.law.dates_zh import day_zh
from hengtu.law.errors import LawError
from hengtu.law.objections import Objection, curable, void
from hengtu.law.settings import procedure_setting

DEFAULT_DAYS = {"statement": 10, "decision": 60, "review": 30, "shown": 365}


class Step(StrEnum):
    """What is done about a record."""

    OPENED = "opened"
    STATED = "stated"
    ATTACHED = "attached"
    NOTED = "noted"
    RECUSAL_ASKED = "recusal_asked"
    RECUSED = "recused"
    RECUSAL_REFUSED = "recusal_refused"
    DROPPED = "dropped"
    DECIDED = "decided"
    APPEALED = "appealed"
    UPHELD = "upheld"
    CHANGED = "changed"
    REVOKED = "revoked"
    URGED = "urged"


STEPS_ZH = {
    Step.OPENED: "开始认定",
    Step.STATED: "本人陈述",
    Step.ATTACHED: "附履职记录",
    Step.NOTED: "补充核查情况",
    Step.RECUSAL_ASKED: "申请回避",
    Step.RECUSED: "回避",
    Step.RECUSAL_REFUSED: "不准回避申请",
    Step.DROPPED: "不再认定",
    Step.DECIDED: "作出认定",
    Step.APPEALED: "申请复核",
    Step.UPHELD: "复核维持",
    Step.CHANGED: "复核变更",
    Step.REVOKED: "复核撤销",
    Step.URGED: "逾期提醒",
}


class Outcome(StrEnum):
    """What a record found: a fault with a measure, a fault that is exempted, no fault."""

    FAULT = "fault"
    EXEMPT = "exempt"
    NO_FAULT = "no_fault"


OUTCOMES_ZH = {Outcome.FAULT: "有过错", Outcome.EXEMPT: "免予追究", Outcome.NO_FAULT: "没有过错"}
SOURCES = {"case": "案件", "alarm": "预警", "finding": "检查、评查发现的问题", "complaint": "投诉"}
OF_OFFICER = frozenset({Step.STATED, Step.ATTACHED, Step.RECUSAL_ASKED, Step.APPEALED})
REVIEWING = (Step.CHANGED, Step.REVOKED, Step.UPHELD)
OF_REVIEW = frozenset(REVIEWING)
DECIDING = OF_REVIEW | {Step.DECIDED}
BEFORE_DECISION = frozenset({Step.STATED, Step.NOTED, Step.DROPPED, Step.DECIDED})


@dataclass(frozen=True)
class Standing:
    """How a record stands. Days are civil days; ``statement_until`` is the last day on which only the officer speaks.

    ``recusal_open``: a request nobody answered.
    """

    opened_on: date
    statement_until: date
    has_statement: bool = False
    decided_on: date | None = None
    appeal_until: date | None = None
    is_appealed: bool = False
    is_over: bool = False
    recusal_open: bool = False


@dataclass(frozen=True)
class Taker:
    """Who takes a step, as far as it must be kept apart. ``barred``: recused, or asked to be and not answered."""

    is_officer: bool = False
    is_opener: bool = False
    is_decider: bool = False
    took_part: bool = False
    barred: bool = False


@dataclass(frozen=True)
class Finding:
    """What is decided. ``duty``: which duty and its basis; a fault has a measure, an exemption a ground and proof."""

    outcome: Outcome
    duty: str = ""
    measure: str = ""
    ground: str = ""
    proof: str = ""


def objections_to_step(
    step: Step, standing: Standing | None, taker: Taker, *, on: date, text: str, finding: Finding | None = None
) -> tuple[Objection, ...]:
    """Return why a step is not in order; empty when it is.

    Args:
        standing: None before it was opened. on: civil day of the step. text: reason, statement, what was found.
        finding: of a decision or a changed one.
    """
    return tuple(_objections(step, standing, taker, on, text, finding))


def steps_in_turn(standing: Standing) -> tuple[Step, ...]:
    """Return the steps whose turn it is, whoever may take them, in the order in which they are offered."""
    if standing.is_over:
        return ()
    if standing.decided_on is not None:
        return REVIEWING if standing.is_appealed else (Step.APPEALED,)
    answers = (Step.RECUSED, Step.RECUSAL_REFUSED) if standing.recusal_open else (Step.RECUSED,)
    return (Step.STATED, Step.DECIDED, Step.NOTED, Step.DROPPED, Step.RECUSAL_ASKED, *answers)


def _objections(
    step: Step, standing: Standing | None, taker: Taker, on: date, text: str, finding: Finding | None
) -> Iterator[Objection]:
    if not text.strip():
        yield curable("text_missing", f"{STEPS_ZH[step]}没有写内容", (), "请写明事实、理由或者意见。")
    yield from _people(step, taker)
    if step is Step.OPENED:
        return
    if standing is None:
        yield void("not_opened", "没有这份认定记录", (), "请先开始认定。")
        return
    yield from _order(step, standing, on)
    if step in (Step.DECIDED, Step.CHANGED):
        yield from _finding(finding)


def _people(step: Step, taker: Taker) -> Iterator[Objection]:
    if step in OF_OFFICER and not taker.is_officer:
        yield void("officer_only", f"{STEPS_ZH[step]}由本人办理", (), "请本人在自己的履职记录里办理。")
    if step in OF_OFFICER:
        return
    if taker.is_officer:
        yield void("concerned", "认定涉及本人，本人不能办理", (), "请由没有参加这件事的负责人或者执法监督人员办理。")
    if taker.took_part and step is not Step.RECUSED:
        yield void("took_part", "您参加过这件案件的办理，不能办理这份认定", (), "请由没有参加的负责人或者上级办理。")
    if taker.barred and step is not Step.RECUSED:
        yield void("recused", "您已经回避，或者回避申请还没有答复", (), "请由另一名负责人或者上级的负责人办理。")
    if step in DECIDING and taker.is_opener:
        yield void("opener_decides", "提出认定的人不能作决定", (), "请由另一名负责人决定。")
    if step in OF_REVIEW and taker.is_decider:
        yield void("decider_reviews", "作出认定的人不能复核自己的认定", (), "请由另一名负责人或者上级的负责人复核。")


def _order(step: Step, standing: Standing, on: date) -> Iterator[Objection]:
    if standing.is_over:
        yield void("over", "这份认定已经办结", (), "有新情况的，另行开始认定。")
        return
    if step in BEFORE_DECISION and standing.decided_on is not None:
        yield void("decided_already", "已经作出认定", (), "本人不服的可以申请复核。")
    if step in OF_REVIEW and not standing.is_appealed:
        yield void("not_appealed", "本人没有申请复核", (), "发现认定有误的，告知本人申请复核。")
    if step is Step.APPEALED:
        yield from _appeal(standing, on)
    if step is Step.DECIDED:
        yield from _hearing(standing, on)


def _appeal(standing: Standing, on: date) -> Iterator[Objection]:
    if standing.decided_on is None:
        yield void("not_decided", "还没有作出认定，没有可以复核的", (), "请先陈述意见。")
    elif standing.is_appealed:
        yield curable("appealed_already", "已经申请复核，正在等结果", (), "要补充的，写在附件或者陈述里。")
    elif standing.appeal_until is not None and on > standing.appeal_until:
        message = f"申请复核的期限到{day_zh(standing.appeal_until)}届满"
        yield void("appeal_late", message, (), "有正当理由的，向上级的负责人说明，由上级决定是否重新认定。")


def _hearing(standing: Standing, on: date) -> Iterator[Objection]:
    if not standing.has_statement and on <= standing.statement_until:
        yield void(
            "not_heard",
            f"本人还没有陈述，陈述的期限到{day_zh(standing.statement_until)}",
            (),
            "请等本人陈述，或者等期限届满。",
        )
    if standing.recusal_open:
        yield void("recusal_open", "回避申请还没有答复", (), "请由没有被申请的负责人先答复回避申请。")


def _finding(finding: Finding | None) -> Iterator[Objection]:
    if finding is None:
        yield curable("finding_missing", "没有选认定的结果", (), "请选有过错、免予追究或者没有过错。")
        return
    if finding.outcome is not Outcome.NO_FAULT and not finding.duty.strip():
        yield curable("duty_missing", "没有写明没有尽到哪一项职责和依据", (), "请写明职责和依据。")
    if finding.outcome is Outcome.FAULT and not finding.measure:
        yield curable("measure_missing", "认定有过错，没有选追究的方式", (), "请选一种；可以免予追究的选免责的理由。")
    if finding.outcome is Outcome.EXEMPT and not finding.ground:
        yield curable("ground_missing", "免予追究没有选理由", (), "请选一种理由。")
    if finding.outcome is Outcome.EXEMPT and not finding.proof.strip():
        yield curable("proof_missing", "免予追究没有写明证明", (), "请写明用什么证明，例如本人附的履职记录。")


def days_for(name: str, place: str, on: date) -> int:
    """Return a number of calendar days: ``statement``, ``decision``, ``review`` or ``shown``; all are settings.

    Args: place: division code or name of the agency; one nobody knows has the number of the system.
    """
    try:
        row = procedure_setting(f"accountability_{name}_days", place, on)
    except LawError:
        row = None
    return int(row["value"]) if row else DEFAULT_DAYS[name]


def until(name: str, place: str, on: date) -> date:
    """Return the last day of a span that begins the day after ``on``."""
    return on + timedelta(days=days_for(name, place, on))

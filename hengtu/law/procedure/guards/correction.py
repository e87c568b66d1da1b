"""Before a correction is reported or verified: whose word it is, what was seen, and what follows (APL:28p1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.corrections import DONE, FOLLOW_UP, RESULTS, WAYS, Standing, correction_of
from hengtu.law.procedure.moment import Moment

BASIS = ("APL:28p1",)


def not_corrected_yet(moment: Moment) -> Iterator[Objection]:
    """What was verified as corrected needs no further report; a new violation is a new order."""
    if correction_of(moment.situation).standing is Standing.DONE:
        yield curable(
            "correction_done_already", "已经核查为改正", BASIS, "不用再报、再查；又有新的违法行为的，另行责令改正。"
        )


def reporter_is_a_party(moment: Moment) -> Iterator[Objection]:
    """A report that names whose it is names a party of this case."""
    named = moment.asked("party")
    if named and str(named) not in {party.id for party in moment.case.parties}:
        yield curable("party_unknown", "报告改正的不是本案当事人", BASIS, "请由本案当事人或者其代理人报告。")


def finding_is_known(moment: Moment) -> Iterator[Objection]:
    """One of three results, found in a way that can be named."""
    for key, known, zh in (("result", RESULTS, "核查结果"), ("how", WAYS, "核查方式")):
        if moment.asked(key) and moment.asked(key) not in known:
            yield curable(f"{key}_unknown", f"没有这种{zh}", BASIS, f"请选择：{'、'.join(known.values())}。")


def correction_is_proved(moment: Moment) -> Iterator[Objection]:
    """Nobody is said to have corrected from papers that are not in the file."""
    if moment.asked("result") != DONE or moment.asked("how") == "on_site":
        return
    reports = correction_of(moment.situation).reports
    shown = moment.asked("exhibits") or any(report.payload.get("exhibits") for report in reports)
    if not shown and not moment.asked("proof"):
        yield curable(
            "correction_unproved",
            "没有到现场，案卷里也没有证明已经改正的材料",
            BASIS,
            "请附上材料或者写明材料的名称，也可以到现场核查。",
        )


def follow_up_has_a_day(moment: Moment) -> Iterator[Objection]:
    """Following up means that somebody looks again on a day."""
    if moment.asked("result") != FOLLOW_UP:
        return
    yield from day_lies_ahead(moment)


def day_lies_ahead(moment: Moment) -> Iterator[Objection]:
    """The day of the next look is written down and still to come."""
    named = moment.asked("follow_up_on")
    if not named:
        yield curable("follow_up_day_missing", "跟踪改正没有写明哪一天再核查", BASIS, "请写明跟踪核查日。")
    elif date.fromisoformat(str(named)) <= moment.on:
        yield curable("follow_up_day_past", "跟踪核查日应当在今天以后", BASIS, "请另定一天。")

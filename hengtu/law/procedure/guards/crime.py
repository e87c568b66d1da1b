"""A suspected crime goes to the police; a penalty never takes its place (APL:27p1, APL:82, TRF:3 to TRF:13)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable, late, void
from hengtu.law.procedure.clocks import clock_of, has_passed, last_moment
from hengtu.law.procedure.crime import ANSWERS, FINAL, OPENED, Standing, referral_of
from hengtu.law.procedure.moment import Guard, Moment

WAYS = {"reconsideration": "提请公安机关复议", "supervision": "建议人民检察院立案监督"}
IN_THE_WAY = {
    Standing.UNDECIDED: (
        "crime_undecided",
        "涉嫌犯罪，正职负责人还没有决定是否移送",
        ("APL:82", "TRF:5"),
        "请正职负责人在接到书面报告之日起三日内决定。",
    ),
    Standing.TO_BE_SENT: (
        "crime_not_sent",
        "已经批准移送公安机关，还没有移送",
        ("APL:27p1", "TRF:5"),
        "请在批准后二十四小时内移送同级公安机关，不得以行政处罚代替移送。",
    ),
    Standing.WITH_POLICE: (
        "crime_with_police",
        "案件已经移送公安机关，还没有答复",
        ("TRF:8", "TRF:11p1"),
        "请等公安机关立案或者不立案的通知；没有答复的，可以建议人民检察院立案监督。",
    ),
    Standing.OPENED: (
        "crime_opened",
        "公安机关已经立案，不得再以行政处罚代替刑事追究",
        ("APL:82", "TRF:11p1"),
        "请移交涉案物品和材料后结案；司法机关不追究刑事责任退回的，再依法处理。",
    ),
}


def suspicion_is_settled(moment: Moment) -> Iterator[Objection]:
    """No decision while a suspected crime is undecided, on its way, or in the hands of the police."""
    standing = referral_of(moment.situation).standing
    if standing in IN_THE_WAY:
        code, message, basis, remedy = IN_THE_WAY[standing]
        yield void(code, message, basis, remedy)


def suspicion_lets_it_close(moment: Moment) -> Iterator[Objection]:
    """A case closes with the police's opening, or after the suspicion has been settled (TRF:5, TRF:12)."""
    referral = referral_of(moment.situation)
    if referral.standing is not Standing.OPENED:
        yield from suspicion_is_settled(moment)
    if not moment.situation.has(*ENDS) and referral.standing is not Standing.OPENED:
        yield curable(
            "case_not_decided",
            "案件还没有作出处理决定",
            ("APL:57p1", "TRF:10"),
            "公安机关不立案的，依法作出行政处理后再结案。",
        )


ENDS = (
    "decided",
    "not_punished",
    "not_established",
    "investigation_ended",
    "filing_cancelled",
    "case_transferred",
)


def no_suspicion_is_open(moment: Moment) -> Iterator[Objection]:
    """A new report waits until the one before has been answered."""
    if referral_of(moment.situation).standing in IN_THE_WAY:
        yield curable("suspicion_open", "已经有一件涉嫌犯罪的报告在办", ("TRF:5",), "请先办完前一件。")


def reason_where_not_transferred(moment: Moment) -> Iterator[Objection]:
    """The chief head approves, or refuses with the reason on file (TRF:5)."""
    if moment.asked("approve") is False and not moment.asked("reason"):
        yield curable("reason_missing", "决定不移送的，没有写明理由", ("TRF:5",), "请把不予批准的理由记录在案。")


def stands_at(standing: Standing, code: str, message: str, remedy: str, *basis: str) -> Guard:
    """Make a guard: the transfer has reached this point and not gone beyond."""

    def in_its_turn(moment: Moment) -> Iterator[Objection]:
        if referral_of(moment.situation).standing is not standing:
            yield curable(code, message, basis, remedy)

    return in_its_turn


def in_time(term: str, code: str, zh: str, *basis: str) -> Guard:
    """Make a guard: late when the clock has run out, by the hour where it is counted so."""

    def before_it_ends(moment: Moment) -> Iterator[Objection]:
        clock = clock_of(moment.situation, term)
        if clock is None or not has_passed(clock, moment.act.occurred_at):
            return
        message = f"{zh}到{last_moment(clock)}届满"
        yield late(code, message, basis, "请写明超期原因并报上一级负责人批准；系统同时发出预警。")

    return before_it_ends


def police_answer_known(moment: Moment) -> Iterator[Objection]:
    """The answer is one of those the police give, with its paper (TRF:7, TRF:8)."""
    if moment.asked("answer") not in ANSWERS:
        yield curable(
            "answer_missing", "没有写明公安机关怎样答复", ("TRF:8",), f"请在{'、'.join(ANSWERS.values())}中选择。"
        )
    elif moment.asked("answer") in FINAL and not moment.asked("document_no"):
        yield curable("document_no_missing", "没有写明通知书文号", ("TRF:8",), "请填写立案或者不予立案通知书的文号。")


def refused_by_police(moment: Moment) -> Iterator[Objection]:
    """Only a refusal is contested, and once (TRF:9)."""
    referral = referral_of(moment.situation)
    if referral.standing is not Standing.POLICE_REFUSED:
        yield curable("no_refusal", "没有公安机关不予立案的通知", ("TRF:9",), "请核对案件。")
    elif referral.contested is not None:
        yield void("contested_already", "已经提请复议或者建议立案监督", ("TRF:9", "TRF:10"), "请依法作出行政处理。")


def way_is_known(moment: Moment) -> Iterator[Objection]:
    """Reconsideration by the police, or supervision by the procuratorate (TRF:9)."""
    if moment.asked("way") not in WAYS:
        yield curable("way_missing", "没有写明用哪一种方式", ("TRF:9",), f"请选择{'或者'.join(WAYS.values())}。")


def party_told_of_goods(moment: Moment) -> Iterator[Objection]:
    """Seized goods that go to the police: the party is told in writing (ACL:21)."""
    if moment.asked("party_notified") is not True:
        yield curable("party_not_notified", "没有书面告知当事人财物已经移送", ("ACL:21",), "请制作告知书并送达当事人。")


def was_opened(moment: Moment) -> Iterator[Objection]:
    """Goods and papers follow once the police have opened a case (TRF:12)."""
    if referral_of(moment.situation).last_answer != OPENED:
        yield curable("not_opened", "公安机关还没有立案", ("TRF:12",), "请在接到立案通知书后三日内移交。")


def no_fine_after_a_criminal_fine(moment: Moment) -> Iterator[Objection]:
    """After a criminal fine no fine is imposed for the same act (APL:35p2, TRF:11p3)."""
    returned = referral_of(moment.situation).returned
    criminal = float(returned.payload.get("criminal_fine_yuan") or 0) if returned else 0.0
    fined = any(penalty.amount_yuan for penalty in moment.penalties("decided").values())
    if criminal > 0 and fined:
        yield void(
            "fined_by_the_court",
            "人民法院已经判处罚金，行政机关尚未给予罚款的，不再给予罚款",
            ("APL:35p2", "TRF:11p3"),
            "请不处罚款；其他种类的处罚可以依法作出。",
        )

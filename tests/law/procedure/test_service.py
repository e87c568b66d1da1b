"""From which day a served paper counts as served, method by method: the party's terms start there."""

from datetime import date, datetime

import pytest

from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.situation import CIVIL_TIME, service_day
from tests.law.procedure.test_guards import before, changed, codes

SENT = datetime(2026, 3, 2, 9, tzinfo=CIVIL_TIME)
ON_THE_DAY = ("direct", "leave", "electronic", "entrust", "forward")


@pytest.mark.parametrize("method", ON_THE_DAY)
def test_what_is_handed_over_left_or_sent_counts_from_that_day(method):
    assert service_day(LegalAct("notice_served", SENT, payload={"served": method})) == date(2026, 3, 2)


def test_mail_counts_from_the_receipt_on_the_return_slip():
    mailed = {"served": "mail", "received_on": "2026-03-06"}
    assert service_day(LegalAct("notice_served", SENT, payload=mailed)) == date(2026, 3, 6)


def test_an_announcement_counts_when_its_time_is_over():
    assert service_day(LegalAct("notice_served", SENT, payload={"served": "announce"})) == date(2026, 5, 6)


def test_nothing_is_decided_before_an_announced_notice_has_reached_the_party():
    history, act = before("demo-8", "decided")
    announced = tuple(
        changed(each, served="announce", announced_because="下落不明，邮件退回", received_on=None)
        if each.kind == "notice_served"
        else each
        for each in history
        if each.kind != "statement_heard"
    )
    assert "hearing_request_window_open" in codes(announced, act)


@pytest.mark.parametrize("kind", ["notice_served", "decision_served"])
@pytest.mark.parametrize(
    ("method", "proof", "code"),
    [
        ("mail", {"received_on": "2025-12-01"}, "return_slip_missing"),
        ("leave", {"refusal_note": "拒收，社区工作人员见证并签名"}, "leaving_not_recorded"),
        ("announce", {"announced_because": "下落不明，邮件退回"}, "announcement_without_reason"),
        ("electronic", {"consent_signed": True}, "electronic_service_not_agreed"),
    ],
)
def test_each_method_asks_for_its_proof(kind, method, proof, code):
    history, act = before("demo-8", kind)
    assert code in codes(history, changed(act, served=method))
    assert code not in codes(history, changed(act, served=method, **proof))


def test_the_party_s_term_starts_on_the_day_of_service_not_on_that_of_the_paper():
    history, notice = before("demo-8", "notice_served")
    mailed = changed(notice, served="mail", received_on="2025-11-20", hearing_offered=True)
    clock = clock_of(Situation.of((*history, mailed)), "hearing_request")
    assert clock is not None
    assert clock.start == date(2025, 11, 20)

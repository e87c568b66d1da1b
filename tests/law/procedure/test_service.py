"""From which day a served paper counts as served, method by method: the party's terms start there."""

from datetime import date, datetime

import pytest

from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.situation import CIVIL_TIME, service_day
from tests.law.procedure.test_guards import before, changed

SENT = datetime(2026, 3, 2, 9, tzinfo=CIVIL_TIME)
ON_THE_DAY = ("direct", "leave", "electronic", "entrust", "forward")


@pytest.mark.parametrize("method", ON_THE_DAY)
def test_what_is_handed_over_left_or_sent_counts_from_that_day(method):
    assert service_day(LegalAct("notice_served", SENT, payload={"served": method})) == date(2026, 3, 2)


def test_mail_counts_from_the_receipt_on_the_return_slip():
    mailed = {"served": "mail", "received_on": "2026-03-06"}
    assert service_day(LegalAct("notice_served", SENT, payload=mailed)) == date(2026, 3, 6)


def test_the_party_s_term_starts_on_the_day_of_service_not_on_that_of_the_paper():
    history, notice = before("demo-8", "notice_served")
    mailed = changed(notice, served="mail", received_on="2025-11-20", hearing_offered=True)
    clock = clock_of(Situation.of((*history, mailed)), "hearing_request")
    assert clock is not None
    assert clock.start == date(2025, 11, 20)

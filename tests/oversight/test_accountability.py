"""Accountability: opened, heard, decided by another, reviewed by a third; few know of it; the result has its end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hengtu.agencies.administration import Mandate, changes_of
from hengtu.agencies.models import Account, Role
from hengtu.cases.models import EnforcementCase, Message
from hengtu.law.accountability import Finding, Outcome, Step
from hengtu.ledger.models import Act, Payload
from hengtu.oversight.errors import OversightRefused
from hengtu.oversight.models import Accountability
from hengtu.oversight.selectors.results import results_of
from hengtu.oversight.services.accountability import (
    Matter,
    deciders_of,
    open_accountability,
    take_accountability_step,
)
from hengtu.oversight.services.watch_accountability import watch
from tests.cases.conftest import file, player, stage
from tests.cast import appointed
from tests.rulesets.people import AT, TODAY, House, make_house, of

__all__ = ["file", "player", "stage"]

SECRET = "决定书晚送达三日"
FAULT = Finding(Outcome.FAULT, "七日内送达，行政处罚法第六十一条", "talk")
EXEMPT = Finding(Outcome.EXEMPT, "七日内送达", "", "own-correction", "更正行为")


@pytest.fixture
def house(db) -> House:
    return make_house()


@pytest.fixture
def supervisor(house: House) -> Account:
    return appointed("supervisor", house.line.bureau, Role.SUPERVISOR)


@pytest.fixture
def record(house: House, supervisor: Account) -> Accountability:
    return opened(house, supervisor)


def opened(house: House, by: Account, officer: Account | None = None, **more) -> Accountability:
    matter = Matter(SECRET, **{"source": "complaint", "about": "c-1", **more})
    who = officer or house.handler
    return open_accountability(officer=who, agency=house.line.squad, matter=matter, mandate=of(by))


def step(record: Accountability, name: Step, by: Account, text: str = "情况属实", day: int = 0, **more):
    mandate = Mandate(by, text, AT + timedelta(days=day))
    return take_accountability_step(record=record, step=name, text=text, mandate=mandate, **more)


def refused(call, *args, **named) -> str:
    with pytest.raises(OversightRefused) as found:
        call(*args, **named)
    return found.value.code


def heard(record: Accountability, house: House) -> None:
    step(record, Step.STATED, house.handler, "当时道路中断")


def shown(house: House, day: int = 40) -> list[str]:
    return [each.words for each in results_of(house.handler, TODAY + timedelta(days=day))]


def test_it_ends_with_a_measure_that_shows_until_its_day(record, house):
    heard(record, house)
    done = step(record, Step.DECIDED, house.head, finding=FAULT)
    assert (done.outcome, done.decided_by, done.appeal_until) == ("fault", house.head, TODAY + timedelta(days=30))
    assert shown(house, 1) == []  # the officer may still appeal
    watch(TODAY + timedelta(days=31), AT + timedelta(days=31))
    assert shown(house) == ["有过错：谈话提醒"]
    assert shown(house, 365) == ["有过错：谈话提醒"]
    assert shown(house, 366) == []


def test_an_exemption_shows_with_its_ground_and_no_fault_shows_nothing(record, house):
    heard(record, house)
    step(record, Step.DECIDED, house.head, finding=EXEMPT)
    watch(TODAY + timedelta(days=31), AT + timedelta(days=31))
    assert shown(house) == ["免予追究：自己发现、及时改正，没有造成损害"]
    Accountability.objects.update(outcome=Outcome.NO_FAULT, ground="")
    assert shown(house) == []


def test_a_revoked_result_vanishes_with_a_note(record, house):
    heard(record, house)
    step(record, Step.DECIDED, house.head, finding=FAULT)
    step(record, Step.APPEALED, house.handler, "道路中断有证明", day=2)
    assert refused(step, record, Step.REVOKED, house.head, day=3) == "decider_reviews"
    step(record, Step.REVOKED, house.city, "证明属实", day=3)
    (left,) = results_of(house.handler, TODAY + timedelta(days=40))
    assert left.is_revoked
    assert "谈话" not in left.words
    record.refresh_from_db()
    assert record.ended_on == TODAY + timedelta(days=3)
    assert refused(step, record, Step.APPEALED, house.handler, day=4) == "over"


def test_a_review_may_change_it_and_the_changed_one_shows(record, house):
    heard(record, house)
    step(record, Step.DECIDED, house.head, finding=FAULT)
    step(record, Step.APPEALED, house.handler, day=1)
    step(record, Step.CHANGED, house.city, day=2, finding=EXEMPT)
    assert shown(house) == ["免予追究：自己发现、及时改正，没有造成损害"]


def test_nobody_decides_unheard_about_himself_or_on_what_he_opened(record, house, supervisor):
    assert refused(step, record, Step.DECIDED, house.head, finding=FAULT) == "not_heard"
    heard(record, house)
    assert refused(step, record, Step.DECIDED, supervisor, finding=FAULT) == "no_post"
    assert refused(step, record, Step.DECIDED, house.handler, finding=FAULT) == "no_post"
    assert refused(step, record, Step.STATED, house.head) == "officer_only"
    assert refused(step, record, Step.DECIDED, house.stranger, finding=FAULT) == "no_post"
    about_head = opened(house, supervisor, house.head, about="c-2")
    assert refused(step, about_head, Step.DECIDED, house.head, finding=FAULT, day=11) == "concerned"
    assert step(about_head, Step.DECIDED, house.city, finding=FAULT, day=11).decided_by == house.city
    by_head = opened(house, house.head, about="c-3")
    assert refused(step, by_head, Step.DECIDED, house.head, finding=FAULT, day=11) == "opener_decides"


def test_who_may_open_is_a_head_or_a_supervisor_within_reach_and_never_about_himself(house, supervisor):
    for who in (house.handler, house.reviewer, house.admin, house.stranger):
        assert refused(opened, house, who) == "no_post"
    assert refused(opened, house, house.head, house.head) == "concerned"
    assert refused(opened, house, supervisor, house.stranger) == "not_of_here"
    assert refused(opened, house, supervisor, source="rumour") == "source_unknown"
    opened(house, supervisor)
    assert refused(opened, house, house.head) == "opened_already"


def test_a_recusal_that_is_asked_bars_until_another_answers_and_one_granted_bars_for_good(record, house):
    deputy = appointed("deputy", house.line.bureau, Role.DEPUTY_HEAD)
    heard(record, house)
    step(record, Step.RECUSAL_ASKED, house.handler, "他和投诉人是亲属", concerns=house.head)
    assert refused(step, record, Step.DECIDED, house.head, finding=FAULT) == "recused"
    assert refused(step, record, Step.DECIDED, deputy, finding=FAULT) == "recusal_open"
    assert refused(step, record, Step.RECUSAL_REFUSED, house.head, concerns=house.head) == "recused"
    step(record, Step.RECUSED, deputy, "属实", concerns=house.head)
    assert refused(step, record, Step.DECIDED, house.head, finding=FAULT) == "recused"
    assert [each.username for each in deciders_of(record, TODAY)] == ["deputy"]
    step(record, Step.RECUSED, deputy, "我也认识投诉人", concerns=deputy)
    assert deciders_of(record, TODAY) == [house.city]  # it goes up; nothing is stuck
    assert step(record, Step.DECIDED, house.city, finding=FAULT).decided_by == house.city


def test_lists_are_data_and_what_is_not_in_them_is_refused(record, house):
    heard(record, house)
    wrong = Finding(Outcome.FAULT, "职责", "prison")
    assert refused(step, record, Step.DECIDED, house.head, finding=wrong) == "measure_unknown"
    wrong = Finding(Outcome.EXEMPT, "职责", "", "luck", "没有")
    assert refused(step, record, Step.DECIDED, house.head, finding=wrong) == "ground_unknown"


def test_few_know_of_it_and_no_message_or_register_says_what_it_is(record, house, supervisor):
    knowing = (house.handler, supervisor, house.head, house.city, house.province)
    mate = appointed("mate", house.line.squad, Role.OFFICER)
    others = (house.reviewer, house.admin, house.stranger, house.officer_of_law, mate)
    seen = [Accountability.objects.readable_by(who, TODAY).count() for who in (*knowing, *others)]
    assert seen == [1] * len(knowing) + [0] * len(others)
    assert not any(SECRET in message.text or "handler" in message.text for message in Message.objects.all())
    assert not changes_of(house.line.bureau)
    acts = Act.objects.filter(kind__startswith="accountability.")
    assert acts.count() == 1
    assert not any(SECRET in body for body in Payload.objects.filter(act__in=acts).values_list("body", flat=True))
    raw = Accountability.objects.raw("SELECT uid, matter AS raw_matter FROM oversight_accountability")[0]
    assert SECRET not in raw.raw_matter
    house.handler.is_active = False
    assert not Accountability.objects.readable_by(house.handler, TODAY).exists()


def test_what_is_not_answered_is_urged_and_then_the_superior_hears(record, house):
    late = TODAY + timedelta(days=61)
    at = AT + timedelta(days=61)
    assert watch(TODAY + timedelta(days=30), at) == 0
    assert watch(TODAY + timedelta(days=58), at) == 2  # who decides, and who opened it
    assert watch(late, at) >= 2
    assert watch(late, at) == 0  # twice is once
    assert Message.objects.filter(to=house.city, url__contains="accountability").exists()
    assert not Message.objects.filter(to=house.handler, kind="DEADLINE").exists()


@pytest.mark.django_db
def test_who_took_part_in_the_case_neither_opens_nor_decides(player):
    case = EnforcementCase.objects.select_related("agency").get(pk=player("demo-4").play())
    handler, head = (Account.objects.get(username=name) for name in ("officer-a", "head"))
    deputy = appointed("another-deputy", case.agency.legal_subject, Role.DEPUTY_HEAD)
    supervisor = appointed("super", case.agency.legal_subject, Role.SUPERVISOR)
    matter = Matter("送达晚了", "case", case.pk)
    named = {"officer": handler, "agency": case.agency, "matter": matter}
    assert refused(open_accountability, mandate=Mandate(head, "x", AT), **named) == "took_part"
    record = open_accountability(mandate=Mandate(supervisor, "x", AT), **named)
    step(record, Step.STATED, handler)
    assert refused(step, record, Step.DECIDED, head, finding=FAULT) == "took_part"
    assert head not in deciders_of(record, date(2026, 3, 2))
    assert step(record, Step.DECIDED, deputy, finding=FAULT).decided_by == deputy

"""Case property by its services: rows, part given back, custody, labels, a store counted, nothing left open."""

from datetime import timedelta

import pytest
from django.http import Http404

from hengtu.agencies.models import Role
from hengtu.cases.models import CaseThing, Message, StockScan, StockTaking
from hengtu.cases.participants import official
from hengtu.cases.projection import project_anew, snapshot
from hengtu.cases.refusals import ActRefused
from hengtu.cases.reminders import remind_of_measures
from hengtu.cases.selectors.measure_alarms import measure_alarms
from hengtu.cases.selectors.property_list import PropertyFilters, property_list, property_rows
from hengtu.cases.selectors.stock import stock_page
from hengtu.cases.selectors.thing_page import access_thing
from hengtu.cases.services.take_stock import StockRefused, close_stock, open_stock, scan
from hengtu.documents.models import Document
from hengtu.law.procedure import day_of
from hengtu.law.procedure.things import code_of
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cases.test_before_the_decision import ARTICLE, TWO, Case, keeper_of
from tests.cases.test_services import play_until
from tests.cast import appointed

pytestmark = pytest.mark.django_db
LIST = ("示A12345 小型客车", "轮胎；12R22.5；2条；胎号 A01", "行车日志")


@pytest.fixture
def case(player, stage):
    """Case demo-6 with a car, tyres and a logbook seized and taken in, and a second keeper in the house."""
    running = player("demo-6")
    case = Case(running, stage, play_until(running, "measure_approved").occurred_at - timedelta(minutes=4))
    case.keeper = keeper_of(stage)
    case.second = appointed("keeper-2", stage.agency.legal_subject, Role.PROPERTY_KEEPER)
    case.people = {**case.people, "keeper": case.keeper, "second": official(case.second)}
    case.do("measure_approved", "head", measure="扣押车辆", granting_article=ARTICLE)
    case.do("measure_taken", *TWO, items=LIST)
    case.things = list(CaseThing.objects.filter(case_id=case.id).order_by("number"))
    case.do("property_taken_in", "keeper", ledger_no="财2026-1", place="一号库", labelled=True, things=ids(case.things))
    case.on = day_of(case.at)
    return case


def ids(things):
    return tuple(thing.thing for thing in things)


def rows(case):
    return [
        (row.name, row.standing, row.is_open) for row in CaseThing.objects.filter(case_id=case.id).order_by("number")
    ]


def keeper_account(case):
    return case.keeper.account


# --- rows ---------------------------------------------------------------------


def test_every_line_of_the_list_is_a_row_with_a_code_of_its_own(case):
    assert [(row.name, row.model, row.quantity, row.remark) for row in case.things] == [
        ("示A12345 小型客车", "", "", ""),
        ("轮胎", "12R22.5", "2条", "胎号 A01"),
        ("行车日志", "", "", ""),
    ]
    assert [row.code for row in case.things] == [code_of(row.thing) for row in case.things]
    assert {standing for _, standing, _ in rows(case)} == {"kept"}


def test_a_rebuild_writes_the_same_things(case):
    before = list(snapshot())
    CaseThing.objects.all().delete()
    project_anew(case.id, acts_of_stream(case.id))
    assert list(snapshot()) == before


def test_an_act_on_a_thing_of_another_case_is_refused_and_changes_nothing(case):
    assert "thing_not_listed" in case.refused("measure_lifted", "head", returned=False, things=("elsewhere/1",))
    assert {standing for _, standing, _ in rows(case)} == {"kept"}


# --- part given back ----------------------------------------------------------


def test_part_is_lifted_returned_on_a_signature_and_the_rest_stays(case):
    _, _, book = case.things
    case.do("measure_lifted", "head", returned=False, things=(book.thing,), reason="与违法行为无关")
    assert "property_returned" in case.tasks()
    assert rows(case)[2][1] == "to_return"
    paper = Document.objects.get(stream_id=case.id, form="f10_measure_release")
    assert "行车日志" in str(paper.data)
    assert "轮胎" not in str(paper.data)  # the release names what is released and nothing else
    assert case.refused("property_returned", "keeper", things=(book.thing,), received_by="钱某", capacity="agent") == {
        "receipt_unsigned",
        "authorisation_missing",
    }
    case.do(
        "property_returned", "keeper", things=(book.thing,), received_by="赵某", capacity="party", received_signed=True
    )
    assert rows(case)[2] == ("行车日志", "ended", False)
    assert case.deadlines("seizure").get().ended_on is None
    assert "property_returned" not in case.tasks()


def test_the_last_thing_ends_the_measure(case):
    case.do("measure_lifted", "head", returned=True)
    assert case.deadlines("seizure").get().ended_on == day_of(case.at)
    assert [is_open for _, _, is_open in rows(case)] == [False] * 3


# --- custody ------------------------------------------------------------------


def test_a_change_of_keeper_is_two_acts_of_two_people(case):
    car = case.things[0]
    to = official(case.second).id
    case.do("property_handed_over", "keeper", things=(car.thing,), receiver=to, reason="轮岗")
    assert CaseThing.objects.get(pk=car.pk).keeper_name == case.keeper.name
    assert "property_taken_in" in case.tasks()
    case.do("property_taken_in", "second", things=(car.thing,), ledger_no="财2026-1", place="二号库")
    row = CaseThing.objects.get(pk=car.pk)
    assert (row.keeper, row.place, row.standing) == (to, "二号库", "kept")
    assert acts_of_stream(case.id)[-1].hash


def test_a_keeper_who_is_away_is_replaced_openly(case):
    car = case.things[0]
    over = {"things": (car.thing,), "ledger_no": "财2026-1", "place": "二号库"}
    assert case.refused("property_taken_in", "second", **over) == {"not_handed_over"}
    case.do("property_taken_in", "second", **over, absent_reason="原保管人住院，联系不上")
    assert CaseThing.objects.get(pk=car.pk).keeper_name == case.second.name


def test_an_officer_of_the_case_keeps_and_moves_nothing(case):
    assert "property_keeper_required" in case.refused(
        "property_noted", "officer-a", things=ids(case.things), what="moved", place="三号库"
    )


# --- labels -------------------------------------------------------------------


def test_a_label_opens_for_the_house_and_for_nobody_else(case, stage):
    code = case.things[0].code
    typed = f"{code[:4]}-{code[4:8]} {code[8:]}".lower()
    assert access_thing(keeper_account(case), typed, on=case.on).pk == case.things[0].pk
    stranger = appointed("stranger", stage.agency.legal_subject.parent, Role.PROPERTY_KEEPER)
    for account, asked in ((stranger, code), (keeper_account(case), "ABCDEFGHJKLM"), (keeper_account(case), "x")):
        with pytest.raises(Http404):
            access_thing(account, asked, on=case.on)


# --- a store counted ----------------------------------------------------------


@pytest.fixture
def stock(case):
    return open_stock(
        agency=case.things[0].agency, by=keeper_account(case), at=case.at + timedelta(hours=1), place="一号库"
    )


def test_the_lists_of_a_count_add_up(case, stock):
    at = stock.opened_at + timedelta(minutes=1)
    for typed in (case.things[0].code, f"http://127.0.0.1/t/{case.things[1].code}/", "ABCDEFGHJKLM"):
        scan(stock=stock, typed=typed, by=keeper_account(case), at=at)
    scan(stock=stock, typed=case.things[0].code, by=keeper_account(case), at=at)  # twice is once
    page = stock_page(stock)
    assert [line.name for line in page.found] == ["示A12345 小型客车", "轮胎"]
    assert [line.name for line in page.missing] == ["行车日志"]
    assert [(line.code, line.name) for line in page.extra] == [("ABCDEFGHJKLM", "")]
    assert page.counted.expected == len(page.found) + len(page.missing) + len(page.changed)


def test_an_interrupted_count_goes_on_where_it_was(case, stock):
    scan(stock=stock, typed=case.things[0].code, by=keeper_account(case), at=stock.opened_at)
    again = open_stock(agency=stock.agency, by=case.second, at=stock.opened_at + timedelta(hours=3), place="一号库")
    assert again.pk == stock.pk
    scan(stock=again, typed=case.things[1].code, by=case.second, at=stock.opened_at + timedelta(hours=3))
    assert StockScan.objects.filter(stock=stock).count() == 2


def test_a_count_that_does_not_agree_is_closed_with_a_reason_and_stands_in_the_chain(case, stock):
    at = stock.opened_at + timedelta(minutes=5)
    with pytest.raises(StockRefused) as refused:
        close_stock(stock=stock, by=keeper_account(case), at=at)
    assert refused.value.code == "nothing_scanned"
    scan(stock=stock, typed=case.things[0].code, by=keeper_account(case), at=at)
    with pytest.raises(StockRefused) as refused:
        close_stock(stock=stock, by=keeper_account(case), at=at)
    assert refused.value.code == "note_missing"
    closed = close_stock(stock=stock, by=keeper_account(case), at=at, note="两件送检，单据补记中")
    assert closed.result["expected"] == 3
    assert len(closed.result["missing"]) == 2
    assert closed.act_uid is not None
    assert close_stock(stock=stock, by=keeper_account(case), at=at, note="又一次").act_uid == closed.act_uid
    with pytest.raises(StockRefused) as refused:
        scan(stock=stock, typed=case.things[1].code, by=keeper_account(case), at=at)
    assert refused.value.code == "stock_closed"


def test_what_moved_while_the_count_ran_is_neither_missing_nor_too_many(case, stock):
    case.at = stock.opened_at
    case.do("property_noted", "keeper", things=(case.things[2].thing,), what="moved", place="一号库")
    case.do("property_noted", "keeper", things=(case.things[1].thing,), what="moved", place="三号库")
    scan(stock=stock, typed=case.things[0].code, by=keeper_account(case), at=case.at)
    scan(stock=stock, typed=case.things[1].code, by=keeper_account(case), at=case.at)
    page = stock_page(stock)
    assert [line.name for line in page.changed] == ["行车日志"]
    assert (page.missing, page.extra) == ((), ())


def test_only_a_keeper_counts(case, stage):
    with pytest.raises(StockRefused) as refused:
        open_stock(agency=case.things[0].agency, by=stage.people["head"].account, at=case.at)
    assert refused.value.code == "not_a_keeper"
    assert not StockTaking.objects.exists()


# --- lists and alarms ---------------------------------------------------------


def test_the_list_counts_what_it_shows_by_state_store_and_days_left(case):
    case.do("measure_lifted", "head", returned=False, things=(case.things[2].thing,))
    account = keeper_account(case)
    found = property_list(account, PropertyFilters(), on=case.on)
    assert found.counts[0] == len(found.lines) == 3
    assert sum(found.counts[1:-1]) == found.counts[0]
    assert found.places == ("一号库",)
    later = property_list(account, PropertyFilters(left="later"), on=case.on)
    assert later.counts[0] == 3
    past = property_list(account, PropertyFilters(left="past"), on=case.on + timedelta(days=40))
    assert {line.row.name for line in past.lines} == {"示A12345 小型客车", "轮胎", "行车日志"}
    assert [line.row.name for line in property_list(account, PropertyFilters(q="胎"), on=case.on).lines] == ["轮胎"]
    assert len(list(property_rows(account, PropertyFilters(), on=case.on))) == 1 + 3


def test_a_measure_presses_before_its_last_day_and_at_once_after(case, stage):
    head = stage.people["head"].account
    last = case.deadlines("seizure").get().due_on

    def pressing(day):
        return [
            (alarm.act, alarm.is_over, alarm.things)
            for alarm in measure_alarms(head, on=day)
            if alarm.act == "measure_lifted"
        ]

    assert pressing(last - timedelta(days=6)) == []
    assert pressing(last - timedelta(days=5)) == [("measure_lifted", False, 3)]
    assert pressing(last + timedelta(days=1)) == [("measure_lifted", True, 3)]


def test_head_and_keeper_are_told_before_on_and_after_the_last_day_once_each(case, stage):
    last = case.deadlines("seizure").get().due_on
    for days in (-6, -5, 0, 0, 1, 2):
        remind_of_measures(last + timedelta(days=days), case.at)
    texts = Message.objects.filter(key__startswith="measure:", to=keeper_account(case)).order_by("pk")
    assert [text.text.split("：")[0] for text in texts] == [
        "查封扣押期限剩5日",
        "查封扣押期限今天到期",
        "查封扣押期限已过，应当立即解除",
    ]
    assert Message.objects.filter(key__startswith="measure:", to=stage.people["head"].account).count() == 3


def test_a_case_is_not_closed_over_a_thing_that_waits(case):
    case.do("measure_lifted", "head", returned=False, things=ids(case.things))
    with pytest.raises(ActRefused) as refused:
        case.do("case_closed", "head", hours=1, correction="corrected")
    assert "thing_not_returned" in {objection.code for objection in refused.value.objections}

"""What is published, what bars it, what is doubtful, until when; no Django needed."""

from datetime import date

import pytest

from hengtu.law import deadlines
from hengtu.law.citations import printable
from hengtu.law.disclosure.checking import Examined, age_on, bars, doubts, is_minor
from hengtu.law.disclosure.contents import FIELDS, RESULT, is_required, publishing_kinds, publishing_of
from hengtu.law.disclosure.retention import retention_of
from hengtu.law.disclosure.timing import ALARMS, Punctuality, alarm_on
from hengtu.law.disclosure.withholding import GROUNDS


def codes(objections):
    return [each.code for each in objections]


@pytest.mark.parametrize(("born", "age"), [(date(2007, 6, 3), 18), (date(2007, 6, 4), 17), (date(2008, 2, 29), 17)])
def test_eighteen_is_reached_on_the_birthday(born, age):
    on = date(2025, 6, 3)
    assert age_on(born, on) == age
    assert is_minor(Examined(True, age, "")) is (age < 18)


def test_age_is_counted_on_the_day_of_the_violation_and_unknown_age_is_a_doubt():
    assert age_on(None, date(2025, 6, 3)) is None
    assert codes(doubts(Examined(True, None, ""))) == ["publication_age_unknown"]
    assert doubts(Examined(False, None, "")) == ()


def test_a_minor_and_what_still_identifies_bar_publication():
    assert codes(bars(Examined(True, 17, ""))) == ["publication_of_minor"]
    assert codes(bars(Examined(False, None, "", is_juvenile_ground=True))) == ["publication_of_minor"]
    assert codes(bars(Examined(True, 40, "", left=("13800138000",)))) == ["publication_identifies"]
    assert bars(Examined(True, 40, "")) == ()


def test_names_secrets_and_closed_hearings_are_doubts():
    found = doubts(Examined(True, 40, "涉及商业秘密", suspected=("李建国",), heard_in_private=True))
    assert codes(found) == ["publication_maybe_name", "publication_sensitive", "publication_private_hearing"]
    assert all(each.remedy and each.basis for each in found)


def test_retention_is_a_setting_whose_origin_is_said():
    penalty = publishing_of("decision_issued", date(2025, 6, 11))
    firm = retention_of(penalty, False, "河北", date(2024, 2, 29))
    assert (firm.years, firm.expires_on) == (5, date(2029, 3, 1))
    assert "默认" in firm.source
    assert retention_of(penalty, True, "河北", date(2025, 6, 11)).expires_on == date(2027, 6, 11)
    measure = publishing_of("measure_taken", date(2025, 6, 11))
    assert retention_of(measure, False, "河北", date(2025, 6, 11)).expires_on == date(2026, 6, 11)


def test_the_alarm_rings_on_the_sixth_working_day_and_where_twenty_run_on_the_seventeenth():
    assert alarm_on(date(2025, 6, 11), "河北", "publish_other") == date(2025, 7, 4)
    assert deadlines.due("publish_other", date(2025, 6, 11)).due_on == date(2025, 7, 9)
    assert alarm_on(date(2025, 6, 11), "河北") == date(2025, 6, 19)
    assert alarm_on(date(2025, 9, 30), "河北") == date(2025, 10, 15)  # the holiday of October lies between


def test_no_penalty_is_published_only_where_a_place_says_so():
    on = date(2025, 6, 1)
    assert not is_required(publishing_of("not_punished", on), "河北", on)
    assert is_required(publishing_of("decision_issued", on), "河北", on)
    assert is_required(publishing_of("measure_taken", on), "河北", on)


def test_the_fields_are_those_of_the_state_council_and_every_ground_cites_an_article():
    wanted = ["agency", "party", "credit_code", "number", "item", "facts", "basis", "result", "decided_on"]
    on = date(2025, 6, 1)
    assert [field.key for field in publishing_of("decision_issued", on).fields] == wanted
    assert all(ground.basis for ground in GROUNDS.values())


def test_a_measure_shows_no_facts_and_no_item_since_the_investigation_still_runs():
    shown = {field.key for field in publishing_of("measure_taken", date(2025, 6, 1)).fields}
    assert shown.isdisjoint({"facts", "item"})
    assert {"agency", "party", "number", "result", "basis", "followed", "decided_on"} <= shown <= set(FIELDS)
    assert publishing_of("measure_taken", date(2018, 12, 4)) is None  # before the State Council asked for it
    assert publishing_kinds(RESULT) == {"enforcement_decided", "substitute_decided", "measure_taken"}


def test_every_row_has_a_term_an_alarm_and_prints_no_article_that_was_not_read():
    for kind in publishing_kinds():
        row = publishing_of(kind, date(2025, 6, 1))
        assert row.term in ALARMS
        assert deadlines.term_named(row.term)["binds"] == "agency"
        assert all(printable(basis) for basis in row.basis), kind


def test_nothing_due_has_no_rate():
    assert Punctuality(0, 0, 2).rate is None
    assert Punctuality(4, 3, 0).rate == 0.75

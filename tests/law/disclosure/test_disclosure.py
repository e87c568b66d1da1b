"""What is published, what bars it, what is doubtful, until when; no Django needed."""

from datetime import date

import pytest

from hengtu.law.disclosure.checking import Examined, age_on, bars, doubts, is_minor
from hengtu.law.disclosure.contents import FIELDS, PUBLISHINGS, is_required
from hengtu.law.disclosure.retention import retention_of
from hengtu.law.disclosure.timing import Punctuality, alarm_on
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
    firm = retention_of(False, "河北", date(2024, 2, 29))
    assert (firm.years, firm.expires_on) == (5, date(2029, 3, 1))
    assert "默认" in firm.source
    assert retention_of(True, "河北", date(2025, 6, 11)).expires_on == date(2027, 6, 11)


def test_the_alarm_rings_on_the_sixth_working_day():
    assert alarm_on(date(2025, 6, 11), "河北") == date(2025, 6, 19)
    assert alarm_on(date(2025, 9, 30), "河北") == date(2025, 10, 15)  # the holiday of October lies between


def test_no_penalty_is_published_only_where_a_place_says_so():
    assert not is_required(PUBLISHINGS["not_punished"], "河北", date(2025, 6, 1))
    assert is_required(PUBLISHINGS["decision_issued"], "河北", date(2025, 6, 1))


def test_the_fields_are_those_of_the_state_council_and_every_ground_cites_an_article():
    wanted = ["agency", "party", "credit_code", "number", "item", "facts", "basis", "result", "decided_on"]
    assert [field.key for field in FIELDS] == wanted
    assert all(ground.basis for ground in GROUNDS.values())


def test_nothing_due_has_no_rate():
    assert Punctuality(0, 0, 2).rate is None
    assert Punctuality(4, 3, 0).rate == 0.75

"""What an agency must show before it enforces anything, and what is said where it does not."""

from datetime import date, timedelta

import pytest

from hengtu.law.citations import printable
from hengtu.law.objections import Severity
from hengtu.law.openness import (
    Shown,
    empty_fields,
    openness_gaps,
    post_duties,
    public_by,
    section,
    sections,
    update_days,
)

DAY = date(2026, 11, 27)
SUBJECT = {
    "nature": "法定行政机关",
    "powers_from": "公路法",
    "duties": "公路执法",
    "supervised_by": "本级人民政府",
    "complaints": "12328",
}
REMEDIES = {"reconsideration_at": "某路1号", "reconsideration_online": "没有开通", "court_at": "某路2号"}
FILLED = {"subject": SUBJECT, "remedies": REMEDIES}


def _whole() -> dict[str, Shown]:
    return {each.id: Shown(count=3, filled=FILLED.get(each.id, {})) for each in sections(DAY)}


def _codes(shown: dict[str, Shown], on: date = DAY) -> list[str]:
    return [gap.objection.code for gap in openness_gaps(shown, on)]


def test_the_contents_are_those_of_the_law() -> None:
    ids = [each.id for each in sections(DAY)]
    assert ids[:8] == ["subject", "officers", "items", "basis", "procedure", "duties", "remedies", "checks"]
    assert {"guide", "filmed", "devices", "equipment"} == set(ids[8:])


def test_an_agency_that_shows_everything_lacks_nothing() -> None:
    assert _codes(_whole()) == []


def test_an_agency_that_shows_nothing_lacks_every_content_each_with_a_way_out() -> None:
    gaps = openness_gaps({}, DAY)
    assert [gap.section.id for gap in gaps] == [each.id for each in sections(DAY)]
    assert all(gap.objection.remedy and gap.objection.severity is Severity.CURABLE for gap in gaps)
    assert all(printable(basis) for gap in gaps for basis in gap.objection.basis)


def test_what_no_law_asks_for_cites_none_and_says_where_it_comes_from() -> None:
    equipment = section("equipment", DAY)
    assert equipment.basis == ()
    assert "默认" in equipment.source


def test_there_may_be_no_devices_but_never_no_remedies() -> None:
    shown = _whole() | {"devices": Shown(says_none=True), "remedies": Shown(says_none=True)}
    assert _codes(shown) == ["openness_remedies_missing"]


@pytest.mark.parametrize("key", sorted(SUBJECT))
def test_each_empty_field_of_the_subject_is_named(key: str) -> None:
    shown = _whole() | {"subject": Shown(count=4, filled=SUBJECT | {key: " "})}
    (gap,) = openness_gaps(shown, DAY)
    assert gap.objection.code == "openness_subject_incomplete"
    named = {entry.key: entry.zh for entry in section("subject", DAY).entries}[key]
    assert named in gap.objection.message


def test_an_entrusted_body_names_who_entrusted_it_and_publishes_the_mandate() -> None:
    entrusted = SUBJECT | {"nature": "受委托的组织"}
    assert [each.key for each in empty_fields(section("subject", DAY), entrusted)] == ["entrusted_by", "mandate"]
    (gap,) = openness_gaps(_whole() | {"subject": Shown(count=5, filled=entrusted)}, DAY)
    assert "APL:20" in gap.objection.basis
    assert not empty_fields(section("subject", DAY), SUBJECT)


def test_a_post_somebody_holds_without_a_duty_is_said() -> None:
    shown = _whole() | {"duties": Shown(count=3, lacks=("听证主持人的职责",))}
    (gap,) = openness_gaps(shown, DAY)
    assert "听证主持人的职责" in gap.objection.message


def test_a_known_change_waits_twenty_working_days_and_is_late_the_day_after() -> None:
    changed = date(2026, 9, 7)
    due = public_by(changed, 20)
    shown = _whole() | {"checks": Shown(count=1, changed_on=changed)}
    assert _codes(shown, due) == ["openness_checks_waiting"]
    (gap,) = openness_gaps(shown, due + timedelta(days=1))
    assert (gap.objection.code, gap.days_over) == ("openness_checks_out_of_date", 1)
    assert gap.objection.severity is Severity.LATE
    assert due == date(2026, 10, 10)  # the Saturday made up for the national holiday


def test_a_change_to_come_is_no_gap_yet() -> None:
    assert _codes(_whole() | {"guide": Shown(count=1, changed_on=DAY + timedelta(days=1))}) == []


def test_the_number_of_days_is_a_setting() -> None:
    assert update_days("000000", DAY) == 20


def test_before_the_first_text_nothing_was_asked() -> None:
    assert openness_gaps({}, date(2010, 1, 1)) == ()


def test_every_post_has_a_duty_and_an_article_that_may_be_printed() -> None:
    duties = post_duties(DAY)
    assert len({each.role for each in duties}) == len(duties)
    assert all(each.duty and each.basis for each in duties)

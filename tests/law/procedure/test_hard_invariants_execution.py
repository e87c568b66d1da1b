"""The hard invariants of what comes after the decision: cash, additional fine, hours, the court, review first."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.law.objections import Severity
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.court_window import court_window
from hengtu.law.procedure.settlement import settle
from tests.law.procedure.after_decision import act, codes, done, history_of, reminder

SPOT = history_of("demo-3", "spot_filed")  # a citizen, 200 yuan, decided on 2025-06-03
SERVED = history_of("demo-1")  # 27500 yuan, served on 2025-06-11: pay by 06-26, sue until 12-11
CASH = {"receipt_no": "粤财 0001", "amount_yuan": 200}


# --- INV10: cash only with a recorded condition and a fiscal receipt ------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "refused"),
    [
        ("small_fine", True),  # 200 yuan is more than a hundred
        ("hard_to_collect_later", False),
        ("remote_and_asked", False),
        ("", True),
        ("convenient", True),
    ],
)
def test_inv10_cash_is_taken_only_in_a_case_of_the_statute(condition, refused):
    collected = act("spot_cash_collected", "2025-06-05", 16, condition=condition, **CASH)
    assert ("spot_cash_not_allowed" in codes(SPOT, collected)) is refused


def test_inv10_no_cash_without_a_fiscal_receipt():
    collected = act("spot_cash_collected", "2025-06-05", 16, condition="remote_and_asked", amount_yuan=200)
    assert "fiscal_receipt_missing" in codes(SPOT, collected)


@pytest.mark.parametrize(
    ("condition", "refused"), [("remote_and_asked", False), ("hard_to_collect_later", True), ("small_fine", True)]
)
def test_inv10_after_an_ordinary_decision_only_the_remote_party_that_asks_pays_cash(condition, refused):
    cash = {"receipt_no": "粤财 0002", "amount_yuan": 27500}
    collected = act("spot_cash_collected", "2025-06-12", condition=condition, **cash)
    assert ("spot_cash_not_allowed" in codes(SERVED, collected)) is refused


def test_inv10_officers_take_no_more_than_is_owed():
    collected = act(
        "spot_cash_collected", "2025-06-05", 16, condition="remote_and_asked", **{**CASH, "amount_yuan": 201}
    )
    assert codes(SPOT, collected) == {"more_than_owed"}


# --- INV11: never above the fine, and it rests during review and lawsuit --------------------------------------------


@settings(max_examples=25, deadline=None)
@given(days=st.integers(0, 900), applied=st.integers(0, 60), lasted=st.integers(0, 200))
def test_inv11_the_additional_fine_never_exceeds_the_fine_and_rests_during_review(days, applied, lasted):
    start = date(2025, 6, 12) + timedelta(days=applied)
    end = start + timedelta(days=lasted)
    review = (
        act("reconsideration_applied", start.isoformat(), body="某市人民政府"),
        act("reconsideration_decided", end.isoformat(), outcome="upheld"),
    )
    on = date(2025, 6, 26) + timedelta(days=days)
    plain = settle(Situation.of(SERVED), on).additional_fine_yuan
    rested = settle(Situation.of((*SERVED, *review)), on).additional_fine_yuan
    assert rested <= plain <= 27500
    counted = [day for day in range(1, days + 1) if not start <= date(2025, 6, 26) + timedelta(days=day) <= end]
    assert rested == min(27500, 825 * len(counted))


@pytest.mark.parametrize(("days", "amount"), [(0, 0), (1, 825), (33, 27225), (34, 27500), (35, 27500)])
def test_inv11_the_cap_is_reached_on_day_thirty_four(days, amount):
    on = date(2025, 6, 26) + timedelta(days=days)
    assert settle(Situation.of(SERVED), on).additional_fine_yuan == amount


def test_inv11_a_lawsuit_pauses_until_its_judgment_is_in_force():
    sued = act("lawsuit_received", "2025-06-20", court="某区人民法院", received_on="2025-06-20")
    first = act("lawsuit_judged", "2025-09-01", outcome="upheld", in_force=False)
    second = act("lawsuit_judged", "2025-10-09", outcome="upheld", in_force=True)
    history = (*SERVED, sued, first)
    assert settle(Situation.of(history), date(2025, 10, 9)).additional_fine_yuan == 0
    assert settle(Situation.of((*history, second)), date(2025, 10, 11)).additional_fine_yuan == 1650


# --- INV13: not at night, not on statutory holidays, no supplies cut ------------------------------------------------


OPEN_ORDER = tuple(
    replace(each, payload={**each.payload, "done_on": None}) if each.kind == "correction_ordered" else each
    for each in SERVED
)  # nobody has recorded that the order to correct was followed


def unperformed_order():
    """A case in which others may clear the road in the party's place on 2025-09-30."""
    return done(
        OPEN_ORDER,
        act(
            "reminder_served", "2025-09-22", purpose="substitute", due_on="2025-09-25", manner="自行清除",
            obligation="清除路面障碍物", right_told=True, served="direct",
        ),
        act(
            "substitute_decided", "2025-09-25", harm="traffic_safety", subject="清除路面障碍物",
            perform_on="2025-09-30", performer="本机关", budget_yuan=800,
        ),
    )  # fmt: skip


def performed(day, hour=10, **more):
    return act("substitute_performed", day, hour, record="已清除", supervised=True, signed=True, cost_yuan=760, **more)


@pytest.mark.parametrize(("hour", "refused"), [(5, True), (6, False), (12, False), (21, False), (22, True), (23, True)])
def test_inv13_nothing_is_enforced_at_night(hour, refused):
    assert ("enforcement_at_night" in codes(unperformed_order(), performed("2025-09-30", hour))) is refused


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        ("2025-09-30", False),
        ("2025-10-01", True),  # National Day
        ("2025-10-08", True),  # the last day of the holidays
        ("2025-10-11", False),  # a Saturday that is worked
        ("2025-10-12", False),  # a Sunday is no statutory holiday
    ],
)
def test_inv13_nothing_is_enforced_on_a_statutory_holiday(day, refused):
    assert ("enforcement_on_holiday" in codes(unperformed_order(), performed(day))) is refused


def test_inv13_urgency_lifts_the_bar_of_hours_and_never_that_of_supplies():
    urgent = performed("2025-10-01", 23, urgent_reason="塌方物堵塞车道，已有车辆受损")
    assert codes(unperformed_order(), urgent) == set()
    cut = performed("2025-09-30", urgent_reason="紧急", utilities_cut=True)
    assert codes(unperformed_order(), cut) == {"utilities_cut"}


def test_inv13_a_year_without_its_notice_is_asked_about_and_not_guessed():
    far = performed("2031-03-05")
    assert "holidays_unknown" in codes(unperformed_order(), far)
    assert "holidays_unknown" not in codes(unperformed_order(), performed("2031-03-05", no_holiday=True))


# --- INV14: the court's window --------------------------------------------------------------------------------------


def applied(day, **more):
    return act("court_applied", day, court="某区人民法院", **more)


def test_inv14_the_window_opens_when_both_remedies_have_lapsed_and_shuts_after_three_months():
    found = court_window(Situation.of(SERVED)).window
    assert (found.not_before, found.due_on) == (date(2025, 12, 12), date(2026, 3, 11))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-12-11", {"court_too_early"}),
        ("2025-12-12", set()),
        ("2026-03-11", set()),
        ("2026-03-12", {"court_application_lapsed"}),
    ],
)
def test_inv14_the_court_is_asked_only_inside_the_window(day, expected):
    history = done(SERVED, reminder(SERVED, "2025-09-01"))
    assert codes(history, applied(day)) == expected


def test_inv14_a_late_application_passes_only_with_a_good_reason_and_as_late():
    history = done(SERVED, reminder(SERVED, "2025-09-01"))
    (late,) = objections_to(history, applied("2026-03-12", good_reason="当事人下落不明，公告催告"))
    assert (late.code, late.severity) == ("court_application_late", Severity.LATE)


@pytest.mark.parametrize(("day", "refused"), [("2025-12-25", True), ("2025-12-26", False)])
def test_inv14_ten_working_days_pass_after_the_reminder(day, refused):
    history = done(SERVED, reminder(SERVED, "2025-12-11"))  # ten working days end on 12-25
    found = objections_to(history, applied(day))
    assert ({each.code for each in found} == {"court_before_reminder_over"}) is refused
    assert all(each.earliest_on == date(2025, 12, 26) for each in found)


def test_inv14_no_application_while_a_remedy_is_running():
    history = done(
        SERVED, reminder(SERVED, "2025-07-01"), act("reconsideration_applied", "2025-08-01", body="某市人民政府")
    )
    assert "remedies_open" in codes(history, applied("2025-12-20"))


def test_inv14_after_reconsideration_it_is_fifteen_days_from_its_decision():
    history = done(
        SERVED,
        reminder(SERVED, "2025-07-01"),
        act("reconsideration_applied", "2025-08-01", body="某市人民政府"),
        act("reconsideration_decided", "2025-09-19", outcome="upheld", received_on="2025-09-19"),
    )
    assert court_window(Situation.of(history)).start == date(2025, 10, 9)  # the fifteenth day falls into the holidays
    assert codes(history, applied("2025-10-09")) == {"court_too_early"}
    assert codes(history, applied("2025-10-10")) == set()


# --- INV18: an on-the-spot decision points to reconsideration first -------------------------------------------------


def test_inv18_the_printed_form_says_that_reconsideration_comes_first():
    folder = Path(__file__).parents[3] / "hengtu/documents/templates/typst/v1"
    words = (folder / "_spot_text.typ").read_text("utf-8")
    assert "先向" in words
    assert "未经行政复议，不能直接提起行政诉讼" in words
    for form in ("spot.typ", "spot_roll.typ"):
        assert "review-first()" in (folder / form).read_text("utf-8")


def test_inv18_a_lawsuit_against_an_on_the_spot_decision_needs_reconsideration_before():
    sued = act("lawsuit_received", "2025-07-01", court="某区人民法院")
    (refusal,) = objections_to(SPOT, sued)
    assert (refusal.code, refusal.basis) == ("reconsideration_first", ("ARL:23p1i1",))
    reviewed = done(
        SPOT,
        act("reconsideration_applied", "2025-06-10", body="某县人民政府", via_agency=True),
        act("reconsideration_decided", "2025-06-30", outcome="upheld"),
    )
    assert codes(reviewed, sued) == set()


def test_inv18_a_suit_that_the_court_has_docketed_all_the_same_is_recorded():
    sued = act("lawsuit_received", "2025-07-01", court="某区人民法院", docketed_all_the_same=True)
    assert codes(SPOT, sued) == set()

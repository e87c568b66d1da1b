"""Guards of enforcing, one by one: with the defect the code appears, without it the act is in order."""

from dataclasses import replace
from datetime import date

import pytest

from hengtu.law.objections import Severity
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.guards.enforcement import ENDING_GROUNDS
from hengtu.law.procedure.settlement import settle
from tests.law.procedure.after_decision import act, closing, codes, done, history_of, reminder

SERVED = history_of("demo-1")  # 27500 yuan, served on 2025-06-11: pay by 06-26, remedies until 12-11
LAPSED = "2025-12-22"


def reminded(day="2025-12-12", **more):
    return done(SERVED, reminder(SERVED, day, **more))


# --- reminder -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "refused"), [("2025-06-26", True), ("2025-06-27", False)])
def test_nobody_is_reminded_before_the_term_is_over(day, refused):
    found = objections_to(SERVED, reminder(SERVED, day))
    assert ({each.code for each in found} == {"term_still_running"}) is refused
    assert all(each.earliest_on == date(2025, 6, 27) for each in found)


@pytest.mark.parametrize(
    ("defect", "code"),
    [
        ({"amount_yuan": 27500}, "reminder_sum_differs"),
        ({"amount_yuan": None}, "amount_yuan_missing"),
        ({"right_told": False}, "reminder_rights_untold"),
        ({"purpose": "threat"}, "purpose_unknown"),
        ({"manner": ""}, "manner_missing"),
        ({"served": "electronic", "direct_tried": "两次上门，无人在"}, "electronic_service_not_agreed"),
        ({"served": "electronic", "consent_signed": True}, "direct_service_first"),
    ],
)
def test_a_reminder_says_what_the_law_asks_for(defect, code):
    assert codes(SERVED, reminder(SERVED, "2025-07-10", **defect)) == {code}


def test_a_reminder_by_one_officer_is_none():
    alone = reminder(SERVED, "2025-07-10")
    assert codes(SERVED, replace(alone, by=alone.by[:1])) == {"two_officers_required"}


def test_who_has_paid_everything_is_not_reminded():
    paid = done(SERVED, act("paid", "2025-06-20", amount_yuan=27500))
    assert "nothing_to_enforce" in codes(paid, reminder(paid, "2025-07-10"))


def test_what_is_answered_to_a_reminder_is_rechecked():
    history = reminded()
    assert codes(history, act("reminder_answered", "2025-12-15", statement="已经转账")) == {"recheck_missing"}
    done(history, act("reminder_answered", "2025-12-15", statement="无"))


# --- own power ------------------------------------------------------------------------------------------------------


def enforced(power, day=LAPSED, **more):
    return act("enforcement_decided", day, **{"power": power, "ground": "in_vain", "manner": "依法执行",
                                              "execute_on": "2025-12-25", **more})  # fmt: skip


def test_what_no_statute_lets_the_agency_enforce_goes_to_the_court():
    found = objections_to(reminded(due_on="2025-12-20"), enforced("bank_account"))
    assert [(each.code, each.severity) for each in found] == [("no_own_power", Severity.VOID)]


def test_only_what_is_already_seized_is_auctioned():
    assert codes(reminded(due_on="2025-12-20"), enforced("auction")) == {"nothing_to_auction"}


def test_what_is_seized_is_auctioned_only_after_both_remedies_and_its_proceeds_count_as_paid():
    seized = tuple(each for each in history_of("demo-6") if each.kind != "measure_lifted")
    history = done(seized, reminder(seized, "2026-03-05", due_on="2026-03-20", purpose="own"))
    decided = act("enforcement_decided", "2026-03-23", power="auction", ground="in_vain", manner="委托拍卖",
                  execute_on="2026-03-25")  # fmt: skip
    assert codes(history, decided) == set()
    sold = act("property_disposed", "2026-04-10", how="set_off", proceeds_yuan=100000, basis="拍卖抵缴")
    owed = settle(Situation.of((*history, decided, sold)), date(2026, 4, 10))
    assert (owed.paid_yuan, owed.outstanding_yuan) == (100000, 60000)  # 80000 and as much again were owed


def announced(due_on="2025-12-20"):
    open_order = tuple(
        replace(each, payload={**each.payload, "done_on": None}) if each.kind == "correction_ordered" else each
        for each in SERVED
    )
    return done(
        open_order,
        act("demolition_announced", "2025-12-12", structure="棚屋一间", due_on=due_on),
        reminder(open_order, "2025-12-12", due_on="2025-12-20", purpose="own"),
    )


@pytest.mark.parametrize("power", ["highway_sign", "control_zone", "control_zone_regulation"])
def test_what_is_pulled_down_was_announced_and_both_remedies_have_lapsed(power):
    assert codes(reminded(due_on="2025-12-20"), enforced(power)) == {"demolition_not_announced"}
    assert codes(announced("2025-12-22"), enforced(power)) == {"demolition_term_running"}
    assert codes(announced(), enforced(power)) == set()


def test_nothing_is_pulled_down_while_a_remedy_is_open():
    early = done(SERVED, reminder(SERVED, "2025-07-01", due_on="2025-07-05", purpose="own"))
    found = {each.code: each.earliest_on for each in objections_to(early, enforced("control_zone", "2025-08-01"))}
    assert found["remedies_open"] == date(2025, 12, 12)


def test_the_limit_of_the_reminder_is_waited_for_unless_goods_are_hidden():
    history = announced()
    assert codes(history, enforced("control_zone", "2025-12-20")) == {
        "reminder_limit_running", "demolition_term_running",
    }  # fmt: skip
    assert codes(history, enforced("control_zone", "2025-12-20", ground="hiding")) == {"demolition_term_running"}


def test_an_answer_that_nobody_rechecked_bars_the_decision():
    answered = (*announced(), act("reminder_answered", "2025-12-15", statement="已经拆除"))
    assert codes(answered, enforced("control_zone")) == {"answer_not_rechecked"}


def test_a_stay_and_a_suspension_bar_enforcement_and_their_end_frees_it():
    stayed = done(announced(), act("stay_ordered", "2025-12-18", ordered_by="court", reason="裁定"))
    assert codes(stayed, enforced("control_zone")) == {"execution_stayed"}
    freed = done(stayed, act("stay_ended", "2025-12-21", reason="裁定解除"))
    assert codes(freed, enforced("control_zone")) == set()
    rests = done(freed, act("enforcement_suspended", "2025-12-21", 11, ground="unable", reason="住院"))
    assert codes(rests, enforced("control_zone")) == {"enforcement_is_suspended"}


# --- substitute performance -----------------------------------------------------------------------------------------


def substitute_reminder(day):
    return act("reminder_served", day, purpose="substitute", due_on="2025-09-25", manner="自行清除", right_told=True,
               obligation="清除障碍物", served="direct")  # fmt: skip


def substitute(**more):
    return act("substitute_decided", "2025-09-26", **{
        "harm": "traffic_safety", "subject": "清除障碍物", "perform_on": "2025-09-30", "performer": "本机关",
        "budget_yuan": 800, **more})  # fmt: skip


OPEN_ORDER = tuple(
    replace(each, payload={**each.payload, "done_on": None}) if each.kind == "correction_ordered" else each
    for each in SERVED
)


@pytest.mark.parametrize(("day", "refused"), [("2025-09-25", False), ("2025-09-26", True)])
def test_the_reminder_comes_three_working_days_before_the_performance(day, refused):
    history = (*OPEN_ORDER, substitute_reminder(day))
    # counted back from Monday the 29th: Sunday the 28th is worked, then the 26th and the 25th
    assert ("substitute_reminder_too_late" in codes(history, substitute(perform_on="2025-09-29"))) is refused


def test_without_a_reminder_or_a_danger_nobody_performs_in_the_partys_place():
    assert "substitute_reminder_missing" in codes(OPEN_ORDER, substitute())
    history = (*OPEN_ORDER, substitute_reminder("2025-09-22"))
    assert codes(history, substitute(harm="looks")) == {"harm_unknown"}


def test_the_performance_is_supervised_and_signed_and_its_cost_is_owed():
    history = done(OPEN_ORDER, substitute_reminder("2025-09-22"), substitute())
    bare = act("substitute_performed", "2025-09-30", record="已清除", supervised=False, signed=False)
    assert {"supervision_missing", "signatures_missing"} <= codes(history, bare)
    whole = act("substitute_performed", "2025-09-30", record="已清除", supervised=True, signed=True, cost_yuan=760)
    owed = settle(Situation.of(done(history, whole)), date(2025, 9, 30))
    assert (owed.substitute_cost_yuan, owed.outstanding_yuan) == (760, 27500 + 27500 + 760)


@pytest.mark.parametrize(("place", "refused"), [("road", False), ("waterway", False), ("warehouse", True)])
def test_only_roads_waters_and_public_places_are_cleared_at_once(place, refused):
    cleared = act("cleared_at_once", "2025-06-12", place_kind=place, subject="砂石", why_at_once="占据车道")
    assert ("not_to_be_cleared_at_once" in codes(SERVED, cleared)) is refused


def test_an_absent_party_is_told_afterwards():
    cleared = {"place_kind": "road", "subject": "砂石", "why_at_once": "占据车道", "party_absent": True}
    assert codes(SERVED, act("cleared_at_once", "2025-06-12", **cleared)) == {"party_not_told_afterwards"}
    assert codes(SERVED, act("cleared_at_once", "2025-06-12", **cleared, told_afterwards="电话")) == set()


# --- suspended, ended, agreed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "refused"), [("2028-12-15", True), ("2028-12-16", False)])
def test_three_years_of_suspension_end_enforcement_and_not_a_day_less(day, refused):
    rests = done(reminded(), act("enforcement_suspended", "2025-12-15", ground="unable", reason="无财产"))
    ended = act("enforcement_ended", day, ground="three_years", reason="没有履行能力")
    assert ("three_years_not_over" in codes(rests, ended)) is refused


@pytest.mark.parametrize("ground", sorted(set(ENDING_GROUNDS) - {"three_years"}))
def test_a_case_whose_enforcement_is_lawfully_ended_is_closed_as_such(ground):
    assert "closing_does_not_fit" in codes(SERVED, closing("2025-12-12", closing="object_lost"))
    ended = done(SERVED, act("enforcement_ended", "2025-12-12", ground=ground, reason="查实"))
    done(ended, closing("2025-12-13", closing="object_lost"))


def test_a_ground_that_the_law_does_not_know_ends_nothing():
    assert codes(SERVED, act("enforcement_ended", "2025-12-12", ground="old", reason="太久")) == {"ground_unknown"}


def test_nothing_is_added_while_enforcement_is_suspended():
    early = done(SERVED, reminder(SERVED, "2025-06-30"))
    rests = done(early, act("enforcement_suspended", "2025-07-01", ground="unable", reason="住院"))
    assert settle(Situation.of(rests), date(2025, 9, 1)).additional_fine_yuan == 4 * 825
    resumed = done(rests, act("enforcement_resumed", "2025-07-10", ground="cause_gone", reason="出院"))
    assert settle(Situation.of(resumed), date(2025, 7, 12)).additional_fine_yuan == 6 * 825
    assert "nothing_to_resume" in codes(
        resumed, act("enforcement_resumed", "2025-07-13", ground="cause_gone", reason="再")
    )


AGREED = {"terms": "分两期", "party_signed": True, "harms_nobody": True}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"party_signed": False}, "agreement_unsigned"),
        ({"harms_nobody": False}, "agreement_harm_unchecked"),
        ({"reduce_yuan": 100}, "reduction_without_remedy"),
        ({"reduce_yuan": 27501, "remedial": "修复路面"}, "reduction_too_large"),
        ({"instalments": [{"due_on": "2026-01-10", "amount_yuan": 1}]}, "instalments_do_not_add_up"),
    ],
)
def test_an_agreement_is_signed_harms_nobody_and_reduces_only_the_additional_fine(entry, code):
    assert code in codes(reminded(), act("enforcement_agreed", "2025-12-15", **{**AGREED, **entry}))


def test_a_kept_agreement_reduces_and_a_broken_one_does_not():
    parts = [{"due_on": "2026-01-31", "amount_yuan": 45000}]
    kept = done(
        reminded(),
        act("enforcement_agreed", "2025-12-15", **AGREED, reduce_yuan=10000, remedial="修复路面", instalments=parts),
    )
    assert settle(Situation.of(kept), date(2026, 1, 5)).outstanding_yuan == 45000
    broken = done(kept, act("enforcement_resumed", "2026-02-02", ground="agreement_broken", reason="没有缴纳"))
    assert settle(Situation.of(broken), date(2026, 2, 3)).outstanding_yuan == 55000


# --- the court ------------------------------------------------------------------------------------------------------


def test_the_court_is_asked_once_and_again_only_after_a_refusal():
    asked = done(reminded(), act("court_applied", "2025-12-29", court="某区人民法院"))
    again = act("court_applied", "2026-01-05", court="某区人民法院")
    assert "court_already_asked" in codes(asked, again)
    refused = done(asked, act("court_refused", "2026-01-04", stage="accept", reason="材料不全"))
    assert codes(refused, again) == set()


def test_a_court_rules_only_on_what_it_has_accepted():
    asked = done(reminded(), act("court_applied", "2025-12-29", court="某区人民法院"))
    assert "act_out_of_order" in codes(asked, act("court_ruled", "2026-01-10", court_case="行审 1 号"))
    refusal = act("court_refused", "2026-01-10", stage="enforce", reason="明显违法")
    assert "nothing_to_rule_on" in codes(asked, refusal)
    assert "stage_unknown" in codes(asked, act("court_refused", "2026-01-10", stage="both", reason="不明"))


# --- closing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("carried_out", "not_carried_out"),
        ("filing_cancelled", "closing_does_not_fit"),
        ("not_punished", "closing_does_not_fit"),
        ("transferred", "closing_does_not_fit"),
        ("object_lost", "closing_does_not_fit"),
        ("court_accepted", "closing_does_not_fit"),
        ("other", "closing_does_not_fit"),
        ("CL3", "closing_unknown"),
    ],
)
def test_a_case_is_not_closed_in_a_way_that_does_not_fit(kind, code):
    assert code in codes(SERVED, closing("2025-07-01", closing=kind))


def test_a_reason_alone_does_not_close_a_case_that_is_not_paid():
    assert codes(SERVED, closing("2025-07-01", reason="当事人失联")) == {"not_carried_out"}
    assert codes(SERVED, closing("2025-07-01", closing="other", reason="当事人失联")) == {"not_carried_out"}


def test_a_case_that_is_paid_in_time_closes_as_carried_out_without_saying_so():
    paid = done(SERVED, act("paid", "2025-06-20", amount_yuan=27500))
    assert codes(paid, closing("2025-06-23")) == set()

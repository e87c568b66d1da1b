"""Reconsideration and litigation: through whom, in which order, with what effect; and every clock that starts here."""

from datetime import date
from pathlib import Path

import pytest

from hengtu.law import deadlines
from hengtu.law.objections import Severity
from hengtu.law.procedure import Situation, clocks_of, objections_to
from hengtu.law.procedure.clocks import CLOCKS
from hengtu.law.procedure.remedies import lapse_of
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.versions import VERSIONS
from tests.law.procedure.after_decision import act, codes, done, history_of

SERVED = history_of("demo-1")
SPOT = history_of("demo-3", "spot_filed")
KINDS = {arrow.kind for version in VERSIONS for arrow in version.arrows}


def clocks(history):
    return {clock.term: clock for clock in clocks_of(Situation.of(history))}


def applied(day="2025-06-20", **more):
    return act("reconsideration_applied", day, body="某市人民政府", **more)


def reviewed(day, outcome, **more):
    return act("reconsideration_decided", day, outcome=outcome, **more)


def sued(day="2025-07-01", **more):
    return act("lawsuit_received", day, court="某区人民法院", **more)


# --- through whom ---------------------------------------------------------------------------------------------------


def test_only_spot_and_monitored_penalties_are_contested_through_the_agency():
    assert codes(SERVED, applied(via_agency=True)) == {"not_through_the_agency"}
    assert codes(SERVED, applied(via_agency=True, by_monitoring=True)) == set()
    assert codes(SPOT, applied("2025-06-10", via_agency=True)) == set()


@pytest.mark.parametrize(("day", "late"), [("2025-06-17", False), ("2025-06-18", True)])
def test_an_application_that_came_to_us_is_forwarded_in_five_working_days(day, late):
    history = done(SPOT, applied("2025-06-10", via_agency=True))
    assert clocks(history)["reconsideration_forward"].due.due_on == date(2025, 6, 17)
    found = objections_to(history, act("reconsideration_forwarded", day, body="某县人民政府"))
    assert [each.severity for each in found] == ([Severity.LATE] if late else [])


def test_what_did_not_come_to_us_is_not_forwarded_and_nothing_twice():
    assert "nothing_to_forward" in codes(
        done(SERVED, applied()), act("reconsideration_forwarded", "2025-06-21", body="某市人民政府")
    )
    once = done(
        SPOT,
        applied("2025-06-10", via_agency=True),
        act("reconsideration_forwarded", "2025-06-12", body="某县人民政府"),
    )
    assert "nothing_to_forward" in codes(once, act("reconsideration_forwarded", "2025-06-13", body="某县人民政府"))


# --- answering in time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("procedure", "last", "after"), [("ordinary", "2025-07-04", "2025-07-07"), ("simple", "2025-06-27", "2025-06-30")]
)
def test_the_answer_is_due_in_ten_or_five_working_days(procedure, last, after):
    copy = act("reconsideration_received", "2025-06-20", body="某市人民政府", procedure=procedure)
    history = done(SERVED, copy)
    assert codes(history, act("reconsideration_answered", last, answer="合法")) == set()
    late = objections_to(history, act("reconsideration_answered", after, answer="合法"))
    assert [(each.code, each.severity) for each in late] == [("reply_late", Severity.LATE)]


@pytest.mark.parametrize(("day", "late"), [("2025-07-16", False), ("2025-07-17", True)])
def test_a_lawsuit_is_answered_in_fifteen_days(day, late):
    history = done(SERVED, sued(received_on="2025-07-01"))
    found = objections_to(history, act("lawsuit_answered", day, answer="合法"))
    assert [each.code for each in found] == (["defence_late"] if late else [])


def test_an_opinion_is_reported_on_within_sixty_days():
    opinion = act("reconsideration_opinion_received", "2025-08-01", body="某市人民政府", opinion="告知不规范")
    history = done(SERVED, applied(), opinion)
    assert clocks(history)["reconsideration_opinion_feedback"].due.due_on == date(2025, 9, 30)
    reported = done(history, act("reconsideration_opinion_reported", "2025-09-30", report="已经修改告知书"))
    assert "no_opinion_open" in codes(reported, act("reconsideration_opinion_reported", "2025-10-09", report="再报"))


# --- one after the other --------------------------------------------------------------------------------------------


def test_one_remedy_runs_at_a_time():
    assert "review_is_running" in codes(done(SERVED, applied()), sued())
    assert "review_is_running" in codes(done(SERVED, applied()), applied("2025-06-25"))
    assert "lawsuit_is_running" in codes(done(SERVED, sued()), applied("2025-07-05"))


def test_an_outcome_needs_a_procedure_and_a_known_word():
    assert "no_review_is_running" in codes(done(SERVED, applied(), reviewed("2025-08-01", "upheld")),
                                           reviewed("2025-08-02", "revoked"))  # fmt: skip
    assert "outcome_unknown" in codes(done(SERVED, applied()), reviewed("2025-08-01", "won"))
    assert "changed_penalty_missing" in codes(done(SERVED, applied()), reviewed("2025-08-01", "changed"))


# --- what an outcome does -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "refused"), [(20000, False), (27500, False), (27501, True)])
def test_reconsideration_never_makes_it_worse(amount, refused):
    changed = reviewed("2025-08-01", "changed", decided={"kind": "fine", "amount_yuan": amount})
    found = objections_to(done(SERVED, applied()), changed)
    assert ([each.code for each in found] == ["worse_on_review"]) is refused
    assert all(each.severity is Severity.VOID and each.basis == ("ARL:63p2",) for each in found)


def test_a_third_party_that_asks_the_opposite_may_make_it_worse():
    changed = reviewed("2025-08-01", "changed", decided={"kind": "fine", "amount_yuan": 30000}, third_party_asked=True)
    assert codes(done(SERVED, applied()), changed) == set()


@pytest.mark.parametrize(
    ("outcome", "stands", "withdrawn"),
    [("upheld", True, False), ("dismissed", True, False), ("unlawful", True, True), ("revoked", False, True),
     ("void", False, True)],
)  # fmt: skip
def test_what_falls_is_withdrawn_from_publication_and_what_is_upheld_stays(outcome, stands, withdrawn):
    published = done(SERVED, act("decision_published", "2025-06-13"), applied())
    after = done(published, reviewed("2025-08-01", outcome))
    assert bool(Situation.of(after).decided) is stands
    assert ("withdraw_publication" in clocks(after)) is withdrawn


def test_nothing_is_withdrawn_that_was_never_published():
    after = done(SERVED, applied(), reviewed("2025-08-01", "revoked"))
    assert "withdraw_publication" not in clocks(after)
    assert "nothing_to_withdraw" in codes(after, act("publication_withdrawn", "2025-08-02", reason="撤销"))


def test_a_judgment_that_can_be_appealed_changes_nothing_yet():
    judged = done(SERVED, sued(), act("lawsuit_judged", "2025-09-01", outcome="revoked", in_force=False))
    assert Situation.of(judged).decided["m1"].amount_yuan == 27500
    final = done(judged, act("lawsuit_judged", "2025-11-01", outcome="revoked", in_force=True))
    assert Situation.of(final).decided == {}


def test_after_a_revocation_a_new_decision_has_its_own_remedies():
    fallen = done(SERVED, applied(), reviewed("2025-08-01", "revoked"))
    assert lapse_of(Situation.of(fallen)).last_on is None
    assert settle(Situation.of(fallen), date(2025, 9, 1)).outstanding_yuan == 0


@pytest.mark.parametrize(("outcome", "last"), [("upheld", date(2025, 8, 18)), ("not_accepted", date(2025, 12, 11))])
def test_after_review_the_party_has_fifteen_days_but_a_review_never_begun_takes_nothing_away(outcome, last):
    history = done(SERVED, applied(), reviewed("2025-08-01", outcome, received_on="2025-08-01"))
    assert lapse_of(Situation.of(history)).last_on == last  # 16 and 17 August are a weekend


def test_remedies_do_not_stay_execution_but_an_order_does():
    assert "execution_stayed" not in codes(done(SERVED, applied()), act("paid", "2025-07-01", amount_yuan=27500))
    stayed = done(SERVED, act("stay_ordered", "2025-06-20", ordered_by="reconsideration", reason="复议机关决定"))
    assert "stayed_already" in codes(stayed, act("stay_ordered", "2025-06-21", ordered_by="court", reason="裁定"))
    assert settle(Situation.of(stayed), date(2025, 9, 1)).additional_fine_yuan == 0
    assert "ordered_by_unknown" in codes(SERVED, act("stay_ordered", "2025-06-20", ordered_by="party", reason="请求"))


# --- clocks ---------------------------------------------------------------------------------------------------------

AFTER_THE_DECISION = {
    "pay_fine", "additional_fine", "additional_fine_then_enforce", "spot_cash_officer", "spot_cash_bank", "reminder",
    "court_application", "court_accept", "court_order", "court_objection", "substitute_reminder",
    "suspended_enforcement", "reconsideration_apply", "reconsideration_reply_ordinary", "reconsideration_reply_simple",
    "reconsideration_forward", "reconsideration_decision", "reconsideration_opinion_feedback", "litigation",
    "litigation_after_reconsideration", "litigation_answer", "withdraw_publication", "publish_other",
}  # fmt: skip


def test_every_term_of_money_enforcement_and_remedies_is_a_clock():
    ruled = {rule.term for rule in CLOCKS}
    assert ruled >= AFTER_THE_DECISION
    assert set(deadlines.all_terms()) >= AFTER_THE_DECISION


def test_every_clock_starts_and_ends_with_acts_that_exist():
    for rule in CLOCKS:
        assert set(rule.starts) <= KINDS, rule.term
        assert set(rule.ends) <= KINDS | {"transferred"}, rule.term


def test_no_sentence_of_these_tables_prints_an_article_that_was_not_read():
    folder = Path(__file__).parents[3] / "hengtu/law/procedure"
    for name in ("tables/execution.py", "tables/enforcement.py", "tables/remedies.py", "closing_kinds.py"):
        assert "~" not in (folder / name).read_text("utf-8"), name

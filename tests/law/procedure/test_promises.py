"""Notice and promise on a lead: listed, signed by who may, waited for, checked with proof, never twice in time."""

from __future__ import annotations

from datetime import date

import pytest

from hengtu.law import promises as lists
from hengtu.law.acts import Actor
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.alarms import LIST_ENDED, SECOND_FIRST, alarms_of
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.lenient import outcomes_of
from hengtu.law.procedure.promises import state_of
from hengtu.law.procedure.todo import todos_of
from hengtu.law.promises import EarlierPromise, last_day, promise_list, repeated
from tests.law.procedure.playing import CASE, HEAD, PARTY, TWO, A, act, codes, severity

ITEM = "vehicle-maintenance"
LISTED = {**CASE, "jurisdiction": "东陵省", "violation": ITEM, "facts": {"harm_level": "none"}}
LEAD = act("lead_registered", "03-02", *TWO, case=LISTED, source="road_check")
OFFERED = act("promise_offered", "03-03", *TWO, what="完成维护", list="dongling-promise")
WORDS = {"content": "完成维护", "signer": "赵某", "signer_is": "self", "signed": True}
SIGNED = act("promise_signed", "03-03 10:00", PARTY, A, due_on="2026-03-20", **WORDS)
RUNNING = (LEAD, OFFERED, SIGNED)
SEEN = {"found": "已经看过车辆", "proof": "合格证照片"}
KEPT = (*RUNNING, act("promise_checked", "03-23", *TWO, result="kept", facts={"corrected_promptly": True}, **SEEN))
BROKEN = (*RUNNING, act("promise_checked", "03-23", *TWO, result="broken", facts={"corrected_promptly": False}, **SEEN))
ENDING = {"reason": "已改正", "ground": "promise_kept", "education": "已教育", "correction": "已经改正"}


def with_facts(**facts):
    return act("lead_registered", "03-02", *TWO, case={**LISTED, "facts": facts}, source="road_check")


def signing(**changes):
    words = {"due_on": "2026-03-20", **WORDS, **changes}
    return act("promise_signed", "03-03 10:00", PARTY, A, **words)


def test_a_listed_item_goes_from_notice_to_a_kept_promise_and_ends_without_penalty():
    history = ()
    for each in (*KEPT, act("not_filed", "03-24", HEAD, **ENDING)):
        assert codes(history, each) == set(), each.kind
        history = (*history, each)
    assert {(each.kind, each.code) for each in outcomes_of(Situation.of(history))} == {
        ("unpunished", "promise_kept"),
        ("promise", "kept"),
    }


def test_an_item_on_no_list_is_told_so():
    lead = act("lead_registered", "03-02", *TWO, case={**LISTED, "violation": "taxi-unlicensed"}, source="road_check")
    assert "not_on_promise_list" in codes((lead,), OFFERED)


def test_a_strict_list_closes_it():
    lead = act("lead_registered", "03-02", *TWO, case={**LISTED, "violation": "gps-falsify"}, source="road_check")
    assert "promise_closed_by_strict_list" in codes((lead,), OFFERED)


@pytest.mark.parametrize(
    ("facts", "refused"), [({}, False), ({"harm_level": "minor"}, False), ({"harm_level": "serious"}, True)]
)
def test_harm_that_is_not_known_stands_against_nobody(facts, refused):
    assert ("harm_not_slight" in codes((with_facts(**facts),), OFFERED)) is refused


def test_one_officer_alone_tells_nobody():
    assert "two_officers_required" in codes((LEAD,), act("promise_offered", "03-03", A, what="完成维护"))


def test_two_officers_who_offer_twice_are_told_that_it_was_offered():
    assert codes((LEAD, OFFERED), act("promise_offered", "03-03 11:00", *TWO, what="完成维护")) == {"promise_open"}
    assert "promise_open" in codes(RUNNING, act("promise_offered", "03-04", *TWO, what="完成维护"))


@pytest.mark.parametrize("due_on", ["2026-03-03", "2026-03-01"])
def test_a_promise_is_due_after_it_is_signed(due_on):
    assert codes((LEAD, OFFERED), signing(due_on=due_on)) == {"promise_due_before_signing"}


@pytest.mark.parametrize(("due_on", "refused"), [("2026-04-02", False), ("2026-04-03", True)])
def test_a_promise_is_no_longer_than_the_list_allows(due_on, refused):
    assert ("promise_too_long" in codes((LEAD, OFFERED), signing(due_on=due_on))) is refused


def test_a_day_that_is_not_worked_moves_to_the_next_that_is_and_says_so():
    day, said, provisional = last_day(date(2026, 10, 3))
    assert (day, provisional) == (date(2026, 10, 8), False)
    assert "顺延" in said[1]
    assert last_day(date(2026, 3, 20)) == (date(2026, 3, 20), ("承诺到2026年3月20日改正。",), False)
    assert last_day(date(2031, 3, 20))[2] is True


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signer_is": "legal_representative"}, "promise_without_authority"),
        ({"signer_is": "agent"}, "promise_without_authority"),
        ({"signer_is": "friend"}, "signer_is_missing"),
        ({"signed": False}, "promise_unsigned"),
    ],
)
def test_who_may_not_sign_does_not(changes, code):
    assert code in codes((LEAD, OFFERED), signing(**changes))


def test_an_agent_signs_with_a_written_authority():
    assert codes((LEAD, OFFERED), signing(signer_is="agent", authority="3月2日授权委托书，代为承诺")) == set()


def test_an_organisation_is_not_bound_by_anybody_who_says_self():
    firm = {**LISTED, "party": {"kind": "legal_person", "name": "某公司"}}
    lead = act("lead_registered", "03-02", *TWO, case=firm, source="road_check")
    assert "promise_without_authority" in codes((lead, OFFERED), signing())
    assert codes((lead, OFFERED), signing(signer_is="legal_representative")) == set()


def test_nobody_signs_what_was_not_told():
    assert "act_out_of_order" in codes((LEAD,), SIGNED)


def test_the_party_itself_signs():
    assert "party_required" in codes((LEAD, OFFERED), act("promise_signed", "03-03", A, due_on="2026-03-20", **WORDS))


@pytest.mark.parametrize(("signed_on", "refused"), [("2025-03-03", True), ("2025-03-02", False)])
def test_a_repeat_in_the_period_is_refused_to_the_day(signed_on, refused):
    earlier = [{"violation": ITEM, "signed_on": signed_on, "case": "示〔2025〕1号"}]
    found = codes((LEAD,), act("promise_offered", "03-03", *TWO, what="完成维护", earlier=earlier))
    assert ("promise_repeated" in found) is refused
    assert ("promise_repeated" in codes((LEAD, OFFERED), signing(earlier=earlier))) is refused


def test_the_refusal_names_list_case_and_the_first_day_of_another():
    earlier = [{"violation": ITEM, "signed_on": "2026-01-05", "case": "示〔2025〕1号"}]
    said = next(each for each in lists_objections(earlier) if each.code == "promise_repeated")
    assert "告知承诺事项清单" in said.message
    assert "示〔2025〕1号" in said.message
    assert "2027年1月6日" in said.remedy
    assert said.basis == ("APL:33p1",)


def lists_objections(earlier):
    return objections_to((LEAD,), act("promise_offered", "03-03", *TWO, what="完成维护", earlier=earlier))


def test_a_promise_for_something_else_does_not_count_unless_the_list_says_so():
    rule = promise_list(jurisdiction="东陵省", violation=ITEM, on=date(2026, 3, 3))
    other = EarlierPromise("gps-offline", date(2026, 1, 1))
    assert repeated(rule, ITEM, [other], on=date(2026, 3, 3)) is None
    whole = lists.PromiseList(**{**rule.__dict__, "counts": "list"})
    assert repeated(whole, ITEM, [other], on=date(2026, 3, 3)) == other


def test_a_party_of_whom_only_a_name_is_known_is_identified_first():
    offer = act("promise_offered", "03-03", *TWO, what="完成维护", identified=False)
    assert codes((LEAD,), offer) == {"party_not_identified"}


def test_while_it_runs_nobody_files_and_nobody_ends_the_lead():
    assert "promise_running" in codes(RUNNING, act("case_filed", "03-10", HEAD))
    assert "promise_running" in codes(RUNNING, act("not_filed", "03-10", HEAD, reason="其他"))


@pytest.mark.parametrize(("on", "refused"), [("03-20", True), ("03-21", False)])
def test_that_it_was_not_kept_is_said_after_the_last_day_only(on, refused):
    check = act("promise_checked", on, *TWO, result="broken", **SEEN)
    assert ("promise_still_running" in codes(RUNNING, check)) is refused


def test_that_it_was_kept_may_be_found_before():
    assert codes(RUNNING, act("promise_checked", "03-10", *TWO, result="kept", **SEEN)) == set()


def test_a_check_without_proof_is_none():
    check = act("promise_checked", "03-23", *TWO, result="kept", found="看过")
    assert codes(RUNNING, check) == {"check_evidence_missing"}


def test_a_late_check_is_done_with_a_reason():
    check = act("promise_checked", "03-30", *TWO, result="kept", **SEEN)
    assert severity(RUNNING, check) == {"promise_check_late": "late"}
    on_the_last_day = act("promise_checked", "03-27", *TWO, result="kept", **SEEN)
    assert codes(RUNNING, on_the_last_day) == set()


def test_a_check_is_done_once():
    assert "promise_not_running" in codes(KEPT, act("promise_checked", "03-24", *TWO, result="kept", **SEEN))


def test_whoever_kept_it_is_not_filed_against_and_a_broken_one_is():
    assert "promise_kept" in codes(KEPT, act("case_filed", "03-24", HEAD))
    assert codes(BROKEN, act("case_filed", "03-24", HEAD)) == set()
    assert Situation.of(BROKEN).case.matters[0].facts["corrected_promptly"] is False


def test_a_lead_ends_by_a_promise_only_when_it_was_kept():
    assert "promise_not_kept" in codes(BROKEN, act("not_filed", "03-24", HEAD, **ENDING))


def test_the_day_moves_once_later_and_in_time():
    def moving(on, due):
        return act("promise_due_moved", on, HEAD, due_on=due, reason="配件未到")

    assert codes(RUNNING, moving("03-18", "2026-03-27")) == set()
    assert "promise_not_later" in codes(RUNNING, moving("03-18", "2026-03-20"))
    assert "promise_is_over" in codes(RUNNING, moving("03-21", "2026-03-27"))
    assert "promise_too_long" in codes(RUNNING, moving("03-18", "2026-04-20"))
    moved = (*RUNNING, moving("03-18", "2026-03-27"))
    assert "promise_moved_twice" in codes(moved, moving("03-19", "2026-03-30"))
    assert clock_of(Situation.of(moved), "promise_due").due.due_on == date(2026, 3, 27)


def test_the_lead_waits_under_clocks_and_its_own_limit_rests():
    situation = Situation.of(RUNNING)
    due, check, filing = (clock_of(situation, term) for term in ("promise_due", "promise_check", "filing_decision"))
    assert (due.due.due_on, check.due.due_on) == (date(2026, 3, 20), date(2026, 3, 27))
    assert filing.due.due_on > date(2026, 3, 20)
    assert (check.due.binds, due.due.binds) == ("agency", "party")
    ended = Situation.of(KEPT)
    assert clock_of(ended, "promise_check").ended_on == date(2026, 3, 23)


def test_what_is_to_be_done_follows_the_promise():
    def kinds(history):
        return [each.kind for each in todos_of(history)]

    assert kinds((LEAD, OFFERED))[0] == "promise_signed"
    assert kinds(RUNNING) == ["promise_checked"]
    assert todos_of(RUNNING)[0].ready_on == date(2026, 3, 21)
    assert kinds(KEPT) == ["not_filed"]
    assert "case_filed" in kinds(BROKEN)


def test_it_ends_without_a_check_on_a_ground_that_fits():
    def ending(on, ground):
        return act("promise_ended", on, HEAD, ground=ground, reason="说明")

    assert codes((LEAD, OFFERED), ending("03-04", "declined")) == set()
    assert "promise_was_signed" in codes(RUNNING, ending("03-04", "declined"))
    assert "promise_was_kept" in codes(KEPT, ending("03-24", "party_withdrew"))
    undone = (*KEPT, ending("03-24", "check_was_wrong"))
    assert codes(KEPT, undone[-1]) == set()
    assert state_of(Situation.of(undone)) == "ended"
    assert codes(undone, act("case_filed", "03-25", HEAD)) == set()
    assert "promise_not_running" in codes(BROKEN, ending("03-24", "new_facts"))


def test_a_list_withdrawn_between_promise_and_check_still_binds_the_agency_and_is_seen(monkeypatch):
    real = lists.records
    row = {**real("promise_lists")["dongling-promise"], "effective_to": "2026-03-15"}
    monkeypatch.setattr(lists, "records", lambda name: {row["id"]: row} if name == "promise_lists" else real(name))
    assert codes(RUNNING, KEPT[-1]) == set()
    (alarm,) = alarms_of(Situation.of(KEPT), Situation.of(KEPT).acts[-1])
    assert (alarm.code, "停止施行" in alarm.message) == (LIST_ENDED, True)
    later = act("promise_offered", "03-16", *TWO, what="完成维护")
    assert "promise_list_ended" in codes((LEAD,), later)
    assert codes(KEPT, act("not_filed", "03-24", HEAD, **ENDING)) == set()


def test_a_second_first_offence_is_seen():
    ended = act(
        "not_filed", "03-24", HEAD, reason="首违", ground="first_minor_corrected",
        lenient_before=[{"on": "2025-05-06", "code": "first_minor_corrected"}],
    )  # fmt: skip
    (alarm,) = alarms_of(Situation.of((LEAD, ended)), ended)
    assert (alarm.code, "2025年5月6日" in alarm.message) == (SECOND_FIRST, True)
    assert alarms_of(Situation.of((LEAD, act("not_filed", "03-24", HEAD, reason="无"))), ended)[0].code == SECOND_FIRST


def test_nobody_of_another_post_moves_or_ends_it():
    clerk = Actor("x", frozenset({"archivist"}), None, "档案员")
    assert "agency_head_required" in codes(
        RUNNING, act("promise_ended", "03-05", clerk, ground="new_facts", reason="x")
    )

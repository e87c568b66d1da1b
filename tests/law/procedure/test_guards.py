"""Guards one by one, at the edge: below, at and above."""

from datetime import date, datetime, timedelta, timezone

import pytest

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure import BadPayload, NoProcedure, UnknownKind, objections_to
from hengtu.law.procedure.clocks import earliest_hearing
from hengtu.law.procedure.guards.penalty import spot_limit_yuan
from hengtu.law.procedure.matters import CaseParty, Penalty, heavier_than
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.situation import Situation
from hengtu.web.commandline.scripts import legal_acts
from tests.fixtures import scripts

FILE = scripts()
CIVIL = timezone(timedelta(hours=8))


def acts_of(case_id):
    return legal_acts(FILE, FILE.script(case_id))


def before(case_id, kind):
    acts = acts_of(case_id)
    position = next(index for index, act in enumerate(acts) if act.kind == kind)
    return acts[:position], acts[position]


def codes(history, act):
    return {objection.code for objection in objections_to(history, act)}


def changed(act, **payload):
    return LegalAct(act.kind, act.occurred_at, act.by, {**act.payload, **payload}, act.recorded_at, act.uid)


def at(act, instant):
    return LegalAct(act.kind, instant, act.by, act.payload, None, act.uid)


@pytest.mark.parametrize(("kind", "amount", "refused"), [("natural_person", 200, False), ("natural_person", 201, True)])
def test_two_hundred_yuan_included_may_be_decided_on_the_spot_for_a_citizen(kind, amount, refused):
    history, act = before("demo-3", "spot_decided")
    found = codes(history, changed(act, decided={"kind": "fine", "amount_yuan": amount}))
    assert ("too_grave_for_the_spot" in found) is refused


def test_spot_limits_follow_the_party_and_the_day():
    citizen, business = CaseParty("p", "individual_business", "甲"), CaseParty("p", "legal_person", "乙")
    assert spot_limit_yuan(citizen, date(2021, 7, 15)) == 200
    assert spot_limit_yuan(business, date(2021, 7, 15)) == 3000
    assert spot_limit_yuan(citizen, date(2021, 7, 14)) == 50
    assert spot_limit_yuan(business, date(2021, 7, 14)) == 1000


def test_the_decision_waits_for_the_hearing_term_to_its_last_day():
    history, act = before("demo-4", "decided")
    last_day = datetime(2025, 12, 24, 23, 59, tzinfo=CIVIL)
    history = tuple(entry for entry in history if entry.kind != "legal_reviewed")
    review = next(entry for entry in acts_of("demo-4") if entry.kind == "legal_reviewed")
    early = (*history, at(review, datetime(2025, 12, 24, 9, tzinfo=CIVIL)))
    objection = next(o for o in objections_to(early, at(act, last_day)) if o.code == "hearing_request_window_open")
    assert objection.earliest_on == date(2025, 12, 25)
    assert codes(early, at(act, datetime(2025, 12, 25, 0, 1, tzinfo=CIVIL))) == set()


def test_a_statement_after_the_review_shuts_the_gate_again():
    history, act = before("demo-4", "decided")
    party = Actor("party", frozenset({"party"}))
    said = LegalAct(
        "statement_heard",
        datetime(2025, 12, 25, 11, tzinfo=CIVIL),
        (party,),
        {"statement": "车费是分摊", "recheck": "不采纳"},
    )
    assert "review_outdated" in codes((*history, said), act)


def test_an_unanswered_statement_is_named_before_the_decision():
    history, act = before("demo-7", "decided")
    history = tuple(changed(entry, recheck=None) if entry.kind == "statement_heard" else entry for entry in history)
    assert "statement_not_rechecked" in codes(history, act)


def test_a_crime_check_must_be_on_file_where_the_violation_borders_on_a_crime():
    history, act = before("demo-6", "decided")
    without = tuple(changed(entry, crime_check=None) for entry in history)
    assert "crime_check_missing" not in codes(history, act)
    assert "crime_check_missing" in codes(without, act)


def test_the_case_does_not_close_while_something_is_seized_or_unpaid():
    history, act = before("demo-6", "case_closed")
    seized = tuple(entry for entry in history if entry.kind != "measure_lifted")
    unpaid = tuple(entry for entry in history if entry.kind != "paid")
    assert codes(seized, act) == {"measure_not_lifted"}
    assert codes(unpaid, act) == {"not_carried_out"}


def test_a_measure_needs_a_law_and_not_a_rule():
    history, act = before("demo-6", "measure_approved")
    assert "measure_without_power" in codes(
        history, changed(act, granting_article="道路危险货物运输管理规定第五十五条")
    )
    assert codes(history, act) == set()


def test_an_act_out_of_order_names_what_comes_first():
    history, _ = before("demo-1", "report_submitted")
    act = next(entry for entry in acts_of("demo-1") if entry.kind == "decision_issued")
    objection = next(o for o in objections_to(history, act) if o.code == "act_out_of_order")
    assert "作出处罚决定" in objection.message
    assert objection.remedy


def test_the_same_act_twice_is_refused():
    acts = acts_of("demo-1")
    filed = next(entry for entry in acts if entry.kind == "case_filed")
    assert "act_too_late_in_order" in codes(acts[:3], at(filed, acts[3].occurred_at))


def test_a_penalty_is_not_heavier_when_it_only_leaves_something_out():
    notified = Penalty("warning+fine", 3000, 5.12)
    assert heavier_than(Penalty("fine", 3000), notified) == ()
    assert heavier_than(Penalty("warning+fine", 3000.01, 5.12), notified)
    assert heavier_than(Penalty("warning+fine", 3000, 5.13), notified)
    assert heavier_than(Penalty("warning+fine", 2000), Penalty("fine", 3000))


@pytest.mark.parametrize(("days", "additional"), [(0, 0), (1, 825), (2, 1650), (33, 27225), (34, 27500), (400, 27500)])
def test_the_additional_fine_grows_by_three_percent_a_day_up_to_the_fine(days, additional):
    unpaid = Situation.of(
        tuple(act for act in acts_of("demo-1") if act.kind not in {"paid", "case_closed", "archived"})
    )
    assert settle(unpaid, date(2025, 6, 26) + timedelta(days=days)).additional_fine_yuan == additional


def test_the_earliest_hearing_leaves_seven_working_days():
    assert earliest_hearing(date(2025, 8, 12)) == date(2025, 8, 21)


def test_a_correction_may_not_touch_what_was_decided():
    history = acts_of("demo-1")[:11]
    decided = next(act for act in history if act.kind == "decided")
    head = next(act for act in history if act.kind == "case_filed").by
    when = history[-1].occurred_at + timedelta(minutes=5)
    wrong = LegalAct(
        "act_corrected", when, head, {"act": decided.uid, "changes": {"decided": {"kind": "none"}}, "reason": "笔误"}
    )
    assert codes(history, wrong) == {"correction_of_substance"}
    clerical = LegalAct(
        "act_corrected", when, head, {"act": history[0].uid, "changes": {"place": "更正后的地点"}, "reason": "笔误"}
    )
    assert codes(history, clerical) == set()
    assert Situation.of((*history, clerical)).acts[0].payload["place"] == "更正后的地点"


def test_a_revoked_decision_can_be_made_anew_after_a_fresh_review():
    history = acts_of("demo-1")[:13]
    decided = next(act for act in history if act.kind == "decided")
    review = next(act for act in history if act.kind == "legal_reviewed")
    day = timedelta(days=1)
    revoked = LegalAct("decision_revoked", history[-1].occurred_at + day, decided.by, {"reason": "事实认定有误"})
    again = at(decided, history[-1].occurred_at + 3 * day)
    assert "review_missing" in codes((*history, revoked), again)
    fresh = at(review, history[-1].occurred_at + 2 * day)
    assert codes((*history, revoked, fresh), again) == set()


def test_an_unknown_kind_names_the_nearest():
    history, act = before("demo-1", "case_filed")
    with pytest.raises(UnknownKind, match="case_filed"):
        objections_to(history, LegalAct("case_file", act.occurred_at, act.by))


def test_a_payload_of_the_wrong_type_says_which_entry():
    history, act = before("demo-1", "paid")
    with pytest.raises(BadPayload, match="金额"):
        objections_to(history, changed(act, amount_yuan="27500"))


def test_an_act_before_the_procedure_was_in_force_is_not_judged_by_it():
    act = acts_of("demo-1")[0]
    with pytest.raises(NoProcedure):
        objections_to((), at(act, datetime(2019, 1, 1, 9, tzinfo=CIVIL)))


def test_several_parties_are_each_told_before_the_decision():
    history, act = before("demo-1", "decided")
    case = history[0].payload["case"]
    day = {"violation_on": case["violation_on"]}
    long_form = {
        "jurisdiction": case["jurisdiction"], "category": case["category"], "title": case["title"],
        "parties": [
            {"id": "p1", "kind": "individual_business", "name": "甲"},
            {"id": "p2", "kind": "natural_person", "name": "乙"},
        ],
        "matters": [
            {**day, "id": "m1", "party": "p1", "violation": case["violation"], "facts": case["facts"]},
            {**day, "id": "m2", "party": "p2", "violation": "overlimit-evade-check", "facts": {"evaded_check": True}},
        ],
    }  # fmt: skip
    both = [
        {"matter": "m1", "kind": "fine", "amount_yuan": 27500},
        {"matter": "m2", "kind": "fine", "amount_yuan": 2000},
    ]
    rewritten = tuple(
        changed(
            entry,
            **({"case": long_form} if index == 0 else {}),
            **({"proposed": both} if "proposed" in entry.payload else {}),
        )
        for index, entry in enumerate(history)
    )
    decision = changed(act, decided=both)
    assert codes(rewritten, decision) == set()
    one_told = tuple(changed(entry, parties=["p1"]) if entry.kind == "notice_served" else entry for entry in rewritten)
    assert "notice_not_served_to_party" in codes(one_told, decision)
    heavier = changed(act, decided=[both[0], {**both[1], "amount_yuan": 2500}])
    assert codes(rewritten, heavier) == {"heavier_than_notified"}


def opening(**entries):
    act = acts_of("demo-1")[0]
    return changed(act, case={**act.payload["case"], **entries})


def test_an_unknown_violation_is_refused_with_the_nearest_names():
    (objection,) = objections_to((), opening(violation="overlimit-masss"))
    assert objection.code == "unknown_violation"
    assert "overlimit-mass" in objection.message


def test_facts_of_a_case_must_be_in_the_vocabulary_and_of_their_type():
    facts = acts_of("demo-1")[0].payload["case"]["facts"]
    assert codes((), opening(facts={**facts, "axels": 5})) == {"unknown_fact"}
    assert codes((), opening(facts={**facts, "axle_count": "five"})) == {"bad_fact"}
    assert codes((), opening(jurisdiction="某不存在省")) == {"unknown_jurisdiction"}
    assert codes((), opening(violation_on="2025-06-04")) == {"violation_in_the_future"}
    history, act = before("demo-1", "investigated")
    assert codes(history, changed(act, facts={"axels": 5})) == {"unknown_fact"}


def test_a_violation_discovered_after_two_years_is_not_filed():
    acts = acts_of("demo-1")
    old = changed(acts[0], case={**acts[0].payload["case"], "violation_on": "2023-06-02"})
    assert "time_barred" in codes((old,), acts[1])
    in_time = changed(acts[0], case={**acts[0].payload["case"], "violation_on": "2023-06-03"})
    assert codes((in_time,), acts[1]) == set()
    lasting = changed(acts[0], case={**old.payload["case"], "ended_on": "2025-06-03"})
    assert codes((lasting,), acts[1]) == set()

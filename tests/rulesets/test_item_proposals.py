"""Cleaning up items: up the chain, amended, returned, withdrawn, published, restored."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from hengtu.agencies.administration import changes_of
from hengtu.agencies.models import Role
from hengtu.agencies.services.appoint import give_post
from hengtu.law.items import ItemForm, item_state
from hengtu.law.rulebook import records
from hengtu.rulesets.models import ItemProposal, ProposalState
from hengtu.rulesets.services.propose_item_change import (
    Wanted,
    answer_item_proposal,
    levels_above,
    propose_item_change,
    resubmit_item_proposal,
    withdraw_item_proposal,
)
from tests.cast import SINCE, appointed
from tests.rulesets.people import AT, TODAY, House, make_house, of, refusal

ITEM = "passenger-unlicensed"
DAY = date(2026, 4, 1)


@pytest.fixture
def house(db) -> House:
    return make_house()


def wanted(change: str = "SUSPEND", on: date = DAY, **more: str) -> Wanted:
    return Wanted(**{"item": ITEM, "change": change, "effective_from": on, "basis": "某省清理工作方案", **more})


def proposed(house: House, **more: str) -> ItemProposal:
    return propose_item_change(agency=house.line.bureau, wanted=wanted(**more), mandate=of(house.reviewer))


def answered(proposal: ItemProposal, by, answer: str = "AGREED", **more) -> ItemProposal:
    return answer_item_proposal(proposal=proposal, answer=answer, mandate=of(by), **more)


def test_the_chain_leads_from_the_county_to_the_province_and_the_top_answers_itself(house: House) -> None:
    assert levels_above(house.line.squad) == [house.line.city, house.line.province]
    assert levels_above(house.line.city) == [house.line.province]
    assert levels_above(house.line.province) == [house.line.province]


def test_each_level_agrees_and_the_last_one_publishes(
    house: House, packs: Path, django_capture_on_commit_callbacks
) -> None:
    proposal = proposed(house)
    assert (proposal.waits_for, proposal.division) == (house.line.city, house.line.province.division_code)
    proposal = answered(proposal, house.city)
    assert (proposal.state, proposal.waits_for) == (ProposalState.GOING_UP, house.line.province)
    with django_capture_on_commit_callbacks(execute=True):
        proposal = answered(proposal, house.province)
    assert (proposal.state, proposal.waits_for) == (ProposalState.PUBLISHED, None)
    assert [step.answer for step in proposal.steps.all()] == ["PROPOSED", "AGREED", "AGREED", "PUBLISHED"]
    rule = records("item_changes")[proposal.rule]
    assert (rule["decided_by"], rule["decided_on"]) == (house.line.province.name, "2026-03-02")
    assert item_state(ITEM, "河北", DAY - timedelta(days=1)).usable
    assert item_state(ITEM, "130100", DAY).form is ItemForm.SUSPENDED
    assert item_state(ITEM, "福建", DAY).usable
    assert changes_of(house.line.bureau)[0].what == "提出事项清理建议"
    assert [change.what for change in changes_of(house.line.province)] == ["发布规则", "答复事项清理建议"]


def test_a_suspended_item_is_restored_the_same_way(house: House, django_capture_on_commit_callbacks) -> None:
    for change, day in (("SUSPEND", DAY), ("RESTORE", date(2026, 6, 1))):
        proposal = answered(proposed(house, change=change, on=day), house.city)
        with django_capture_on_commit_callbacks(execute=True):
            answered(proposal, house.province)
    assert item_state(ITEM, "河北", date(2026, 5, 31)).back_on == date(2026, 6, 1)
    assert item_state(ITEM, "河北", date(2026, 6, 1)).usable


def test_a_level_may_amend_and_what_it_changed_stays_on_record(house: House) -> None:
    proposal = answered(proposed(house), house.city, "AMENDED", amended={"effective_from": date(2026, 5, 1)})
    assert proposal.effective_from == date(2026, 5, 1)
    assert proposal.steps.last().changes == [["自何日起", "2026年4月1日", "2026年5月1日"]]
    assert changes_of(house.line.city)[0].changes[0].after == "2026年5月1日"


def test_amending_nothing_is_refused(house: House) -> None:
    call = {"proposal": proposed(house), "answer": "AMENDED", "mandate": of(house.city), "amended": {}}
    assert refusal(answer_item_proposal, **call) == "nothing_amended"


def test_a_returned_proposal_is_mended_and_goes_up_from_the_first_level(house: House) -> None:
    proposal = answered(answered(proposed(house), house.city), house.province, "RETURNED")
    assert (proposal.state, proposal.waits_for) == (ProposalState.RETURNED, None)
    again = resubmit_item_proposal(proposal=proposal, wanted=wanted(on=date(2026, 4, 15)), mandate=of(house.reviewer))
    assert (again.state, again.waits_for) == (ProposalState.GOING_UP, house.line.city)
    assert answered(again, house.city).waits_for == house.line.province  # who answered before the return may again


def test_only_a_returned_one_is_sent_again(house: House) -> None:
    call = {"proposal": proposed(house), "wanted": wanted(), "mandate": of(house.reviewer)}
    assert refusal(resubmit_item_proposal, **call) == "not_returned"


def test_it_is_withdrawn_until_it_is_published(house: House, django_capture_on_commit_callbacks) -> None:
    gone = withdraw_item_proposal(proposal=proposed(house), mandate=of(house.reviewer))
    assert gone.state == ProposalState.WITHDRAWN
    proposal = answered(proposed(house), house.city)
    with django_capture_on_commit_callbacks(execute=True):
        proposal = answered(proposal, house.province)
    call = {"proposal": proposal, "mandate": of(house.reviewer)}
    assert refusal(withdraw_item_proposal, **call) == "settled"
    assert refusal(answer_item_proposal, answer="AGREED", **call) == "not_waiting"


def test_nobody_approves_what_he_proposed_nor_for_two_levels(house: House) -> None:
    both = appointed("both", house.line.province, Role.AGENCY_HEAD)
    own = propose_item_change(agency=house.line.province, wanted=wanted(), mandate=of(both))
    assert refusal(answer_item_proposal, proposal=own, answer="AGREED", mandate=of(both)) == "same_person"
    withdraw_item_proposal(proposal=own, mandate=of(both))
    give_post(account=house.city, agency=house.line.province, role=Role.DEPUTY_HEAD, effective_from=SINCE)
    proposal = answered(proposed(house), house.city)
    call = {"proposal": proposal, "answer": "AGREED", "mandate": of(house.city)}
    assert refusal(answer_item_proposal, **call) == "same_person"


@pytest.mark.parametrize("who", ["handler", "admin", "stranger", "city"])
def test_only_law_officers_of_the_agency_propose(house: House, who: str) -> None:
    call = {"agency": house.line.bureau, "wanted": wanted(), "mandate": of(getattr(house, who))}
    assert refusal(propose_item_change, **call) == "no_post"


@pytest.mark.parametrize("who", ["reviewer", "head", "province", "officer_of_law", "stranger"])
def test_only_heads_of_the_level_it_waits_for_answer(house: House, who: str) -> None:
    call = {"proposal": proposed(house), "answer": "AGREED", "mandate": of(getattr(house, who))}
    assert refusal(answer_item_proposal, **call) == "no_post"


def test_what_could_not_be_published_is_refused_at_once(house: House) -> None:
    def code(reason: str = "理由", **more) -> str:
        mandate = of(house.reviewer, reason)
        return refusal(propose_item_change, agency=house.line.bureau, wanted=wanted(**more), mandate=mandate)

    assert code(on=TODAY - timedelta(days=1)) == "day_passed"
    assert code(change="ADJUST") == "adjustment_missing"
    assert code(change="RESTORE") == "no_change"
    assert code(item="nothing-like-it") == "unknown_item"
    assert code(basis=" ") == "text_missing"
    assert code(reason=" ") == "reason_missing"
    proposed(house, on=TODAY)  # the day itself is in time
    assert code() == "already_open"


def test_a_day_that_passed_while_it_went_up_must_be_amended(house: House) -> None:
    proposal = answered(proposed(house), house.city)
    late = of(house.province, at=AT + timedelta(days=40))
    call = {"proposal": proposal, "answer": "AGREED", "mandate": late}
    assert refusal(answer_item_proposal, **call) == "day_passed"
    moved = answer_item_proposal(
        proposal=proposal, answer="AMENDED", mandate=late, amended={"effective_from": date(2026, 5, 1)}
    )
    assert moved.state == ProposalState.PUBLISHED

"""Prepared acts: the second officer, the unit head, the head; nobody agrees to his own; all of it or nothing."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections

from hengtu.agencies.models import Post, Role
from hengtu.agencies.services.appoint import delegate_post
from hengtu.cases.desk.desk import desk_for
from hengtu.cases.models import Answer, Awaited, Message, MessageKind, Proposal, ProposalState
from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.cases.selectors.approvals import answerable_by, approval_rows, queue_of
from hengtu.cases.services import answer_proposal
from hengtu.cases.services.agree_together import ROUTINE, agree_together
from hengtu.cases.services.answer_proposal import agree, intent_of, may_answer, send_back, withdraw
from hengtu.cases.services.propose import ProposalRefused, overtake
from hengtu.law.procedure import day_of
from hengtu.law.procedure.hands import hand_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.proposing import Prepared, account, officer

ACCOUNTS = ("officer-a", "officer-b", "unit-head", "reviewer", "head", "deputy-1", "archivist")


@pytest.fixture
def filing(player):
    return Prepared(player("demo-1"), "O03")


@pytest.fixture
def decision(player):
    return Prepared(player("demo-1"), "O12")


def kinds(case):
    return [act.kind for act in acts_of_stream(case.pk)]


def test_the_head_agrees_and_the_prepared_act_is_done_in_his_name_with_the_opinions_on_record(decision):
    proposal = decision.propose()
    act = agree(proposal.pk, account=account("head"), at=decision.at, opinion="同意")
    assert act is not None
    assert act.kind == "decided"
    assert [actor.name for actor in act.by] == [account("head").name]
    assert act.occurred_at == decision.at, "a head's act takes place when the head agrees"
    assert [entry["verdict"] for entry in act.notes["opinions"]] == ["提请", "同意"]
    proposal.refresh_from_db()
    assert (proposal.state, proposal.act_uid) == (ProposalState.DONE, act.uid)


def test_the_second_officer_confirms_and_the_act_carries_both(player):
    report = Prepared(player("demo-1"), "O06")
    proposal = report.propose(second=officer("officer-b"), roles=())
    assert proposal.awaited == Awaited.SECOND_OFFICER
    assert not may_answer(proposal, account("head"), report.at)
    act = agree(proposal.pk, account=account("officer-b"), at=report.at)
    assert {actor.name for actor in act.by} == {account("officer-a").name, account("officer-b").name}
    assert act.occurred_at == report.at - timedelta(minutes=30), "the act took place when the officers did it"


def test_a_second_officer_can_be_followed_by_a_head(player):
    report = Prepared(player("demo-1"), "O06")
    proposal = report.propose(second=officer("officer-b"), roles=("AGENCY_HEAD",), late_reason="人手不足")
    assert agree(proposal.pk, account=account("officer-b"), at=report.at) is None
    proposal.refresh_from_db()
    assert (proposal.awaited, proposal.role_due) == (Awaited.APPROVER, "AGENCY_HEAD")
    act = agree(proposal.pk, account=account("head"), at=report.at)
    assert {actor.name for actor in act.by} == {account("officer-a").name, account("officer-b").name}


def test_a_head_returns_it_nothing_is_written_and_the_proposer_is_told_why(decision):
    before = kinds(decision.case)
    proposal = decision.propose()
    send_back(proposal.pk, account=account("head"), at=decision.at, opinion="理由没有写清")
    assert kinds(decision.case) == before
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.RETURNED
    told = Message.objects.get(to=account("officer-a"), kind=MessageKind.RETURNED)
    assert "理由没有写清" in told.text


@pytest.mark.parametrize("opinion", ["", "   "])
def test_nothing_is_returned_without_a_reason(decision, opinion):
    proposal = decision.propose()
    with pytest.raises(ProposalRefused) as refused:
        send_back(proposal.pk, account=account("head"), at=decision.at, opinion=opinion)
    assert refused.value.code == "reason_missing"
    assert not Answer.objects.exists()


def test_the_unit_head_agrees_first_then_the_head(decision):
    proposal = decision.propose(roles=("HANDLING_UNIT_HEAD", "AGENCY_HEAD"))
    assert not may_answer(proposal, account("head"), decision.at)
    assert agree(proposal.pk, account=account("unit-head"), at=decision.at, opinion="属实") is None
    assert "decided" not in kinds(decision.case)
    assert Message.objects.filter(to=account("head"), kind=MessageKind.PROPOSAL).exists()
    act = agree(proposal.pk, account=account("head"), at=decision.at)
    said = [(entry["role"], entry["verdict"]) for entry in act.notes["opinions"]]
    assert said == [("", "提请"), (Role.HANDLING_UNIT_HEAD.label, "同意"), (Role.AGENCY_HEAD.label, "同意")]


def test_nobody_agrees_to_what_oneself_prepared(decision):
    proposal = decision.propose(by="head")
    with pytest.raises(ProposalRefused) as refused:
        agree(proposal.pk, account=account("head"), at=decision.at)
    assert refused.value.code == "not_your_turn"
    assert queue_of(account("head"), day_of(decision.at)) == []


@pytest.mark.parametrize("username", ["officer-b", "reviewer", "deputy-1", "unit-head", "archivist"])
def test_nobody_else_agrees_in_the_place_of_the_head(decision, username):
    proposal = decision.propose()
    with pytest.raises(ProposalRefused):
        agree(proposal.pk, account=account(username), at=decision.at)
    assert "decided" not in kinds(decision.case)


def test_only_who_prepared_it_takes_it_back(decision):
    proposal = decision.propose()
    with pytest.raises(ProposalRefused):
        withdraw(proposal.pk, account=account("officer-b"), at=decision.at)
    assert withdraw(proposal.pk, account=account("officer-a"), at=decision.at).state == ProposalState.WITHDRAWN
    with pytest.raises(ProposalRefused) as refused:
        agree(proposal.pk, account=account("head"), at=decision.at)
    assert refused.value.code == "proposal_closed"


def test_what_the_law_refuses_leaves_nothing_behind(decision):
    heavier = decision.answers(decided={"kind": "fine", "amount_yuan": 29000})
    proposal = decision.propose(answers=heavier)
    with pytest.raises(ActRefused) as refused:
        agree(proposal.pk, account=account("head"), at=decision.at, opinion="同意")
    assert "heavier_than_notified" in {objection.code for objection in refused.value.objections}
    assert not Answer.objects.exists()
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN
    assert "decided" not in kinds(decision.case)


def test_a_late_act_needs_a_reason_and_the_head_who_agrees_answers_for_it(decision):
    late = decision.at + timedelta(days=120)
    proposal = decision.propose()
    with pytest.raises(LateReasonMissing):
        agree(proposal.pk, account=account("head"), at=late)
    withdraw(proposal.pk, account=account("officer-a"), at=late)
    explained = decision.propose(uid=uuid4(), late_reason="检测机构迟延")
    act = agree(explained.pk, account=account("head"), at=late)
    assert act.notes["late"]["approved_by"] == account("head").name


def test_a_double_click_sends_once(decision):
    uid = uuid4()
    assert decision.propose(uid=uid).pk == decision.propose(uid=uid).pk
    assert Proposal.objects.count() == 1
    assert Message.objects.filter(to=account("head")).count() == 1


def test_nothing_is_sent_where_nobody_holds_the_post(decision):
    Post.objects.filter(role=Role.CHIEF_HEAD).update(effective_to=decision.at.date())
    with pytest.raises(ProposalRefused) as refused:
        decision.propose(roles=("CHIEF_HEAD",))
    assert refused.value.code == "nobody_to_ask"
    assert not Proposal.objects.exists()


def test_a_deputy_answers_on_the_days_and_for_the_acts_delegated_and_on_no_others(filing):
    head_post = Post.objects.get(account=account("head"), role=Role.AGENCY_HEAD)
    deputy, day = account("deputy-1"), day_of(filing.at)
    delegate_post(
        post=head_post,
        to=deputy,
        act_kinds=["case_filed"],
        effective_from=day,
        effective_to=day + timedelta(days=3),
        reason="出差",
        at=filing.at - timedelta(days=1),
    )
    proposal = filing.propose()
    for days, expected in ((-1, False), (0, True), (2, True), (3, False)):
        at = filing.at + timedelta(days=days)
        assert may_answer(proposal, deputy, at) is expected, days
        assert (proposal.pk in queue_of(deputy, day_of(at))) is expected, days
    act = agree(proposal.pk, account=deputy, at=filing.at)
    assert act.kind == "case_filed"


def test_the_queue_says_the_same_as_the_rule_for_everybody(player, filing):
    first = filing.propose(roles=("HANDLING_UNIT_HEAD", "AGENCY_HEAD"))
    other = Prepared(player("demo-4"), "O07")
    proposals = [first, other.propose(by="head"), Prepared(player("demo-7"), "O12").propose()]
    Prepared(player("demo-8"), "O06").propose(second=officer("officer-b"), roles=())
    for username in ACCOUNTS:
        for at in (filing.at, other.at):
            asked = {each.pk for each in proposals if may_answer(each, account(username), at)}
            assert set(answerable_by(account(username), day_of(at)).values_list("pk", flat=True)) == asked, username


def test_the_queue_is_in_the_order_of_the_law_and_says_what_may_be_taken_together(player):
    at = None
    for case_id, step in (("demo-1", "O12"), ("demo-7", "O07"), ("demo-4", "O03")):
        prepared = Prepared(player(case_id), step)
        prepared.propose()
        at = max(at or prepared.at, prepared.at)
    rows = approval_rows(account("head"), at)
    assert [row.uid for row in rows] == queue_of(account("head"), day_of(at))
    dues = [row.due.due_on for row in rows]
    assert dues == sorted(dues)
    assert {row.kind for row in rows if row.why_together} == {"case_filed"}


def test_two_heads_at_once_and_only_one_does_it(database, file, monkeypatch):
    stage = stage_for(file)
    decision = Prepared(Player(file.script("demo-1"), stage), "O12")
    proposal = decision.propose()
    heads = [account("head"), account("deputy-1")]
    monkeypatch.setattr(answer_proposal, "may_answer", lambda proposal, account, at: proposal.state == "OPEN")
    start = threading.Barrier(2, timeout=20)

    def answer(who):
        start.wait()
        try:
            return agree(proposal.pk, account=who, at=decision.at)
        except (ProposalRefused, ActRefused) as refused:
            return refused
        finally:
            connections.close_all()

    monkeypatch.setattr(
        answer_proposal,
        "intent_of",
        lambda proposal, desk: intent_of(proposal, desk_for(heads[0], desk.case, at=desk.at)),
    )
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(answer, heads))
    assert sum(isinstance(each, ProposalRefused) for each in outcomes) == 1, outcomes
    assert kinds(decision.case).count("decided") == 1
    assert Answer.objects.count() == 1


def test_routine_acts_are_taken_together_and_what_one_is_refused_for_stops_no_other(player):
    unpaid = Prepared(player("demo-8"), "E01")  # sealed and served, nothing paid yet
    closing = unpaid.propose(kind="case_closed", answers={"correction": "已改正"})
    filing = Prepared(player("demo-1"), "O03")
    opening = filing.propose()
    refused, done = agree_together([closing.pk, opening.pk, closing.pk], account=account("head"), at=unpaid.at)
    assert [objection.code for objection in refused.objections] == ["not_carried_out"]
    assert done.is_agreed
    assert done.act is not None
    assert "case_filed" in kinds(filing.case)
    assert "case_closed" not in kinds(unpaid.case)
    closing.refresh_from_db()
    assert closing.state == ProposalState.OPEN


def test_a_decision_is_never_taken_together(player, decision):
    proposal = decision.propose()
    (line,) = agree_together([proposal.pk], account=account("head"), at=decision.at)
    assert not line.is_agreed
    assert "一件一件" in line.refusal
    assert "decided" not in kinds(decision.case)
    assert not ROUTINE.keys() & {"decided", "not_punished", "not_established", "report_approved", "not_filed"}
    assert all(hand_of(kind).role == "agency_head" for kind in ROUTINE)


def test_what_is_late_is_not_taken_together(filing):
    proposal = filing.propose(late_reason="节假日")
    (line,) = agree_together([proposal.pk], account=account("head"), at=filing.at)
    assert not line.is_agreed
    assert "逾期" in line.refusal


def test_sent_twice_together_it_stands_as_it_is(filing):
    proposal = filing.propose()
    for _ in range(2):
        (line,) = agree_together([proposal.pk], account=account("head"), at=filing.at)
        assert line.is_agreed
    assert kinds(filing.case).count("case_filed") == 1


def test_an_act_that_is_done_overtakes_its_other_proposals(filing):
    first, second = filing.propose(), filing.propose(by="officer-b")
    agree(first.pk, account=account("head"), at=filing.at)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.state, second.state) == (ProposalState.DONE, ProposalState.OVERTAKEN)


def test_what_officers_may_do_again_overtakes_nothing(player):
    report = Prepared(player("demo-1"), "O06")
    waiting = report.propose(second=officer("officer-b"), roles=())
    assert overtake(report.case.pk, "report_submitted", at=report.at) == 0
    waiting.refresh_from_db()
    assert waiting.state == ProposalState.OPEN

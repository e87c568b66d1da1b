"""Whether someone may act is asked for the day of the act: certificates, delegations, acting heads, approval routes."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from hengtu.agencies.models import Post, Role
from hengtu.agencies.services.appoint import delegate_post, end_post, give_post
from hengtu.agencies.services.publish_route import publish_route
from hengtu.cases import participants
from hengtu.cases.models import EnforcementCase
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.decide_penalty import decide_penalty
from hengtu.cases.services.erase_content import erase_content
from hengtu.cases.services.file_case import file_case
from hengtu.cases.services.investigate import investigate
from hengtu.cases.services.issue_decision import issue_decision
from hengtu.ledger.models import Act, Stream
from hengtu.ledger.projections import rebuild
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.selectors.soundness import stream_is_whole
from hengtu.ledger.services.erase_payload import erase_payload
from hengtu.ledger.verification.database import verify_database
from hengtu.lib.id_numbers import BadIdNumber
from hengtu.officers.services.staff_bureau import CertificatePlan, MemberPlan, staff_bureau
from hengtu.subjects.models import Party
from tests.cases.test_services import play_until

pytestmark = pytest.mark.django_db

SINCE = date(2020, 1, 1)
NOON = datetime(2025, 6, 1, 12, tzinfo=timezone(timedelta(hours=8)))
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def blob_folder(settings, tmp_path):
    settings.BLOB_ROOT = tmp_path / "blobs"


def refusal_codes(do):
    with pytest.raises(ActRefused) as refusal:
        do()
    return {objection.code for objection in refusal.value.objections}


def decide(running, act, who, at=None):
    return decide_penalty(
        case_id=running.case_id, by=(who,), at=at or act.occurred_at, decided=act.payload["decided"], reason_zh="理由"
    )


def with_second_officer(running, *, categories=("all",), valid_to=date(2027, 12, 31)):
    """The same case, its second officer replaced by one with this certificate."""
    plan = MemberPlan(
        "officer-n", "新执法", (Role.OFFICER,), CertificatePlan("n-1", categories, date(2022, 1, 1), valid_to)
    )
    unit = running.stage.agency
    staffed = staff_bureau(bureau=unit.legal_subject, unit=unit, members=[plan], since=SINCE, at=NOON)
    person = participants.officer(staffed["officer-n"].officer)
    people = {**running.stage.people, "officer-b": person}
    return replace(running, stage=replace(running.stage, people=people))


# --- certificates -------------------------------------------------------------


def test_a_certificate_counts_on_its_last_day_and_not_on_the_day_after(player):
    first = player("demo-1").script.acts[0]
    assert first.occurred_at.date() == date(2025, 6, 3)
    lapsed = with_second_officer(player("demo-1"), valid_to=date(2025, 6, 2))
    assert refusal_codes(lapsed.play) == {"two_officers_required"}
    assert not Act.objects.exists()


def test_a_certificate_that_lapses_on_the_way_stops_the_case_there(player):
    running = with_second_officer(player("demo-1"), valid_to=date(2025, 6, 3))
    act = play_until(running, "report_submitted")
    assert act.occurred_at.date() > date(2025, 6, 3)
    assert refusal_codes(lambda: running.do(act)) == {"two_officers_required"}


def test_a_certificate_of_another_field_does_not_make_two(player):
    running = with_second_officer(player("demo-1"), categories=("road_transport", "port"))
    assert running.script.case["category"] == "highway_admin"
    assert refusal_codes(running.play) == {"two_officers_required"}


def test_a_certificate_of_the_field_of_the_case_is_enough(player):
    running = with_second_officer(player("demo-1"), categories=("highway_admin",))
    running.play()
    assert acts_of_stream(running.case_id)[-1].kind == "archived"


# --- heads: delegation, acting, routes ----------------------------------------


@pytest.fixture
def deputy(stage):
    return stage.people["deputy-1"]


@pytest.fixture
def before_the_decision(player):
    running = player("demo-1")
    return running, play_until(running, "decided")


def delegated(stage, deputy, day):
    post = Post.objects.get(account=stage.people["head"].account, role=Role.AGENCY_HEAD)
    return delegate_post(
        post=post,
        to=deputy.account,
        act_kinds=["decided"],
        effective_from=day,
        effective_to=day + DAY,
        reason="外出学习",
        at=NOON,
    )


def test_a_deputy_decides_on_the_delegated_day_and_not_the_day_after(before_the_decision, stage, deputy):
    running, act = before_the_decision
    day = act.occurred_at.date()
    assert refusal_codes(lambda: decide(running, act, deputy)) == {"agency_head_required"}
    delegated(stage, deputy, day)
    assert refusal_codes(lambda: decide(running, act, deputy, act.occurred_at + DAY)) == {"agency_head_required"}
    stored = decide(running, act, deputy)
    assert {"agency_head", "deputy_head"} <= set(stored.by[0].roles)


def test_a_delegation_to_decide_is_none_to_issue(before_the_decision, stage, deputy):
    running, act = before_the_decision
    delegated(stage, deputy, act.occurred_at.date())
    decide(running, act, deputy)
    later = act.occurred_at + timedelta(minutes=10)
    assert refusal_codes(lambda: issue_decision(case_id=running.case_id, by=(deputy,), at=later)) == {
        "agency_head_required"
    }


def test_a_delegation_falls_with_the_post_it_rests_on(before_the_decision, stage, deputy):
    running, act = before_the_decision
    delegation = delegated(stage, deputy, act.occurred_at.date())
    end_post(post=delegation.from_post, effective_to=act.occurred_at.date())
    assert refusal_codes(lambda: decide(running, act, deputy)) == {"agency_head_required"}


def test_an_acting_head_decides_in_full_while_acting(before_the_decision, stage, deputy):
    running, act = before_the_decision
    day = act.occurred_at.date()
    give_post(
        account=deputy.account,
        agency=stage.agency.legal_subject,
        role=Role.AGENCY_HEAD,
        effective_from=day,
        effective_to=day + DAY,
        acting=True,
    )
    assert refusal_codes(lambda: decide(running, act, deputy, act.occurred_at + DAY)) == {"agency_head_required"}
    assert "agency_head" in decide(running, act, deputy).by[0].roles


@pytest.mark.parametrize(("from_amount", "refused"), [("27500", True), ("27500.01", False)])
def test_from_an_amount_on_the_route_of_the_agency_asks_for_the_chief(
    before_the_decision, stage, deputy, from_amount, refused
):
    running, act = before_the_decision
    assert act.payload["decided"]["amount_yuan"] == 27500
    bureau = stage.agency.legal_subject
    give_post(account=deputy.account, agency=bureau, role=Role.AGENCY_HEAD, effective_from=SINCE)
    publish_route(
        act_kind="decided",
        roles=("chief_head",),
        effective_from=date(2025, 1, 1),
        source="示范局审批权限规定",
        agency=bureau,
        min_amount_yuan=Decimal(from_amount),
    )
    if refused:
        assert refusal_codes(lambda: decide(running, act, deputy)) == {"approval_route"}
        assert acts_of_stream(running.case_id)[-1].kind == "legal_reviewed"
        decide(running, act, stage.people["head"])  # who is chief as well
    else:
        decide(running, act, deputy)
    assert acts_of_stream(running.case_id)[-1].kind == "decided"


def test_a_head_who_investigated_does_not_decide_under_another_post(player, stage):
    running = player("demo-1")
    act = play_until(running, "decided")
    account = stage.people["officer-a"].account
    give_post(account=account, agency=stage.agency.legal_subject, role=Role.AGENCY_HEAD, effective_from=SINCE)
    assert refusal_codes(lambda: decide(running, act, participants.official(account))) == {"approver_is_investigator"}


# --- recorded afterwards ------------------------------------------------------


def test_an_act_recorded_afterwards_is_judged_by_the_people_of_its_day(player):
    running = with_second_officer(player("demo-1"), valid_to=date(2025, 6, 3))
    act = play_until(running, "investigated")
    officers = tuple(running.stage.people[name] for name in act.by)
    recorded = act.occurred_at + 30 * DAY

    def record(at):
        return investigate(
            case_id=running.case_id,
            by=officers,
            at=at,
            records=("scene_record",),
            recorded_at=recorded,
            origin="BACKFILLED",
        )

    assert refusal_codes(lambda: record(recorded)) == {"two_officers_required"}
    stored = record(act.occurred_at)
    assert (stored.occurred_at, stored.recorded_at, stored.origin) == (act.occurred_at, recorded, "BACKFILLED")


def test_a_filing_recorded_after_the_head_left_stands(player, stage):
    running = player("demo-1")
    act = play_until(running, "case_filed")
    head = stage.people["head"]
    for post in Post.objects.filter(account=head.account):
        end_post(post=post, effective_to=act.occurred_at.date() + DAY)
    late = {"case_id": running.case_id, "by": (head,), "recorded_at": act.occurred_at + 9 * DAY, "origin": "BACKFILLED"}
    assert refusal_codes(lambda: file_case(at=act.occurred_at + DAY, **late)) == {"agency_head_required"}
    assert file_case(at=act.occurred_at, **late).kind == "case_filed"


def test_what_happens_once_is_not_done_twice_by_dating_it_back(before_the_decision, stage):
    running, act = before_the_decision
    decide(running, act, stage.people["head"])
    earlier = act.occurred_at - timedelta(minutes=30)
    assert refusal_codes(lambda: decide(running, act, stage.people["head"], earlier)) == {"act_too_late_in_order"}


# --- wrong numbers, erased contents -------------------------------------------


def test_a_wrong_identity_number_opens_no_case(player):
    running = player("demo-2")
    party = {**running.script.case["party"], "id_number": "139901198609231176"}
    wrong = replace(running, script=replace(running.script, case={**running.script.case, "party": party}))
    with pytest.raises(BadIdNumber) as refusal:
        wrong.play()
    assert refusal.value.code == "id_check_digit"
    assert not Party.objects.exists()
    assert not Stream.objects.filter(kind="case").exists()
    assert not Act.objects.exists()


def test_an_erased_statement_leaves_a_tombstone_and_the_chain_of_the_case_whole(player):
    running = player("demo-7")
    running.play()
    acts = acts_of_stream(running.case_id)
    said = next(act for act in acts if act.kind == "statement_heard")
    erase_payload(
        said.uid,
        reason="当事人申请删除",
        basis="PIPL:47",
        by=(acts[1].by[0],),
        in_name_of=running.stage.agency.legal_subject.code,
        at=acts[-1].occurred_at + DAY,
    )
    left = acts_of_stream(running.case_id)
    erased = next(act for act in left if act.uid == said.uid)
    assert erased.is_erased
    assert erased.payload is None
    assert Act.objects.get(uid=said.uid).tombstone
    assert [act.hash for act in left] == [act.hash for act in acts]
    assert verify_database(processes=1).broken == []


@pytest.mark.parametrize("position", [0, 8])
def test_the_rows_follow_an_erasure_and_a_rebuild_agrees(player, stage, position):
    running = player("demo-1")
    case_id = running.play()
    act = acts_of_stream(case_id)[position]
    when = acts_of_stream(case_id)[-1].occurred_at + timedelta(days=1)
    erase_content(
        case_id=case_id, act=act.uid, by=(stage.people["head"],), at=when, reason="当事人依法请求删除", basis="APL:50"
    )
    case = EnforcementCase.objects.get(pk=case_id)
    assert (case.title == "（内容已依法删除）") is (position == 0)
    assert {each.name: each.differed for each in rebuild()}["cases"] == 0
    assert stream_is_whole(case_id)

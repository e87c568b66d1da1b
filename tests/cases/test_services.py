"""The services do what the law allows, refuse what it does not, and leave nothing half-done."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from hengtu.agencies.services.appoint import give_post
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases import participants
from hengtu.cases.history import legal_history
from hengtu.cases.models import Alarm, CaseDeadline, EnforcementCase
from hengtu.cases.refusals import ActRefused, CaseNotFound, LateReasonMissing
from hengtu.cases.selectors.facts import party_lines
from hengtu.cases.services.close_case import close_case
from hengtu.cases.services.correct_act import correct_act
from hengtu.cases.services.do_act import Late
from hengtu.cases.services.file_case import file_case
from hengtu.cases.services.review_legally import review_legally
from hengtu.cases.services.revoke_decision import revoke_decision
from hengtu.documents.models import Document, DrawnNumber
from hengtu.law.procedure import Situation
from hengtu.ledger.projections import rebuild
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.officers.services.staff_bureau import staff_bureau
from tests.cast import PLAN
from tests.fixtures import CHANGES, EXPECTED

pytestmark = pytest.mark.django_db


def play_until(player, kind):
    """Play the acts before the first act of this kind; return the act that would be next."""
    for act in player.script.acts:
        if act.kind == kind:
            return act
        player.do(act)
    raise AssertionError(f"the script has no {kind}")


@pytest.mark.parametrize("case_id", EXPECTED)
def test_a_whole_case_runs_from_lead_to_archive(player, case_id):
    case = EnforcementCase.objects.get(pk=player(case_id).play())
    assert case.state == ("ARCHIVED" if case_id not in {"demo-2", "demo-3"} else "CLOSED")
    assert case.number
    expected = EXPECTED[case_id].get("deadlines", {})
    due = {row.term: row.due_on.isoformat() for row in CaseDeadline.objects.filter(case=case) if row.due_on}
    assert {term: due[term] for term in expected} == expected


@pytest.mark.parametrize("change", CHANGES, ids=[change["id"] for change in CHANGES])
def test_an_unlawful_change_is_refused_and_leaves_nothing(player, change):
    unlawful = player(change["case"], change["id"])
    with pytest.raises(ActRefused) as refusal:
        unlawful.play()
    fitting = [each for each in refusal.value.objections if each.severity == change["expect"]["severity"]]
    assert set(change["expect"]["basis"]) <= {article for each in fitting for article in each.basis}
    done = 0 if unlawful.case_id is None else len(acts_of_stream(unlawful.case_id))
    steps = [act.step for act in unlawful.script.acts]
    assert done == steps.index(change["expect"]["step"])
    assert Document.objects.filter(act_uid=None).count() == 0


def test_a_late_decision_needs_a_reason_and_an_approver_and_leaves_an_alarm(player, stage):
    late = player("demo-6", "no-12")
    act = play_until(late, "decided")
    with pytest.raises(LateReasonMissing) as refusal:
        late.do(act)
    assert [each.severity for each in refusal.value.objections] == ["late"]
    with pytest.raises(LateReasonMissing) as refusal:
        late.do(act, late=Late("鉴定意见迟延", stage.people["officer-a"]))
    assert "late_approver" in {each.code for each in refusal.value.objections}
    late.do(act, late=Late("鉴定意见迟延", stage.people["head"]))
    alarm = Alarm.objects.get(case_id=late.case_id)
    assert (alarm.code, alarm.reason) == ("decision_late", "鉴定意见迟延")
    assert EnforcementCase.objects.get(pk=late.case_id).has_alarm


def test_a_refused_act_draws_no_number(player, stage):
    lead = player("demo-1")
    act = play_until(lead, "case_filed")
    with pytest.raises(ActRefused):
        file_case(case_id=lead.case_id, by=(stage.people["officer-a"],), at=act.occurred_at)
    assert not DrawnNumber.objects.exists()
    lead.do(act)
    assert DrawnNumber.objects.filter(form="case").count() == 1


def test_the_same_key_twice_is_one_act(player, stage):
    lead = player("demo-1")
    act = play_until(lead, "case_filed")
    once = file_case(case_id=lead.case_id, by=(stage.people["head"],), at=act.occurred_at, key="filing-1")
    again = file_case(case_id=lead.case_id, by=(stage.people["head"],), at=act.occurred_at, key="filing-1")
    assert again.uid == once.uid
    assert len(acts_of_stream(lead.case_id)) == 2
    assert DrawnNumber.objects.filter(form="case").count() == 1


def test_an_auxiliary_and_a_suspended_officer_never_make_two(player, stage):
    for name in ("auxiliary", "officer-x"):
        unlawful = player("demo-1")
        first = unlawful.script.acts[0]
        with pytest.raises(ActRefused) as refusal:
            unlawful.do(replace(first, by=("officer-a", name)))
        assert "two_officers_required" in {each.code for each in refusal.value.objections}


def test_rebuilding_gives_exactly_the_same_rows(player):
    for case_id in EXPECTED:
        player(case_id).play()
    late = player("demo-6", "no-12")
    act = play_until(late, "decided")
    late.do(act, late=Late("鉴定意见迟延", late.stage.people["head"]))
    (found,) = [each for each in rebuild() if each.name == "cases"]
    assert found.streams == len(EXPECTED) + 1
    assert found.differed == 0
    EnforcementCase.objects.filter(party_name__contains="张").update(title="被改过")
    (mended,) = [each for each in rebuild() if each.name == "cases"]
    assert mended.differed == 1
    assert not EnforcementCase.objects.filter(title="被改过").exists()


def test_a_correction_keeps_the_original_and_changes_what_counts(player, stage):
    running = player("demo-1")
    act = play_until(running, "report_submitted")
    first = acts_of_stream(running.case_id)[0]
    correct_act(
        case_id=running.case_id,
        by=(stage.people["head"],),
        at=act.occurred_at,
        act=str(first.uid),
        changes={"place": "更正后的地点"},
        reason="地点笔误",
    )
    acts = acts_of_stream(running.case_id)
    assert acts[0].payload["place"] != "更正后的地点"
    assert Situation.of(legal_history(acts)).acts[0].payload["place"] == "更正后的地点"


def test_a_decision_is_revoked_and_made_anew(player, stage):
    running = player("demo-1")
    act = play_until(running, "paid")
    revoke_decision(case_id=running.case_id, by=(stage.people["head"],), at=act.occurred_at, reason="地点认定有误")
    days = timedelta(days=1)
    script = {entry.kind: entry for entry in running.script.acts}
    for step, kind in enumerate(("legal_reviewed", "decided", "decision_issued", "decision_served"), start=1):
        running.do(replace(script[kind], occurred_at=act.occurred_at + step * days))
    assert [entry.kind for entry in acts_of_stream(running.case_id)].count("decided") == 2
    decisions = Document.objects.filter(stream=running.case_id, form="f15_penalty_decision")
    assert len({document.number for document in decisions}) == 2


def test_closing_says_everything_that_is_missing_at_once(player, stage):
    running = player("demo-1")
    script = replace(running.script, acts=tuple(a for a in running.script.acts if a.kind != "correction_ordered"))
    running = replace(running, script=script)
    act = play_until(running, "paid")
    with pytest.raises(ActRefused) as refusal:
        close_case(case_id=running.case_id, by=(stage.people["head"],), at=act.occurred_at)
    assert {each.code for each in refusal.value.objections} == {"correction_not_stated", "not_carried_out"}


def test_an_act_on_an_unknown_case_says_so(stage):
    with pytest.raises(CaseNotFound, match="没有编号"):
        file_case(case_id=uuid4(), by=(stage.people["head"],), at=stage_time())


def stage_time():
    return datetime(2025, 6, 3, 9, tzinfo=timezone(timedelta(hours=8)))


def test_an_investigator_cannot_review_under_another_post(player, stage):
    account = stage.people["officer-a"].account
    account.legally_qualified_from = stage_time().date()
    account.save()
    give_post(
        account=account, agency=stage.agency.legal_subject, role="LEGAL_REVIEWER", effective_from=date(2025, 6, 4)
    )
    running = player("demo-1")
    act = play_until(running, "legal_reviewed")
    with pytest.raises(ActRefused) as refusal:
        review_legally(
            case_id=running.case_id, by=(participants.official(account),), at=act.occurred_at, opinion="pass"
        )
    assert {each.code for each in refusal.value.objections} == {"reviewer_is_investigator"}


def test_an_officer_of_another_bureau_does_not_make_two(player, stage):
    elsewhere = plant_line(province_code="35", since=date(2020, 1, 1), word="外省", short="外")
    plan = next(member for member in PLAN if member.key == "officer-b")
    staffed = staff_bureau(
        bureau=elsewhere.bureau,
        unit=elsewhere.squad,
        members=[plan],
        since=date(2020, 1, 1),
        at=stage_time(),
        prefix="x-",
    )
    unlawful = player("demo-1")
    strange = participants.officer(staffed["officer-b"].officer)
    unlawful = replace(unlawful, stage=replace(stage, people={**stage.people, "officer-b": strange}))
    with pytest.raises(ActRefused) as refusal:
        unlawful.do(unlawful.script.acts[0])
    assert {each.code for each in refusal.value.objections} == {"two_officers_required"}


def test_a_case_page_stands_though_the_field_key_is_missing(player, settings):
    running = player("demo-1")
    running.play()
    case = EnforcementCase.objects.get(pk=running.case_id)
    assert any(label == "证件号码" for label, _ in party_lines(case))
    settings.FIELD_KEY = "ff" * 32
    assert ("当事人", case.party_name) in party_lines(case)
    assert any(label == "个人信息" for label, _ in party_lines(case))

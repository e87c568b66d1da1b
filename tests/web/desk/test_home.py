"""The worklist as a page: whose it is, what stands first, and that nobody sees another's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.appoint import give_post
from hengtu.cases.models import (
    Answer,
    Awaited,
    CaseTask,
    EnforcementCase,
    Message,
    Proposal,
    ProposalState,
    TaskHand,
    Verdict,
)
from hengtu.cases.selectors.worklist import worklist
from hengtu.web.standing import posts_of
from tests.cases.conftest import file, player, stage
from tests.cases.test_worklist_tasks import play_until
from tests.cast import SINCE, appointed
from tests.web.test_case_pages import text_of

__all__ = ["file", "player", "stage"]
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def account(username):
    return Account.objects.get(username=username)


def signed_in(who) -> Client:
    client = Client()
    client.force_login(account(who) if isinstance(who, str) else who)
    return client


def home(who) -> str:
    return text_of(signed_in(who).get("/"))


def sent(case, by, **more):
    proposal = Proposal(
        stream_id=case.pk, seen_seq=case.seq, proposed_by=by, proposed_at=AT, title=f"某事：{case.title}", **more
    )
    proposal.place_in(case.agency)
    proposal.save(force_insert=True)
    return proposal


def test_a_handler_finds_his_own_work_and_what_he_has_the_head_decide(player):
    play_until(player, "legal_reviewed")
    assert "提请作出处罚决定" in home("officer-a")
    assert "提请" not in home("officer-c")
    assert "现在没有要办的事" in home("officer-c")


def test_each_line_leads_to_the_form_of_its_act(player):
    case = EnforcementCase.objects.get(pk=play_until(player, "report_approved").case_id)
    body = signed_in("officer-a").get("/").content.decode()
    assert f'href="/cases/{case.pk}/do/notice_served/"' in body


@pytest.mark.parametrize(
    ("until", "who", "line"),
    [
        ("statement_heard", "reviewer", "法制审核"),
        ("report_submitted", "head", "审批调查报告"),
        ("case_closed", "archivist", "立卷归档"),
        ("report_approved", "unit-head", "送达违法行为通知书"),
    ],
)
def test_each_post_finds_what_waits_for_it(player, until, who, line):
    play_until(player, until)
    assert line in home(who)


def test_a_line_that_must_wait_says_from_when(player):
    play_until(player, "notice_served")
    assert "起可以办" not in home("reviewer")  # the term of 2025 is long over
    CaseTask.objects.update(ready_on=timezone.localdate() + timedelta(days=2))
    assert "起可以办" in home("reviewer")


def test_a_stranger_and_somebody_without_a_post_find_nothing(player):
    played = play_until(player, "report_approved")
    outsider = Account.objects.create_account("outsider", "外人", None)
    case = EnforcementCase.objects.get(pk=played.case_id)
    TaskHand.objects.create(task=CaseTask.objects.get(case=case), account=outsider, sort_on=case.found_on)
    assert case.title not in home(outsider)
    assert "还没有岗位" in home(outsider)


def test_an_anonymous_reader_is_asked_to_sign_in():
    assert Client().get("/")["Location"].startswith("/login")


def test_a_supervisor_sees_what_is_overdue_and_no_forms(player, stage):
    played = play_until(player, "case_filed")
    EnforcementCase.objects.filter(pk=played.case_id).update(due_on=AT.date() - timedelta(days=300))
    supervisor = appointed("sup", stage.agency.legal_subject, Role.SUPERVISOR)
    body = signed_in(supervisor).get("/").content.decode()
    assert "超过期限的案件" in body
    assert f'href="/cases/{played.case_id}/"' in body
    assert "/do/" not in body


def test_what_waits_for_me_stands_first_and_leaves_the_list_of_who_sent_it(player):
    played = play_until(player, "report_submitted")
    case = EnforcementCase.objects.get(pk=played.case_id)
    proposal = sent(
        case, account("officer-a"), kind="report_approved", awaited=Awaited.APPROVER, role_due="agency_head"
    )
    body = signed_in("head").get("/").content.decode()
    assert body.index(f"/proposals/{proposal.pk}/") < body.index("</table>")
    assert "签批：审批调查报告" in body
    assert "/do/report_approved/" not in body
    mine = home("officer-a")
    assert "提请审批调查报告" not in mine
    assert "执法部门负责人" in mine


def test_the_second_officer_is_asked_by_name(player):
    played = play_until(player, "case_filed")
    case = EnforcementCase.objects.get(pk=played.case_id)
    sent(
        case,
        account("officer-a"),
        kind="investigated",
        awaited=Awaited.SECOND_OFFICER,
        addressee=account("officer-b"),
    )
    assert "确认：调查取证" in home("officer-b")
    assert "确认：调查取证" not in home("officer-c")


def test_what_was_sent_back_says_why(player):
    played = play_until(player, "case_filed")
    case = EnforcementCase.objects.get(pk=played.case_id)
    back = sent(
        case,
        account("officer-a"),
        kind="investigated",
        awaited=Awaited.APPROVER,
        role_due="agency_head",
        state=ProposalState.RETURNED,
        closed_at=timezone.now(),
    )
    Answer.objects.create(proposal=back, by=account("head"), verdict=Verdict.RETURNED, opinion="请补充照片", at=AT)
    assert "请补充照片" in home("officer-a")


def test_pages_of_twenty_five_go_on_where_the_last_one_ended(player):
    played = play_until(player, "investigated")
    case = EnforcementCase.objects.get(pk=played.case_id)
    model = CaseTask.objects.filter(case=case).first()
    for number in range(30):
        day = case.found_on + timedelta(days=number % 7)
        copy = CaseTask.objects.create(
            case=case, kind=f"k{number}", role="OFFICER", agency_id=model.agency_id, due_on=day, sort_on=day,
            legal_subject_id=model.legal_subject_id, county_id=model.county_id, cause="case_filed", since_on=day,
        )  # fmt: skip
        TaskHand.objects.create(task=copy, account=account("officer-a"), sort_on=day)
    client = signed_in("officer-a")
    first = client.get("/")
    work = first.context["work"]
    seen = [job.kind for group in work.groups for job in group.jobs]
    second = client.get("/", {"cursor": work.next_cursor}).context["work"]
    seen += [job.kind for group in second.groups for job in group.jobs]
    everything = list(
        TaskHand.objects.filter(account__username="officer-a").order_by("sort_on", "task_id").values_list("task__kind")
    )
    assert [(kind,) for kind in seen] == everything
    assert second.next_cursor == ""


@pytest.mark.parametrize("cursor", ["x", "2026-02-30_1", "2026-01-01_'", "_", "2026-01-01_99999999999999999999"])
def test_a_cursor_that_no_page_wrote_means_the_beginning(player, cursor):
    play_until(player, "investigated")
    assert signed_in("officer-a").get("/", {"cursor": cursor}).status_code == 200


def test_the_list_itself_takes_four_questions_however_long_it_is(player, stage):
    play_until(player, "investigated")
    who = account("officer-a")
    posts = posts_of(who, AT.date())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert worklist(who, posts, on=AT.date()).groups
    assert len([query for query in asked if "agencies_post" not in query["sql"].split("WHERE")[0]]) <= 4


def test_with_two_posts_one_switches_and_the_page_says_in_whose_name(player, stage):
    play_until(player, "case_closed")
    who = account("officer-c")
    give_post(account=who, agency=stage.agency, role=Role.ARCHIVIST, effective_from=SINCE)
    client = signed_in(who)
    before = client.get("/")
    assert "立卷归档" not in text_of(before)
    other = who.posts.get(role=Role.ARCHIVIST)
    assert f'value="{other.pk}"' in before.content.decode()
    assert client.post("/post", {"post": other.pk, "next": "/"})["Location"] == "/"
    assert "立卷归档" in text_of(client.get("/"))
    assert "案卷管理人员" in text_of(client.get("/help"))


def test_a_post_of_somebody_else_cannot_be_taken(player):
    play_until(player, "case_closed")
    client = signed_in("officer-a")
    client.post("/post", {"post": account("archivist").posts.get().pk, "next": "/"})
    assert "立卷归档" not in text_of(client.get("/"))


def test_the_bar_counts_unread_messages(player):
    play_until(player, "lead_registered")
    who = account("officer-a")
    Message.objects.create(to=who, kind="ACT", text="某事", key="k", sent_at=AT)
    assert "1条未读" in home(who)

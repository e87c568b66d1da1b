"""Messages, deadlines and drafts: one's own, marked, resumed, put away; nobody else's."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from hengtu.agencies.models import Account
from hengtu.cases import reminders
from hengtu.cases.models import CaseDeadline, EnforcementCase, Message, TaskHand
from hengtu.cases.news import News
from hengtu.cases.selectors.calendar import month_of, today_words
from hengtu.ledger.models import Draft, Job
from hengtu.ledger.readers import advance
from hengtu.ledger.selectors.drafts import drafts_of
from hengtu.ledger.services.save_draft import save_draft
from tests.cases.conftest import file, player, stage
from tests.cases.test_worklist_tasks import play_until
from tests.web.test_case_pages import text_of

__all__ = ["file", "player", "stage"]
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def account(username):
    return Account.objects.get(username=username)


def signed_in(username) -> Client:
    client = Client()
    client.force_login(account(username))
    return client


def told(username):
    return list(Message.objects.filter(to__username=username).order_by("id").values_list("text", flat=True))


def message(username, key="k", **more):
    return Message.objects.create(to=account(username), kind="ACT", text=f"某事{key}", key=key, sent_at=AT, **more)


def decided_at(played):
    return next(act.occurred_at for act in played.script.acts if act.kind == "decided")


# --- messages ---------------------------------------------------------------------------------------------------------


def test_unread_messages_come_first_and_opening_one_marks_it(stage):
    message("officer-a", "1", read_at=AT)
    new = message("officer-a", "2", url="/cases/")
    client = signed_in("officer-a")
    box = client.get("/messages/").context["box"]
    assert ([each.key for each in box.unread], [each.key for each in box.read]) == (["2"], ["1"])
    assert client.post(f"/messages/{new.pk}")["Location"] == "/cases/"
    assert client.get("/messages/").context["box"].unread == ()


def test_all_messages_are_marked_at_once_and_only_ones_own(stage):
    for key in "123":
        message("officer-a", key)
    other = message("officer-b", "4")
    client = signed_in("officer-a")
    client.post("/messages/read")
    assert not Message.objects.filter(to__username="officer-a", read_at=None).exists()
    assert client.post(f"/messages/{other.pk}").status_code == 404
    assert Message.objects.get(pk=other.pk).read_at is None


def test_read_messages_are_paged(stage):
    for number in range(60):
        message("officer-a", str(number), read_at=AT)
    client = signed_in("officer-a")
    first = client.get("/messages/").context["box"]
    rest = client.get("/messages/", {"cursor": first.next_cursor}).context["box"]
    assert len({each.pk for each in (*first.read, *rest.read)}) == 60
    assert client.get("/messages/", {"cursor": "2026-11-20T03:00:00_1'"}).status_code == 200


def test_getting_marks_nothing(stage):
    new = message("officer-a")
    assert signed_in("officer-a").get(f"/messages/{new.pk}").status_code == 405


def test_handlers_are_told_what_others_do_and_not_what_they_did_themselves(player):
    played = play_until(player, "decided")
    last = decided_at(played)
    reader = News(clock=lambda: last)
    while advance(reader):
        pass
    texts = told("officer-a")
    assert any("法制审核，通过" in text for text in texts)
    assert any("作出处罚决定" in text for text in texts)
    assert not any("提交调查报告" in text for text in texts)
    assert told("officer-c") == []
    assert all(each.url == f"/cases/{played.case_id}/" for each in Message.objects.filter(to__username="officer-a"))


def test_reading_the_ledger_twice_tells_nobody_twice(player):
    from hengtu.ledger.models import ReaderCursor

    played = play_until(player, "decided")
    last = decided_at(played)
    reader = News(clock=lambda: last)
    advance(reader)
    before = Message.objects.count()
    ReaderCursor.objects.filter(name=reader.name).update(position=0, act_id=0)
    advance(reader)
    assert Message.objects.count() == before > 0


def test_old_news_is_no_news(player):
    played = play_until(player, "decided")
    last = decided_at(played)
    advance(News(clock=lambda: last + timedelta(days=400)))
    assert not Message.objects.exists()


def test_people_are_reminded_three_working_days_ahead_and_on_the_day_once_each(player):
    play_until(player, "decision_issued")
    due_on = TaskHand.objects.filter(task__kind="decision_served").first().sort_on
    for step in range(8, -1, -1):
        payload = {"on": (due_on - timedelta(days=step)).isoformat()}
        reminders.remind(payload)
        reminders.remind(payload)
    about = [text for text in told("officer-a") if "送达决定书" in text or "送达" in text]
    assert [("剩3个工作日" in text, "今天到期" in text) for text in about] == [(True, False), (False, True)]


def test_each_morning_asks_for_the_next(db):
    reminders.ask_for(date(2026, 11, 20), at=AT)
    reminders.ask_for(date(2026, 11, 20), at=AT)
    reminders.remind({"on": "2026-11-20"})
    assert list(Job.objects.order_by("run_at").values_list("payload__on", flat=True)) == ["2026-11-20", "2026-11-21"]


# --- calendar ---------------------------------------------------------------------------------------------------------


def test_the_month_shows_ones_own_deadlines_and_marks_days_off(player):
    play_until(player, "case_filed")
    clock = CaseDeadline.objects.get(term="case_decision")
    month = month_of(account("officer-a"), clock.due_on.replace(day=1), on=date(2025, 6, 5), mine=True)
    cells = {cell.on: cell for week in month.weeks for cell in week}
    assert [term.due.name for term in cells[clock.due_on].terms] == ["作出处罚决定"]
    assert all(len(week) == 7 for week in month.weeks)
    assert month.weeks[0][0].on.weekday() == 0
    october = month_of(account("officer-a"), date(2025, 10, 1), on=date(2025, 6, 5), mine=True)
    marks = {cell.on: cell.mark for week in october.weeks for cell in week}
    assert (marks[date(2025, 10, 1)], marks[date(2025, 10, 11)]) == ("holiday", "make_up")


def test_everything_one_may_see_is_counted_per_day_and_a_stranger_counts_nothing(player):
    played = play_until(player, "case_filed")
    case = EnforcementCase.objects.get(pk=played.case_id)
    month = month_of(account("reviewer"), case.due_on.replace(day=1), on=date(2025, 6, 5), mine=False)
    assert month.total == 1
    outsider = Account.objects.create_account("outsider", "外人", None)
    for mine in (True, False):
        assert month_of(outsider, case.due_on.replace(day=1), on=date(2025, 6, 5), mine=mine).total == 0


def test_a_day_lists_its_cases_and_nonsense_shows_this_month(player):
    played = play_until(player, "case_filed")
    case = EnforcementCase.objects.get(pk=played.case_id)
    client = signed_in("reviewer")
    page = client.get("/deadlines/", {"day": case.due_on.isoformat(), "whose": "all"})
    assert f'href="/cases/{case.pk}/"' in page.content.decode()
    for nonsense in ({"month": "x"}, {"day": "2026-02-31"}, {"month": "9999-12"}, {"whose": "'"}):
        shown = client.get("/deadlines/", nonsense)
        assert shown.context["month"].first == timezone.localdate().replace(day=1)


def test_the_day_is_said_with_what_is_left_of_the_week_and_the_next_holiday():
    assert today_words(date(2025, 9, 24)) == "9月24日，星期三。本周还有3个工作日，10月1日至10月8日国庆节放假。"
    assert today_words(date(2025, 11, 15)) == "11月15日，星期六。本周没有工作日了。"


# --- drafts -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def draft(player):
    case_id = play_until(player, "case_filed").case_id
    for number in (0, 1):
        found = save_draft(
            key=f"act:{case_id}:investigated", owner="officer-a", content={"n": number}, at=AT, expected_version=number
        )
    return found


def test_a_draft_is_listed_with_where_it_goes_on(draft):
    body = signed_in("officer-a").get("/drafts/").content.decode()
    case_id = draft.key.split(":")[1]
    assert f'href="/cases/{case_id}/do/investigated/"' in body
    assert "调查取证" in body


def test_an_earlier_version_is_made_the_present_one_and_none_is_lost(draft):
    signed_in("officer-a").post(f"/drafts/{draft.pk}/versions/1")
    draft.refresh_from_db()
    assert (draft.version, draft.content) == (3, {"n": 0})
    assert draft.versions.count() == 3


def test_the_versions_of_a_draft_name_their_writer_and_not_his_login(draft):
    reader = signed_in("officer-a")
    said = reader.get(f"/drafts/{draft.pk}/").content.decode().split('id="h-versions"', 1)[1]
    assert f"，{Account.objects.get(username='officer-a').name}" in said
    assert "，officer-a" not in said


def test_a_draft_put_away_is_gone_from_the_list(draft):
    signed_in("officer-a").post(f"/drafts/{draft.pk}/discard")
    assert not drafts_of("officer-a").exists()
    assert Draft.objects.get(pk=draft.pk).discarded_at is not None


@pytest.mark.parametrize("path", ["", "discard", "versions/1"])
def test_a_draft_of_somebody_else_does_not_exist(draft, path):
    client = signed_in("officer-b")
    method = client.post if path else client.get
    assert method(f"/drafts/{draft.pk}/{path}").status_code == 404


def test_a_draft_of_a_case_one_may_not_see_any_more_names_nobody(draft):
    who = Account.objects.create_account("gone", "离岗", None)
    save_draft(key=draft.key, owner="gone", content={}, at=AT, expected_version=0)
    client = Client()
    client.force_login(who)
    case = EnforcementCase.objects.get(pk=draft.key.split(":")[1])
    assert case.party_name not in text_of(client.get("/drafts/"))
    assert f"/cases/{case.pk}/" not in client.get("/drafts/").content.decode()


def test_a_draft_whose_page_nobody_knows_is_listed_all_the_same(stage):
    save_draft(key=f"other:{uuid4()}", owner="officer-a", content={}, at=AT, expected_version=0)
    assert "未写完的表单" in text_of(signed_in("officer-a").get("/drafts/"))

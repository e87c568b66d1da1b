"""The list of alarms: late acts and fines at the edge of the law, each with its reason, within the reader's reach."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from hengtu.agencies.models import Account
from hengtu.cases.models import Alarm
from hengtu.law.procedure.alarms import AT_MAXIMUM
from tests.cases.conftest import file, player, stage
from tests.cases.test_worklist_tasks import play_until

__all__ = ["file", "player", "stage"]
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def signed_in(username) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def raise_alarms(case_id, count, code="decision_late"):
    for number in range(count):
        raised_at = AT + timedelta(minutes=number)
        message, reason = f"第{number}条：超过期限才作出决定", "等鉴定意见"
        Alarm.objects.create(
            case_id=case_id, act_uid=uuid4(), code=code, message=message, reason=reason, approved_by="叶清",
            raised_at=raised_at,
        )  # fmt: skip


@pytest.fixture
def case_id(player):
    return play_until(player, "case_filed").case_id


def test_the_newest_stand_first_with_reason_and_who_allowed_it(case_id):
    raise_alarms(case_id, 2)
    lines = signed_in("head").get("/alarms/").context["page"].lines
    assert [line.message[:3] for line in lines] == ["第1条", "第0条"]
    assert (lines[0].reason, lines[0].approved_by, lines[0].is_edge) == ("等鉴定意见", "叶清", False)


def test_amounts_and_limits_are_looked_at_apart(case_id):
    raise_alarms(case_id, 1)
    raise_alarms(case_id, 1, AT_MAXIMUM)
    client = signed_in("head")
    kinds = {kind: len(client.get(f"/alarms/?kind={kind}").context["page"].lines) for kind in ("all", "edge", "late")}
    assert kinds == {"all": 2, "edge": 1, "late": 1}


def test_the_list_goes_on_page_by_page_without_losing_one(case_id):
    raise_alarms(case_id, 60)
    client, seen, cursor = signed_in("head"), [], ""
    while True:
        page = client.get("/alarms/", {"cursor": cursor}).context["page"]
        seen += [line.message for line in page.lines]
        cursor = page.next_cursor
        if not cursor:
            break
    assert (len(seen), len(set(seen))) == (60, 60)


@pytest.mark.parametrize("query", ["kind=nonsense", "cursor=nonsense", "cursor=2026-11-20_x"])
def test_an_address_that_makes_no_sense_shows_the_first_page(case_id, query):
    raise_alarms(case_id, 1)
    assert len(signed_in("head").get(f"/alarms/?{query}").context["page"].lines) == 1


def test_nobody_outside_sees_an_alarm(case_id, django_user_model):
    raise_alarms(case_id, 1)
    stranger = django_user_model.objects.create(username="stranger", name="外人")
    client = Client()
    client.force_login(stranger)
    assert client.get("/alarms/").context["page"].lines == ()
    assert Client().get("/alarms/").status_code == 302

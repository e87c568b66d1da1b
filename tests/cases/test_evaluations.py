"""A published benchmark is evaluated in time: its makers are told beforehand, and once more when the day is over."""

from datetime import UTC, date, datetime

import pytest

from hengtu.agencies.models import Agency, Role
from hengtu.cases.evaluations import remind_of_evaluations
from hengtu.cases.models import Message
from tests.cast import appointed
from tests.rulesets.conftest import packs  # noqa: F401
from tests.rulesets.make import published

pytestmark = pytest.mark.django_db
DAY = date(2028, 4, 1)
AT = datetime(2028, 1, 5, tzinfo=UTC)


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def published_now(**more):
        with django_capture_on_commit_callbacks(execute=True):
            return published(**more)

    return published_now


def told():
    return sorted(Message.objects.values_list("to__username", "text"))


def test_the_makers_are_told_once_beforehand_and_once_when_it_is_late(publish):
    publish(evaluate_by=DAY.isoformat())
    assert remind_of_evaluations(date(2028, 1, 1), AT) == 0
    assert remind_of_evaluations(date(2028, 1, 2), AT) == 2
    assert remind_of_evaluations(date(2028, 2, 1), AT) == 0
    assert [name for name, _ in told()] == ["approver", "proposer"]
    assert "2028年4月1日以前评估" in told()[0][1]
    assert remind_of_evaluations(date(2028, 4, 2), AT) == 2
    assert sum("已经过了" in text for _, text in told()) == 2


def test_nobody_else_is_told(publish):
    publish(evaluate_by=DAY.isoformat())
    province = Agency.objects.get(level="PROVINCE")
    appointed("handler", province, Role.OFFICER)
    remind_of_evaluations(date(2028, 3, 1), AT)
    assert {name for name, _ in told()} == {"approver", "proposer"}


def test_a_table_without_a_day_reminds_nobody(publish):
    publish()
    assert remind_of_evaluations(date(2028, 3, 1), AT) == 0

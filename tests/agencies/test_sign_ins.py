"""Sessions: three at once, thirty minutes idle, twelve hours at all; each end has its reason."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from hengtu.agencies.models import Account, EndedBecause, SignedInSession
from hengtu.agencies.services.sign_ins import SessionLimits, begin_session, end_session, open_sessions, see_session

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
LIMITS = SessionLimits(idle=timedelta(minutes=30), longest=timedelta(hours=12), at_once=3)


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create_account("zhangsan", "张三", None)


def begin(account: Account, at: datetime = AT) -> SignedInSession:
    return begin_session(account=account, device="Windows电脑，Edge", at=at, limits=LIMITS)


def see(session: SignedInSession, at: datetime) -> EndedBecause | None:
    return see_session(uid=session.uid, at=at, limits=LIMITS)


def test_a_session_lasts_while_it_is_used(account: Account) -> None:
    session = begin(account)
    for quarter in range(1, 47):
        assert see(session, AT + timedelta(minutes=15 * quarter)) is None


def test_half_an_hour_without_a_request_ends_it(account: Account) -> None:
    session = begin(account)
    assert see(session, AT + timedelta(minutes=30)) is EndedBecause.IDLE
    assert see(session, AT + timedelta(minutes=1)) is EndedBecause.IDLE


def test_twelve_hours_end_it_however_busy(account: Account) -> None:
    session = begin(account)
    for half in range(1, 48):
        see(session, AT + timedelta(minutes=15 * half))
    assert see(session, AT + timedelta(hours=12)) is EndedBecause.TOO_LONG


def test_the_fourth_sign_in_ends_the_oldest(account: Account) -> None:
    sessions = [begin(account, AT + timedelta(minutes=minute)) for minute in range(4)]
    later = AT + timedelta(minutes=5)
    assert [see(session, later) for session in sessions] == [EndedBecause.TOO_MANY, None, None, None]
    assert len(open_sessions(account, at=later, limits=LIMITS)) == 3


def test_a_session_worn_out_takes_nobodys_place(account: Account) -> None:
    old = [begin(account, AT - timedelta(hours=1)) for _ in range(3)]
    begin(account)
    old[0].refresh_from_db()
    assert old[0].ended_because == EndedBecause.IDLE
    assert len(open_sessions(account, at=AT, limits=LIMITS)) == 1


def test_sessions_of_others_do_not_count(account: Account) -> None:
    mine = begin(account)
    other = Account.objects.create_account("lisi", "李四", None)
    for _ in range(5):
        begin(other)
    assert see(mine, AT) is None


def test_the_owner_ends_one_of_his_own_and_nobody_elses(account: Account) -> None:
    session = begin(account)
    other = Account.objects.create_account("lisi", "李四", None)
    assert not end_session(other, session.uid, because=EndedBecause.BY_OWNER, at=AT)
    assert end_session(account, session.uid, because=EndedBecause.BY_OWNER, at=AT)
    assert see(session, AT) is EndedBecause.BY_OWNER


def test_a_session_nobody_knows_is_over(db: None) -> None:
    assert see_session(uid=uuid.uuid4(), at=AT, limits=LIMITS) is EndedBecause.SIGNED_OUT


def test_use_is_written_once_a_minute_at_most(account: Account, django_assert_num_queries: object) -> None:
    session = begin(account)
    with django_assert_num_queries(1):  # type: ignore[operator]
        see(session, AT + timedelta(seconds=59))
    with django_assert_num_queries(2):  # type: ignore[operator]
        see(session, AT + timedelta(seconds=60))

"""What a password must be, that old ones do not come back, and one-time passwords."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from hengtu.agencies.models import Account, FormerPassword
from hengtu.agencies.services.accounts import create_with_one_time_password, renew_one_time_password
from hengtu.agencies.services.passwords import PasswordRefused, PasswordRules, change_password, check_new_password
from hengtu.agencies.services.sign_ins import begin_session
from hengtu.web.entering import limits

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
GOOD = "Qinglan-Dao-{}"


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create_account("zhangsan-lz", "张三", "Anfang-2026-mima")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Ab3-efghijk", "password_too_short"),
        ("abcdefgh1234", "password_too_few_kinds"),
        ("aaaaaaaaaaaaaaaa", "password_monotonous"),
        ("x" * 129, "password_too_long"),
        ("Ab1-zhangsan-lz", "password_like_name"),
        ("wo-shi-zhangsan-ya", "password_like_name"),
        ("张三的密码是一百二十三四五六七八", "password_like_name"),
        ("Anfang-2026-mima", "password_used_before"),
    ],
)
def test_what_is_no_password_says_so(account: Account, password: str, code: str) -> None:
    with pytest.raises(PasswordRefused) as caught:
        check_new_password(account, password)
    assert caught.value.code == code


def test_what_everybody_uses_is_no_password(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    from hengtu.agencies.services import passwords

    known = next(word for word in passwords._COMMON.passwords if len(word) >= 16 and len(set(word)) >= 6)
    with pytest.raises(PasswordRefused) as caught:
        check_new_password(account, known)
    assert caught.value.code == "password_common"


@pytest.mark.parametrize("password", ["Qinglan-2026", "lan-tian-bai-yun-xia", "蓝天白云之下青山绿水之间有条大路"])
def test_twelve_with_three_kinds_or_sixteen_of_any_kind_will_do(account: Account, password: str) -> None:
    check_new_password(account, password)


def test_the_last_five_do_not_come_back_and_the_sixth_may(account: Account) -> None:
    for number in range(1, 6):
        change_password(account=account, new=GOOD.format(number), at=AT)
    for number in range(1, 6):
        with pytest.raises(PasswordRefused):
            change_password(account=account, new=GOOD.format(number), at=AT)
    change_password(account=account, new="Anfang-2026-mima", at=AT)
    assert FormerPassword.objects.filter(account=account).count() == 5


def test_former_passwords_are_digests(account: Account) -> None:
    change_password(account=account, new=GOOD.format(1), at=AT)
    assert "Anfang" not in str(FormerPassword.objects.values().get())


def test_changing_ends_the_other_sessions_and_keeps_this_one(account: Account) -> None:
    here, there = (begin_session(account=account, device=name, at=AT, limits=limits()) for name in ("a", "b"))
    change_password(account=account, new=GOOD.format(1), at=AT, keep_session=here.uid)
    here.refresh_from_db()
    there.refresh_from_db()
    assert here.ended_at is None
    assert there.ended_because == "PASSWORD_CHANGED"


def test_a_one_time_password_opens_the_account_and_must_be_changed(db: None) -> None:
    made = create_with_one_time_password(username="lisi", name="李四")
    assert made.account.must_change_password
    assert made.account.check_password(made.password)
    assert made.password not in repr(made)
    change_password(account=made.account, new=GOOD.format(1), at=AT)
    assert not Account.objects.get(pk=made.account.pk).must_change_password


def test_a_renewed_one_time_password_ends_all_sessions_and_the_old_password(account: Account) -> None:
    session = begin_session(account=account, device="a", at=AT, limits=limits())
    renewed = renew_one_time_password(account=account, at=AT)
    session.refresh_from_db()
    assert session.ended_because == "PASSWORD_CHANGED"
    assert not account.check_password("Anfang-2026-mima")
    assert renewed.account.must_change_password


def test_the_rules_also_bind_forms_of_the_framework(account: Account) -> None:
    with pytest.raises(ValidationError):
        PasswordRules().validate("kurz", account)
    PasswordRules().validate(GOOD.format(1), account)

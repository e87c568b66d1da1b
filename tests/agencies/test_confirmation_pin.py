"""The confirmation PIN: what may be one, tries that are counted, the lock, and that nothing leaks."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from hengtu.agencies.models import Account, ConfirmationPin
from hengtu.agencies.services.confirmation_pin import PinRefused, check_pin, has_pin, set_pin
from tests.postgres import Database, database  # noqa: F401

AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
PIN, WRONG = "739482", "461527"


@pytest.fixture
def account(db: None) -> Account:
    made = Account.objects.create_account("yi", "乙执法", None)
    set_pin(made, PIN, at=AT)
    return made


def refusal(account: Account, pin: str = WRONG, at: datetime = AT) -> PinRefused:
    with pytest.raises(PinRefused) as caught:
        check_pin(account, pin, at=at)
    return caught.value


@pytest.mark.parametrize("pin", ["73091", "7394828", "73o918", "７３９４８２", "", "73 482"])
def test_only_six_digits_are_a_pin(db: None, pin: str) -> None:
    with pytest.raises(PinRefused) as caught:
        set_pin(Account.objects.create_account("a", "甲", None), pin, at=AT)
    assert caught.value.code == "pin_not_six_digits"


@pytest.mark.parametrize(
    "pin",
    ["123456", "012345", "567890", "654321", "000000", "727272", "481481", "224466", "900512", "199005", "010203"],
)
def test_what_everybody_guesses_is_no_pin(db: None, pin: str) -> None:
    with pytest.raises(PinRefused) as caught:
        set_pin(Account.objects.create_account("a", "甲", None), pin, at=AT)
    assert caught.value.code == "pin_too_simple"


def test_the_right_pin_passes_and_the_database_holds_a_digest_only(account: Account) -> None:
    check_pin(account, PIN, at=AT)
    assert PIN not in str(ConfirmationPin.objects.values().get())
    assert has_pin(account)


def test_a_wrong_pin_says_how_many_tries_are_left(account: Account) -> None:
    assert refusal(account).code == "pin_wrong"
    assert "还可以试3次" in refusal(account).message


def test_a_right_pin_forgets_earlier_wrong_ones(account: Account) -> None:
    for _ in range(4):
        refusal(account)
    check_pin(account, PIN, at=AT)
    assert "还可以试4次" in refusal(account).message


def test_five_wrong_ones_lock_even_the_right_one_for_fifteen_minutes(account: Account) -> None:
    codes = [refusal(account).code for _ in range(5)]
    assert codes == ["pin_wrong"] * 4 + ["pin_locked"]
    locked = refusal(account, PIN, AT + timedelta(minutes=14, seconds=59))
    assert locked.code == "pin_locked"
    assert "停用到09:15" in locked.message
    check_pin(account, PIN, at=AT + timedelta(minutes=15))


def test_after_the_lock_there_are_five_tries_again(account: Account) -> None:
    for _ in range(5):
        refusal(account)
    assert "还可以试4次" in refusal(account, at=AT + timedelta(minutes=15)).message


def test_without_a_pin_the_page_to_set_one_is_named(db: None) -> None:
    refused = refusal(Account.objects.create_account("a", "甲", None))
    assert refused.code == "pin_not_set"
    assert "账号和安全" in refused.message


def test_a_disabled_account_confirms_nothing(account: Account) -> None:
    account.is_active = False
    assert refusal(account, PIN).code == "account_disabled"


def test_a_new_pin_replaces_the_old_one_and_ends_the_lock(account: Account) -> None:
    for _ in range(5):
        refusal(account)
    set_pin(account, WRONG, at=AT)
    check_pin(account, WRONG, at=AT)
    assert refusal(account, PIN).code == "pin_wrong"


def test_neither_messages_nor_logs_hold_what_was_typed(account: Account, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert WRONG not in refusal(account).message
    assert WRONG not in "".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")


def test_inside_a_transaction_it_refuses_to_work_since_the_count_could_be_undone(database: Database) -> None:  # noqa: F811
    account = Account.objects.create_account("a", "甲", None)
    set_pin(account, PIN, at=AT)
    with transaction.atomic(), pytest.raises(RuntimeError):
        check_pin(account, PIN, at=AT)


def test_many_guesses_at_once_are_many_tries(database: Database) -> None:  # noqa: F811
    account = Account.objects.create_account("a", "甲", None)
    set_pin(account, PIN, at=AT)

    def guess(number: int) -> str:
        try:
            check_pin(account, f"4615{number:02}", at=AT)
        except PinRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "accepted"

    with ThreadPoolExecutor(6) as threads:
        codes = list(threads.map(guess, range(12)))
    assert codes.count("pin_wrong") == 4
    assert codes.count("pin_locked") == 8

"""The second factor: set up by a code, asked for at every sign-in, with codes on paper for a lost phone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from hengtu.agencies.models import Account
from tests.cast import Cast
from tests.web.account.conftest import PASSWORD, page, signed_in, with_password


def code_of(device: TOTPDevice, *, steps: int = 0) -> str:
    """The code a phone would show now, or some half minutes from now."""
    return f"{totp(device.bin_key, t0=-30 * steps):06}"


@pytest.fixture
def device(account: Account) -> TOTPDevice:
    return TOTPDevice.objects.create(user=account, name="手机", confirmed=True)


@pytest.fixture
def half_way(account: Account, device: TOTPDevice) -> Client:
    client = Client()
    answer = client.post("/login", {"username": account.username, "password": PASSWORD, "next": "/cases/?state=all"})
    assert answer["Location"] == "/login/code?next=%2Fcases%2F%3Fstate%3Dall"
    return client


def test_the_password_alone_opens_nothing_and_the_code_leads_to_the_page_asked_for(
    half_way: Client, device: TOTPDevice
) -> None:
    assert half_way.get("/cases/").status_code == 302
    answer = half_way.post("/login/code", {"code": code_of(device), "next": "/cases/?state=all"})
    assert answer["Location"] == "/cases/?state=all"
    assert half_way.get("/cases/").status_code == 200


def test_a_code_may_be_typed_with_spaces_and_full_width_digits(half_way: Client, device: TOTPDevice) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    code = code_of(device).translate(wide)
    assert half_way.post("/login/code", {"code": f" {code[:3]} {code[3:]} "})["Location"] == "/"


def test_a_wrong_code_is_explained_and_keeps_the_address(half_way: Client) -> None:
    answer = half_way.post("/login/code", {"code": "000000", "next": "/help"})
    assert answer.status_code == 422
    assert "动态码不对" in page(answer)
    assert 'value="/help"' in page(answer)


def test_guessing_is_slowed_down(half_way: Client, device: TOTPDevice) -> None:
    half_way.post("/login/code", {"code": "000000"})
    answer = half_way.post("/login/code", {"code": code_of(device)})
    assert answer.status_code == 429
    assert "秒再填" in page(answer)


def test_after_five_wrong_codes_the_password_is_asked_again(half_way: Client, device: TOTPDevice) -> None:
    for number in range(5):
        device.throttle_reset()
        answer = half_way.post("/login/code", {"code": "000000"})
        assert number == 4 or "/login/code" in page(answer)
    assert "动态码输错了5次" in page(answer)
    assert half_way.get("/login/code")["Location"] == "/login?next=%2F"


def test_a_code_works_once(account: Account, device: TOTPDevice, half_way: Client) -> None:
    code = code_of(device)
    half_way.post("/login/code", {"code": code})
    second = Client()
    second.post("/login", {"username": account.username, "password": PASSWORD})
    assert second.post("/login/code", {"code": code}).status_code == 422


def test_the_half_way_state_does_not_last(half_way: Client, device: TOTPDevice, later) -> None:
    later(timedelta(minutes=5, seconds=1))
    assert half_way.post("/login/code", {"code": code_of(device)})["Location"].startswith("/login?next=")


def test_the_second_step_cannot_be_entered_without_the_first(device: TOTPDevice) -> None:
    assert Client().post("/login/code", {"code": code_of(device), "next": "/help"})["Location"] == "/login?next=%2Fhelp"


def test_an_account_disabled_in_between_does_not_enter(half_way: Client, account: Account, device: TOTPDevice) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert half_way.post("/login/code", {"code": code_of(device)})["Location"].startswith("/login?next=")


def set_up(client: Client) -> list[str]:
    client.post("/account/second-factor", {"do": "start", "password": PASSWORD})
    device = TOTPDevice.objects.get()
    assert not device.confirmed
    text = page(client.get("/account/second-factor"))
    assert 'aria-label="二维码"' in text
    answer = client.post("/account/second-factor", {"do": "finish", "code": code_of(device), "next": "/cases/"})
    assert answer.status_code == 200
    assert 'href="/cases/"' in page(answer)
    return list(StaticToken.objects.values_list("token", flat=True))


def test_setting_up_needs_the_password_and_a_code_of_the_phone(reader: Client, account: Account) -> None:
    wrong = reader.post("/account/second-factor", {"do": "start", "password": "falsch"})
    assert wrong.status_code == 422
    assert not TOTPDevice.objects.exists()
    reader.post("/account/second-factor", {"do": "start", "password": PASSWORD})
    wrong = reader.post("/account/second-factor", {"do": "finish", "code": "000000"})
    assert "还没有打开" in page(wrong)
    assert not TOTPDevice.objects.get().confirmed


def test_an_unfinished_set_up_asks_nobody_for_a_code(reader: Client, account: Account) -> None:
    reader.post("/account/second-factor", {"do": "start", "password": PASSWORD})
    assert signed_in(account).get("/account/").status_code == 200


def test_backup_codes_are_shown_once_and_each_works_once(reader: Client, account: Account) -> None:
    codes = set_up(reader)
    assert len(codes) == 8
    assert codes[0] not in page(reader.get("/account/second-factor"))
    for attempt, status in ((1, 302), (2, 422)):
        client = Client()
        client.post("/login", {"username": account.username, "password": PASSWORD})
        typed = f"{codes[0][:5]}-{codes[0][5:].upper()}"
        assert client.post("/login/code", {"code": typed}).status_code == status, attempt


def test_it_is_turned_off_only_with_a_code(reader: Client) -> None:
    codes = set_up(reader)
    assert reader.post("/account/second-factor", {"do": "off", "code": "0000000000"}).status_code == 422
    StaticToken.objects.first().device.throttle_reset()
    assert reader.post("/account/second-factor", {"do": "off", "code": codes[1]}).status_code == 302
    assert not TOTPDevice.objects.exists()


def test_where_it_is_required_it_cannot_be_turned_off(cast: Cast) -> None:
    client = signed_in(with_password(cast.account("head")))
    codes = set_up(client)
    with override_settings(HENGTU_REQUIRE_SECOND_FACTOR=True):
        answer = client.post("/account/second-factor", {"do": "off", "code": codes[0]})
        assert "不能关闭" in page(answer)
    assert TOTPDevice.objects.exists()


@pytest.fixture
def required() -> Iterator[None]:
    with override_settings(HENGTU_REQUIRE_SECOND_FACTOR=True):
        yield


def test_once_set_up_a_head_who_must_have_it_goes_on(cast: Cast, required: None) -> None:
    client = signed_in(with_password(cast.account("head")))
    assert client.get("/cases/").status_code == 302
    set_up(client)
    assert client.get("/cases/").status_code == 200


def test_new_backup_codes_replace_the_old_ones(reader: Client) -> None:
    old = set_up(reader)
    device = TOTPDevice.objects.get()
    answer = reader.post("/account/second-factor", {"do": "codes", "code": code_of(device, steps=1)})
    assert answer.status_code == 200
    assert not set(old) & set(StaticToken.objects.values_list("token", flat=True))


def test_an_unfinished_set_up_is_forgotten_after_a_quarter_of_an_hour(reader: Client, later) -> None:
    reader.post("/account/second-factor", {"do": "start", "password": PASSWORD})
    code = code_of(TOTPDevice.objects.get())
    later(timedelta(minutes=15, seconds=1))
    assert "二维码" not in page(reader.get("/account/second-factor"))
    reader.post("/account/second-factor", {"do": "finish", "code": code})
    assert not TOTPDevice.objects.get().confirmed

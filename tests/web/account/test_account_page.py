"""The account page: password, PIN and shift pair; everything checked on the server, nothing shown to strangers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.confirmation_pin import check_pin, set_pin
from hengtu.cases.models import Message
from hengtu.officers.models import ShiftPair
from hengtu.officers.selectors.shift import partner_of
from tests.cast import Cast, appointed
from tests.web.account.conftest import PASSWORD, page, signed_in, with_password

PIN = "739482"
GUARDED = ["/account/", "/account/password", "/account/second-factor"]
POSTED = ["/account/pin", "/account/sessions", "/account/shift", "/account/shift/6f8b1b0e-5a44-4c57-9d3d-1a2b3c4d5e6f"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", GUARDED)
def test_nobody_reads_an_account_without_signing_in(client: Client, path: str) -> None:
    assert client.get(path)["Location"] == f"/login?next={path}"


@pytest.mark.django_db
@pytest.mark.parametrize("path", POSTED)
def test_nobody_changes_an_account_without_signing_in(client: Client, path: str) -> None:
    assert client.post(path)["Location"].startswith("/login")


def test_a_supervisor_who_only_reads_has_an_account_page_without_a_shift(cast: Cast) -> None:
    supervisor = with_password(appointed("jiandu", cast.line.city, Role.SUPERVISOR))
    client = signed_in(supervisor)
    assert "值勤搭档" not in page(client.get("/account/"))
    assert client.post("/account/shift", {}).status_code == 404


def test_the_pin_is_set_with_the_current_password(reader: Client, account: Account) -> None:
    answer = reader.post("/account/pin", {"pin_password": PASSWORD, "new_pin": PIN, "new_pin_again": PIN})
    assert answer["Location"] == "/account/?done=pin#pin"
    check_pin(account, PIN, at=timezone.now())


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"pin_password": "falsch"}, "pin_password", "现在的密码不对"),
        ({"new_pin": "123456", "new_pin_again": "123456"}, "new_pin", "连续的数字"),
        ({"new_pin_again": "739483"}, "new_pin_again", "不一样"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_comes_back(
    reader: Client, change: dict[str, str], field: str, said: str
) -> None:
    answer = reader.post("/account/pin", {"pin_password": PASSWORD, "new_pin": PIN, "new_pin_again": PIN} | change)
    assert answer.status_code == 422
    text = page(answer)
    assert said in text
    assert f'aria-describedby="{field}-msg' in text
    assert PIN not in text


def test_five_wrong_current_passwords_stop_the_account(reader: Client) -> None:
    for _ in range(5):
        answer = reader.post("/account/password", {"current": "falsch", "new": "x", "again": "x"})
    assert "输错太多次" in page(answer)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"current": "falsch"}, "现在的密码不对"),
        ({"new": "kurz", "again": "kurz"}, "至少要12个"),
        ({"again": "Qinglan-Dao-8"}, "不一样"),
        ({"new": PASSWORD, "again": PASSWORD}, "最近5次里用过"),
    ],
)
def test_a_password_that_will_not_do_is_explained(reader: Client, change: dict[str, str], said: str) -> None:
    new = {"current": PASSWORD, "new": "Qinglan-Dao-7", "again": "Qinglan-Dao-7"}
    answer = reader.post("/account/password", new | change)
    assert answer.status_code == 422
    assert said in page(answer)
    assert "Qinglan-Dao" not in page(answer)


def propose(client: Client, cast: Cast, **change: str) -> object:
    start = timezone.localtime() - timedelta(minutes=5)
    typed = {
        "partner": str(cast.officer("officer-b").uid),
        "starts_at": f"{start:%Y-%m-%dT%H:%M}",
        "ends_at": f"{start + timedelta(hours=8):%Y-%m-%dT%H:%M}",
    }
    return client.post("/account/shift", typed | change)


def test_one_proposes_the_other_is_told_and_agrees_on_his_own_device(reader: Client, cast: Cast) -> None:
    propose(reader, cast)
    second = cast.account("officer-b")
    assert "结成值勤搭档" in Message.objects.get(to=second).text
    client = signed_in(with_password(second))
    assert "甲执法想与您搭档" in page(client.get("/account/"))
    client.post(f"/account/shift/{ShiftPair.objects.get().uid}", {"do": "agree"})
    assert partner_of(cast.officer("officer-a"), timezone.now()) == cast.officer("officer-b")


def test_the_second_agrees_by_pin_on_the_firsts_device(reader: Client, cast: Cast) -> None:
    propose(reader, cast)
    set_pin(cast.account("officer-b"), PIN, at=timezone.now())
    address = f"/account/shift/{ShiftPair.objects.get().uid}"
    wrong = reader.post(address, {"do": "agree", "pin": "461527"})
    assert wrong.status_code == 422
    assert "还可以试4次" in page(wrong)
    assert reader.post(address, {"do": "agree", "pin": PIN}).status_code == 302
    assert partner_of(cast.officer("officer-a"), timezone.now()) == cast.officer("officer-b")


def test_the_proposer_cannot_agree_for_the_other(reader: Client, cast: Cast) -> None:
    propose(reader, cast)
    answer = reader.post(f"/account/shift/{ShiftPair.objects.get().uid}", {"do": "agree"})
    assert "本人同意" in page(answer)
    assert ShiftPair.objects.get().agreed_at is None


def test_a_third_person_finds_no_pair_to_answer(reader: Client, cast: Cast) -> None:
    propose(reader, cast)
    for member in (cast["officer-c"], cast.stranger):
        client = signed_in(with_password(member.account))
        assert client.post(f"/account/shift/{ShiftPair.objects.get().uid}", {"do": "end"}).status_code == 404


def test_only_colleagues_can_be_asked_and_what_was_typed_stays(reader: Client, cast: Cast) -> None:
    stranger = cast.stranger.officer
    assert stranger is not None
    answer = propose(reader, cast, partner=str(stranger.uid), ends_at="2031-01-05T18:00")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "请选择一名本单位的执法人员" in page(answer)
    assert "2031-01-05T18:00" in page(answer)
    assert not ShiftPair.objects.exists()


def test_a_shift_longer_than_a_day_is_refused_in_words(reader: Client, cast: Cast) -> None:
    assert "最长24小时" in page(propose(reader, cast, ends_at="2031-01-05T18:00"))


@pytest.mark.parametrize("typed", ["", "gestern", "2026-13-40T99:99"])
def test_nonsense_for_a_time_is_explained(reader: Client, cast: Cast, typed: str) -> None:
    answer = propose(reader, cast, starts_at=typed)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "请填写开始的日期和时间" in page(answer)

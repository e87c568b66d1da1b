"""Forms of administration: done and on record, or refused with everything kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hengtu.agencies.administration import changes_of
from hengtu.agencies.models import Account, Agency, Delegation, Post, Role
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases.models import Message
from hengtu.officers.models import Officer
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def test_an_agency_is_changed_and_the_page_says_so(cast: Cast, desk: Client, today) -> None:
    address = f"/administration/agencies/{cast.bureau.pk}/change"
    page = desk.get(address)
    assert cast.bureau.address in page.content.decode()
    words = dict(page.context["form"].initial) | {"phone": "000-999", "effective_from": today, "reason": "搬迁"}
    answer = desk.post(address, words, follow=True)
    assert "已登记：变更机构资料" in answer.content.decode()
    assert "000-00000000 → 000-999" in answer.content.decode()
    assert Agency.objects.get(pk=cast.bureau.pk).phone == "000-999"


def test_what_is_refused_is_kept_with_the_reason(cast: Cast, desk: Client, today) -> None:
    address = f"/administration/agencies/{cast.bureau.pk}/change"
    words = {"phone": "<b>1</b>", "document_word": "", "province_short": "示", "effective_from": today, "reason": "改"}
    answer = desk.post(address, words)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "用于文号，不能清空" in text
    assert "&lt;b&gt;1&lt;/b&gt;" in text
    assert "<b>1</b>" not in text
    assert changes_of(cast.bureau) == ()


def test_an_empty_form_names_every_missing_field(cast: Cast, desk: Client) -> None:
    answer = desk.post(f"/administration/agencies/{cast.bureau.pk}/posts/new", {})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "没有登记" in text
    assert "人员没有填写，请补填。" in text
    assert 'aria-invalid="true"' in text


def test_an_appointment_by_the_form_counts(cast: Cast, desk: Client, today) -> None:
    words = {
        "account": cast.account("deputy-1").pk,
        "role": "AGENCY_HEAD",
        "effective_from": today,
        "effective_to": "",
        "reason": "任免〔2026〕1号",
    }
    address = f"/administration/agencies/{cast.bureau.pk}/posts/new"
    assert desk.post(address, words).status_code == 302
    assert "agency_head" in roles_on(cast.account("deputy-1"), cast.bureau, today)
    again = desk.post(address, words)  # a double click
    assert again.status_code == 422
    assert "已有这个岗位" in again.content.decode()
    assert Post.objects.filter(account=cast.account("deputy-1"), role="AGENCY_HEAD").count() == 1


def test_an_administrator_does_not_make_himself_head(cast: Cast, admin, desk: Client, today) -> None:
    words = {"account": admin.pk, "role": "AGENCY_HEAD", "effective_from": today, "reason": "任免"}
    answer = desk.post(f"/administration/agencies/{cast.bureau.pk}/posts/new", words)
    assert answer.status_code == 422
    assert "不能给本人任命" in answer.content.decode()
    assert not Post.objects.filter(account=admin, role="AGENCY_HEAD").exists()


def test_an_account_from_elsewhere_cannot_be_slipped_in(cast: Cast, desk: Client, today) -> None:
    words = {"account": cast.stranger.account.pk, "role": "OFFICER", "effective_from": today, "reason": "借调"}
    answer = desk.post(f"/administration/agencies/{cast.bureau.pk}/posts/new", words)
    assert answer.status_code == 422
    assert not Post.objects.filter(account=cast.stranger.account, agency=cast.bureau).exists()


def test_a_post_is_ended(cast: Cast, desk: Client, today) -> None:
    post = cast.account("archivist").posts.get()
    words = {"effective_to": today + timedelta(days=1), "reason": "退休"}
    assert desk.post(f"/administration/posts/{post.pk}/end", words).status_code == 302
    post.refresh_from_db()
    assert post.effective_to == today + timedelta(days=1)


def test_a_new_account_shows_its_password_once(cast: Cast, desk: Client, today) -> None:
    words = {"username": "wang.li", "name": "王丽", "role": "OFFICER", "effective_from": today, "reason": "新录用"}
    address = f"/administration/agencies/{cast.squad.pk}/accounts/new"
    answer = desk.post(address, words)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    account = Account.objects.get(username="wang.li")
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert account.check_password(password)
    assert account.must_change_password
    assert password not in desk.get(f"/administration/accounts/{account.pk}/").content.decode()
    assert desk.post(address, words).status_code == 422  # sent again: refused, not a second password


def test_a_password_is_reset_and_its_owner_is_told(cast: Cast, desk: Client) -> None:
    account = cast.account("officer-a")
    answer = desk.post(f"/administration/accounts/{account.pk}/password", {"reason": "忘记密码，当面核对"})
    assert Account.objects.get(pk=account.pk).check_password(answer.context["password"])
    (message,) = Message.objects.filter(to=account)
    assert "admin重设" in message.text
    assert answer.context["password"] not in message.text


@pytest.mark.parametrize("act", ["stop", "factor"])
def test_stopping_and_second_factor_are_on_record(cast: Cast, desk: Client, act: str) -> None:
    account = cast.account("officer-a")
    answer = desk.post(f"/administration/accounts/{account.pk}/{act}", {"reason": "手机遗失"}, follow=True)
    assert "已登记" in answer.content.decode()
    assert changes_of(cast.squad)[0].reason == "手机遗失"
    assert Message.objects.filter(to=account).exists()


def test_nobody_resets_his_own_password_here(cast: Cast, admin, desk: Client) -> None:
    answer = desk.post(f"/administration/accounts/{admin.pk}/password", {"reason": "想换"})
    assert answer.status_code == 422
    assert "账号和安全" in answer.content.decode()


def test_a_session_of_a_stopped_account_ends(cast: Cast, desk: Client, client_of) -> None:
    officer = client_of(cast.account("officer-a"))
    desk.post(f"/administration/accounts/{cast.account('officer-a').pk}/stop", {"reason": "调离"})
    assert officer.get("/cases/").status_code == 302


def test_an_officer_a_certificate_and_its_suspension(cast: Cast, desk: Client, today) -> None:
    entered = desk.post(
        f"/administration/agencies/{cast.squad.pk}/officers/new",
        {"name": "新人", "kind": "OFFICER", "account": "", "effective_from": today, "reason": "新录用"},
    )
    officer = Officer.objects.get(name="新人")
    assert entered.headers["Location"].startswith(f"/administration/officers/{officer.uid}/")
    words = {"number": "0013", "categories": ["all"], "valid_from": today, "valid_to": today + timedelta(days=30)}
    assert (
        desk.post(f"/administration/officers/{officer.uid}/certificates/new", {**words, "reason": "新发"}).status_code
        == 302
    )
    certificate = officer.certificates.get()
    assert "快到期" in desk.get(f"/administration/officers/{officer.uid}/").content.decode()
    change = {"kind": "SUSPENDED", "effective_from": today, "reason": "调查", "basis": "证件管理规定"}
    head = cast.account("head")
    answer = desk.post(
        f"/administration/certificates/{certificate.pk}/change", {**change, "approved_by": head.pk}, follow=True
    )
    assert "暂扣" in answer.content.decode()
    assert "局长批准" in answer.content.decode()
    assert Message.objects.filter(to=head, text__contains="经您批准").exists()
    again = desk.post(f"/administration/certificates/{certificate.pk}/change", {**change, "approved_by": head.pk})
    assert again.status_code == 422
    assert "不能再作「暂扣」" in again.content.decode()


def test_a_route_is_published_and_shown_with_the_layer_it_goes_before(cast: Cast, desk: Client, today) -> None:
    words = {
        "act_kind": "decided",
        "min_amount_yuan": "",
        "first": "HANDLING_UNIT_HEAD",
        "second": "AGENCY_HEAD",
        "effective_from": today,
        "source": "县局审批规定",
        "reason": "内控",
    }
    assert desk.post(f"/administration/agencies/{cast.bureau.pk}/routes/new", words).status_code == 302
    text = desk.get(f"/administration/routes/?agency={cast.bureau.pk}").content.decode()
    assert "办案机构负责人、执法部门负责人" in text
    assert "未采用：法律规定的默认：执法部门负责人" in text
    assert desk.post(f"/administration/agencies/{cast.bureau.pk}/routes/new", words).status_code == 422


def test_a_head_delegates_and_takes_back(cast: Cast, client_of, today) -> None:
    head, deputy = client_of(cast.account("head")), cast.account("deputy-1")
    assert head.get("/administration/delegations/").status_code == 200
    post = cast.account("head").posts.get(role=Role.AGENCY_HEAD)
    words = {
        "to": deputy.pk,
        "effective_from": today,
        "effective_to": today + timedelta(days=7),
        "act_kinds": ["decided", "case_filed"],
        "reason": "外出培训",
    }
    address = f"/administration/delegations/{post.pk}/new"
    assert not any(
        " checked" in line for line in head.get(address).content.decode().split("<input") if "act_kinds" in line
    )
    assert head.post(address, {**words, "act_kinds": ["discussed"]}).status_code == 422
    assert head.post(address, words).status_code == 302
    assert "agency_head" in roles_on(deputy, cast.squad, today, act_kind="decided")
    assert Message.objects.filter(to=deputy, text__contains="委托给您").exists()
    given = Delegation.objects.get()
    assert "外出培训" in client_of(deputy).get("/administration/delegations/").content.decode()
    assert client_of(deputy).get(f"/administration/delegations/{given.pk}/end").status_code == 404
    assert client_of(deputy).get(address).status_code == 404
    end = {"effective_to": today + timedelta(days=1), "reason": "提前回来"}
    assert head.post(f"/administration/delegations/{given.pk}/end", end).status_code == 302
    assert "agency_head" not in roles_on(deputy, cast.squad, today + timedelta(days=1), act_kind="decided")


def test_whoever_has_no_post_to_hand_over_is_told_whose_can(cast: Cast, client_of) -> None:
    answer = client_of(cast.account("officer-a")).get("/administration/delegations/")
    assert answer.status_code == 403
    assert "执法部门负责人" in answer.content.decode()


def test_the_overview_warns(cast: Cast, desk: Client) -> None:
    page = desk.get("/administration/")
    text = page.content.decode()
    assert "80.0%" in text
    assert "5个执法岗位，4个由持有效证件的人担任" in text
    assert [officer.name for officer in page.context["lacking"]] == ["暂扣"]
    assert page.context["short_count"] == 0


def test_the_numbers_show_the_next_one(cast: Cast, desk: Client, today) -> None:
    text = desk.get(f"/administration/numbers/?agency={cast.squad.pk}").content.decode()
    assert f"示（示例）交执罚〔{today.year}〕00001号" in text


def test_rules_mark_what_nobody_checked(cast: Cast, desk: Client) -> None:
    text = desk.get("/administration/rules/?item=overlimit-mass&place=990000&on=2026-01-05").content.decode()
    assert "未核实：来源没有核对，不作为依据" in text
    zhejiang = desk.get("/administration/rules/?item=overlimit-mass&place=浙江&on=2026-01-05").content.decode()
    assert "浙江省公路条例" in zhejiang
    assert "适用，自2020年7月1日起" in zhejiang.replace('<span class="nb">', "").replace("</span>", "")


@pytest.mark.parametrize("query", ["item=nothing", "place=火星", "on=tomorrow"])
def test_a_question_without_an_answer_says_why(cast: Cast, desk: Client, query: str) -> None:
    answer = desk.get(f"/administration/rules/?{query}")
    assert answer.status_code == 422
    assert "没有查到" in answer.content.decode()


def test_no_unread_number_of_an_article_is_shown(cast: Cast, desk: Client) -> None:
    for page in ("rules/", "rules/?item=ridehail-vehicle-uncertified&place=河北", "forms/", "routes/"):
        assert "~" not in desk.get(f"/administration/{page}").content.decode().split("<main")[1]

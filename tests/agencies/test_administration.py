"""Administering: who may, that nobody raises himself, and that every change is on record."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hengtu.agencies.administration import AdministrationRefused, Mandate, changes_of, stream_of
from hengtu.agencies.models import Account, Agency, Delegation, Post, Role
from hengtu.agencies.policies import DECIDING_ROLES, administers, may_take_for_oneself
from hengtu.agencies.scope import reach_of
from hengtu.agencies.selectors.accounts import accounts_administered_by
from hengtu.agencies.selectors.delegable import delegable_kinds
from hengtu.agencies.selectors.roles import roles_on
from hengtu.agencies.selectors.routes import route_for, route_layers
from hengtu.agencies.services.administer_accounts import (
    note_qualification,
    open_account,
    reset_password,
    reset_second_factor,
    set_active,
)
from hengtu.agencies.services.administer_agency import JOB, add_unit, change_agency
from hengtu.agencies.services.administer_delegations import hand_over, take_back
from hengtu.agencies.services.administer_posts import appoint, end_appointment
from hengtu.agencies.services.administer_routes import publish_own_route
from hengtu.agencies.services.appoint import AppointmentRefused, give_post
from hengtu.agencies.services.publish_route import load_default_routes
from hengtu.cases.models import EnforcementCase
from hengtu.ledger.jobs import Worker
from hengtu.ledger.models import Stream
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.officers.models import Officer
from tests.cast import DAY, SINCE, Cast, appointed, make_cast

pytestmark = pytest.mark.django_db
AT = datetime(2025, 6, 3, 2, tzinfo=UTC)
TOMORROW = DAY + timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def admin(cast: Cast) -> Account:
    return appointed("admin", cast.bureau, Role.ADMIN)


def mandate(by: Account, reason: str = "人事任免〔2025〕3 号") -> Mandate:
    return Mandate(by, reason, AT)


def refused(code: str):
    """The service refuses with this code."""

    class Refusing:
        def __enter__(self):
            self.context = pytest.raises((AdministrationRefused, AppointmentRefused))
            self.refusal = self.context.__enter__()
            return self

        def __exit__(self, *details):
            handled = self.context.__exit__(*details)
            assert self.refusal.value.code == code
            return handled

    return Refusing()


def test_an_administrator_reaches_his_agency_and_all_below_it_and_no_other(cast: Cast, admin: Account) -> None:
    assert set(Agency.objects.administered_by(admin, DAY)) == {cast.bureau, cast.squad}
    above = appointed("admin-province", cast.line.province, Role.ADMIN)
    assert cast.squad in Agency.objects.administered_by(above, DAY)
    assert cast.elsewhere.bureau not in Agency.objects.administered_by(above, DAY)
    everywhere = appointed("admin-ministry", cast.line.ministry, Role.ADMIN)
    assert cast.elsewhere.squad in Agency.objects.administered_by(everywhere, DAY)


def test_an_administrator_sees_no_case_and_works_on_none(cast: Cast, admin: Account) -> None:
    assert reach_of(admin, DAY).is_nothing
    for rows in (EnforcementCase.objects, Officer.objects):
        assert not rows.visible_to(admin, DAY).exists()
        assert not rows.workable_by(admin, DAY).exists()


@pytest.mark.parametrize("key", ["officer-a", "head", "reviewer", "auxiliary"])
def test_nobody_else_administers(cast: Cast, key: str) -> None:
    assert not Agency.objects.administered_by(cast.account(key), DAY).exists()
    with refused("not_administered"):
        change_agency(agency=cast.bureau, values={"phone": "1"}, effective_from=DAY, mandate=mandate(cast.account(key)))


def test_administering_ends_with_the_post_and_with_the_account(cast: Cast, admin: Account) -> None:
    Post.objects.filter(account=admin).update(effective_to=DAY)
    assert not Agency.objects.administered_by(admin, DAY).exists()
    assert Agency.objects.administered_by(admin, DAY - timedelta(days=1)).exists()
    admin.is_active = False
    assert not Agency.objects.administered_by(admin, DAY - timedelta(days=1)).exists()


def test_a_deciding_role_is_never_taken_for_oneself() -> None:
    assert not any(may_take_for_oneself(role) for role in (*DECIDING_ROLES, Role.ADMIN))
    assert [role for role in Role if administers(role)] == [Role.ADMIN]


@pytest.mark.parametrize("role", [Role.AGENCY_HEAD, Role.OFFICER, Role.LEGAL_REVIEWER, Role.ADMIN])
def test_nobody_gives_himself_a_post_that_decides(cast: Cast, admin: Account, role: Role) -> None:
    with refused("own_post"):
        appoint(account=admin, agency=cast.squad, role=role, effective_from=DAY, mandate=mandate(admin))
    assert admin.posts.count() == 1


def test_an_appointment_counts_and_is_on_record_with_its_reason(cast: Cast, admin: Account) -> None:
    deputy = cast.account("deputy-1")
    appoint(account=deputy, agency=cast.bureau, role=Role.AGENCY_HEAD, effective_from=DAY, mandate=mandate(admin))
    assert "agency_head" in roles_on(deputy, cast.squad, DAY)
    (change,) = changes_of(cast.bureau)
    assert (change.what, change.by, change.reason) == ("任命岗位", "admin", "人事任免〔2025〕3 号")
    assert "副局长一" in change.subject
    assert change.effective_from == DAY
    (act,) = acts_of_stream(stream_of(cast.bureau))
    assert act.in_name_of == cast.bureau.code
    assert Stream.objects.get(pk=act.stream).kind == "agency"


def test_a_change_needs_a_reason(cast: Cast, admin: Account) -> None:
    with refused("reason_missing"):
        end_appointment(post=cast.account("head").posts.first(), effective_to=TOMORROW, mandate=mandate(admin, "  "))


def test_what_is_refused_leaves_no_record(cast: Cast, admin: Account) -> None:
    with refused("reviewer_not_qualified"):
        appoint(
            account=cast.account("archivist"),
            agency=cast.bureau,
            role=Role.LEGAL_REVIEWER,
            effective_from=DAY,
            mandate=mandate(admin),
        )
    assert changes_of(cast.bureau) == ()
    note_qualification(
        account=cast.account("archivist"), agency=cast.bureau, qualified_from=SINCE, mandate=mandate(admin)
    )
    assert appoint(
        account=Account.objects.get(username=cast.account("archivist").username),
        agency=cast.bureau,
        role=Role.LEGAL_REVIEWER,
        effective_from=DAY,
        mandate=mandate(admin),
    )


def test_a_post_ends_from_today_on_and_never_backwards(cast: Cast, admin: Account) -> None:
    post = cast.account("archivist").posts.get()
    with refused("backdated"):
        end_appointment(post=post, effective_to=DAY - timedelta(days=1), mandate=mandate(admin))
    end_appointment(post=post, effective_to=DAY, mandate=mandate(admin))
    assert roles_on(cast.account("archivist"), cast.bureau, DAY) == frozenset()
    with refused("already_ended"):
        end_appointment(post=post, effective_to=TOMORROW, mandate=mandate(admin))


def test_the_last_administrator_stays_until_another_is_there(cast: Cast, admin: Account) -> None:
    with refused("last_administrator"):
        end_appointment(post=admin.posts.get(), effective_to=TOMORROW, mandate=mandate(admin))
    appointed("admin-2", cast.bureau, Role.ADMIN)
    assert end_appointment(post=admin.posts.get(), effective_to=TOMORROW, mandate=mandate(admin))


def test_an_account_with_a_post_outside_is_out_of_reach(cast: Cast, admin: Account) -> None:
    """Else an administrator would give his superior a post in his own squad and then reset the password."""
    superior = appointed("superior", cast.line.city, Role.AGENCY_HEAD)
    with refused("account_not_administered"):
        appoint(account=superior, agency=cast.squad, role=Role.HOTLINE, effective_from=DAY, mandate=mandate(admin))
    give_post(account=superior, agency=cast.squad, role=Role.HOTLINE, effective_from=SINCE)
    assert superior not in accounts_administered_by(admin, DAY)
    with refused("account_not_administered"):
        reset_password(account=superior, agency=cast.squad, mandate=mandate(admin))
    Post.objects.filter(account=superior, agency=cast.line.city).update(effective_to=DAY)
    assert superior in accounts_administered_by(admin, DAY)


def test_a_new_account_has_a_password_that_nobody_stores(cast: Cast, admin: Account) -> None:
    opened = open_account(
        username="chen.yu",
        name="陈屿",
        agency=cast.squad,
        role=Role.OFFICER,
        effective_from=DAY,
        mandate=mandate(admin),
    )
    assert opened.account.check_password(opened.password)
    assert opened.password not in opened.account.password
    assert len(opened.password.replace("-", "")) == 12
    assert not set(opened.password) & set("0O1lI")
    assert opened.password not in repr([act.payload for act in acts_of_stream(stream_of(cast.squad))])
    assert [change.what for change in changes_of(cast.squad)] == ["任命岗位", "开立账号"]
    again = {"username": "chen.yu", "name": "陈", "agency": cast.squad, "role": Role.OFFICER, "effective_from": DAY}
    with refused("username_taken"):
        open_account(**again, mandate=mandate(admin))  # type: ignore[arg-type]


@pytest.mark.parametrize("username", ["", "x", "陈屿", "A B", "<b>", "a" * 33, "-a"])
def test_a_user_name_is_plain(cast: Cast, admin: Account, username: str) -> None:
    with refused("username_form"):
        open_account(
            username=username,
            name="陈",
            agency=cast.squad,
            role=Role.OFFICER,
            effective_from=DAY,
            mandate=mandate(admin),
        )


def test_stopping_an_account_is_no_matter_for_its_owner_and_is_on_record(cast: Cast, admin: Account) -> None:
    account = cast.account("officer-a")
    set_active(account=account, agency=cast.squad, active=False, mandate=mandate(admin))
    assert not Account.objects.get(pk=account.pk).is_active
    assert reach_of(account, DAY).is_nothing
    set_active(account=account, agency=cast.squad, active=True, mandate=mandate(admin))
    assert [change.what for change in changes_of(cast.squad)] == ["恢复账号", "停用账号"]
    with refused("own_account"):
        set_active(account=admin, agency=cast.bureau, active=False, mandate=mandate(admin))


def test_the_second_factor_is_taken_off_and_counted(cast: Cast, admin: Account) -> None:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    account = cast.account("head")
    TOTPDevice.objects.create(user=account, name="手机", confirmed=True)
    TOTPDevice.objects.create(user=account, name="没确认", confirmed=False)
    assert reset_second_factor(account=account, agency=cast.bureau, mandate=mandate(admin)) == 2
    assert not TOTPDevice.objects.filter(user=account).exists()


def test_a_change_of_an_agency_shows_what_was_and_what_is(cast: Cast, admin: Account) -> None:
    values = {"phone": "000-123", "court": cast.bureau.court}
    change_agency(agency=cast.bureau, values=values, effective_from=DAY, mandate=mandate(admin))
    assert Agency.objects.get(pk=cast.bureau.pk).phone == "000-123"
    (record,) = changes_of(cast.bureau)
    (change,) = record.changes
    assert (change.field, change.before, change.after) == ("联系电话", "000-00000000", "000-123")
    assert change_agency(agency=cast.bureau, values=values, effective_from=DAY, mandate=mandate(admin)) == []
    assert len(changes_of(cast.bureau)) == 1


def test_a_word_changed_for_a_day_to_come_waits_for_it(cast: Cast, admin: Account) -> None:
    new_year = date(2026, 1, 1)
    change_agency(agency=cast.bureau, values={"document_word": "新"}, effective_from=new_year, mandate=mandate(admin))
    assert Agency.objects.get(pk=cast.bureau.pk).document_word == "示例"
    before = Worker("w", lambda: datetime(2025, 12, 31, 15, 59, tzinfo=UTC))
    assert not before.run_one()
    after = Worker("w", lambda: datetime(2025, 12, 31, 16, 0, tzinfo=UTC))
    assert after.run_one()
    assert Agency.objects.get(pk=cast.bureau.pk).document_word == "新"
    assert JOB == "agencies.change_agency"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"document_word": " "}, "word_missing"),
        ({"zip_code": "1234567"}, "field_too_long"),
        ({"name": "别的名称"}, "field_not_changeable"),
    ],
)
def test_what_cannot_be_changed_like_this_is_refused(cast: Cast, admin: Account, values, code: str) -> None:
    with refused(code):
        change_agency(agency=cast.bureau, values=values, effective_from=DAY, mandate=mandate(admin))


def test_nothing_is_changed_backwards(cast: Cast, admin: Account) -> None:
    with refused("backdated"):
        change_agency(
            agency=cast.bureau, values={"phone": "1"}, effective_from=DAY - timedelta(days=1), mandate=mandate(admin)
        )


def test_a_unit_acts_in_the_name_of_the_bureau(cast: Cast, admin: Account) -> None:
    words = {"code": "DEMO-S2", "name": "示例县第二执法中队", "short_name": "二中队", "division_code": "139901"}
    unit = add_unit(parent=cast.bureau, **words, effective_from=DAY, mandate=mandate(admin))
    assert unit.legal_subject == cast.bureau
    assert unit in Agency.objects.administered_by(admin, DAY)
    with refused("code_taken"):
        add_unit(parent=cast.bureau, **words, effective_from=DAY, mandate=mandate(admin))


def test_an_own_route_wins_from_its_day_and_amount_on(cast: Cast, admin: Account) -> None:
    load_default_routes()
    publish_own_route(
        agency=cast.bureau,
        act_kind="decided",
        act_name="作出处罚决定",
        roles=["handling_unit_head", "agency_head", "chief_head"],
        effective_from=TOMORROW,
        source="示例县局审批权限规定",
        mandate=mandate(admin),
        min_amount_yuan=Decimal(5000),
    )
    assert route_for(cast.squad, "decided", Decimal(9000), DAY).roles == ("agency_head",)
    decided = [layer for layer in route_layers(cast.squad, TOMORROW) if layer.act_kind == "decided"]
    assert [(layer.from_yuan, layer.winner.agency) for layer in decided] == [(0, None), (5000, cast.bureau)]
    for amount in (0, 4999, 5000, 10**6):
        shown = [layer for layer in decided if layer.from_yuan <= amount][-1]
        assert shown.winner.pk == route_for(cast.squad, "decided", Decimal(amount), TOMORROW).route_id
    (record,) = changes_of(cast.bureau)
    assert record.changes[0].before == "执法部门负责人"
    with refused("backdated"):
        publish_own_route(
            agency=cast.bureau,
            act_kind="decided",
            act_name="作出处罚决定",
            roles=["agency_head"],
            effective_from=DAY - timedelta(days=1),
            source="规定",
            mandate=mandate(admin),
        )


def test_a_head_hands_over_what_the_law_lets_him(cast: Cast) -> None:
    load_default_routes()
    kinds = dict(delegable_kinds(cast.bureau, Role.AGENCY_HEAD, DAY))
    assert {"decided", "case_filed", "case_closed"} <= set(kinds)
    assert not {"discussed", "criminal_transfer_decided", "evidence_collected"} & set(kinds)
    assert dict(delegable_kinds(cast.bureau, Role.ARCHIVIST, DAY)).keys() == {"archived", "file_supplemented"}
    assert delegable_kinds(cast.bureau, Role.OFFICER, DAY) == ()


def handed_over(cast: Cast, by: str = "head", to: str = "deputy-1", start: date = DAY) -> Delegation:
    return hand_over(
        post=cast.account("head").posts.get(role=Role.AGENCY_HEAD),
        to=cast.account(to),
        act_kinds=["decided"],
        effective_from=start,
        effective_to=date(2025, 7, 1),
        mandate=mandate(cast.account(by), "外出培训"),
    )


def test_a_post_is_handed_over_by_its_holder_and_taken_back(cast: Cast) -> None:
    delegation = handed_over(cast)
    deputy = cast.account("deputy-1")
    assert "agency_head" in roles_on(deputy, cast.squad, DAY, act_kind="decided")
    with refused("ends_too_early"):
        take_back(delegation=delegation, effective_to=DAY, mandate=mandate(cast.account("head"), "回来了"))
    take_back(delegation=delegation, effective_to=TOMORROW, mandate=mandate(cast.account("head"), "回来了"))
    assert "agency_head" in roles_on(deputy, cast.squad, DAY, act_kind="decided")
    assert "agency_head" not in roles_on(deputy, cast.squad, TOMORROW, act_kind="decided")
    assert [change.what for change in changes_of(cast.bureau)] == ["结束委托", "委托岗位"]


def test_a_delegation_that_has_not_begun_is_withdrawn_and_stays_on_record(cast: Cast) -> None:
    delegation = handed_over(cast, start=TOMORROW)
    take_back(delegation=delegation, effective_to=TOMORROW, mandate=mandate(cast.account("head"), "不去了"))
    assert not Delegation.objects.exists()
    assert "没有开始" in changes_of(cast.bureau)[0].subject


def test_nobody_hands_over_a_post_of_somebody_else_or_to_a_stranger(cast: Cast, admin: Account) -> None:
    with refused("not_own_post"):
        handed_over(cast, by="deputy-1", to="deputy-2")
    for to in ("auxiliary",):
        with refused("not_a_colleague"):
            handed_over(cast, to=to)
    with refused("not_a_colleague"):
        hand_over(
            post=cast.account("head").posts.get(role=Role.AGENCY_HEAD),
            to=cast.stranger.account,
            act_kinds=["decided"],
            effective_from=DAY,
            effective_to=TOMORROW,
            mandate=mandate(cast.account("head"), "外出"),
        )
    with refused("backdated"):
        handed_over(cast, start=DAY - timedelta(days=1))

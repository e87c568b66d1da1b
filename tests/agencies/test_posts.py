"""Posts, acting heads and delegations: who holds which role on the day of an act."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from hengtu.agencies.models import Account, Delegation, Post, Role
from hengtu.agencies.selectors.roles import role_grants_on, roles_on
from hengtu.agencies.services.appoint import AppointmentRefused, delegate_post, end_post, give_post
from hengtu.agencies.services.register_agency import register_agency
from tests.cast import DAY, SINCE, Cast, make_cast

pytestmark = pytest.mark.django_db
AT = datetime(2025, 5, 30, 1, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def newcomer(name: str = "新人", qualified: date | None = None) -> Account:
    return Account.objects.create_account(name, name, None, legally_qualified_from=qualified)


def test_the_cast_holds_the_roles_of_the_scripts(cast: Cast) -> None:
    roles = {key: roles_on(cast.account(key), cast.squad, DAY) for key in cast.members}
    assert roles["officer-a"] == roles["officer-x"] == {"officer"}
    assert roles["officer-c"] == {"officer", "hearing_host"}
    assert roles["unit-head"] == {"handling_unit_head"}
    assert roles["head"] == {"agency_head", "chief_head"}
    assert roles["deputy-1"] == {"deputy_head"}
    assert roles["reviewer"] == {"legal_reviewer"}
    assert roles["auxiliary"] == {"auxiliary"}
    assert (roles["archivist"], roles["cashier"]) == ({"archivist"}, {"cashier"})


def test_a_stranger_holds_nothing_here(cast: Cast) -> None:
    assert roles_on(cast.stranger.account, cast.squad, DAY) == frozenset()
    assert roles_on(cast.stranger.account, cast.elsewhere.squad, DAY) == {"officer"}


def test_the_head_of_another_squad_is_not_the_head_of_this_one(cast: Cast) -> None:
    second = register_agency(
        code="SQUAD-2",
        name="二大队",
        short_name="二大队",
        division_code="139901",
        level="STATION",
        effective_from=SINCE,
        parent=cast.bureau,
        acts_in_name_of=cast.bureau,
    )
    head = cast.account("unit-head")
    assert roles_on(head, second, DAY) == frozenset()
    assert roles_on(head, cast.bureau, DAY) == {"handling_unit_head"}
    assert roles_on(cast.account("officer-a"), second, DAY) == {"officer"}


def test_a_post_counts_from_its_first_day_up_to_its_last(cast: Cast) -> None:
    head = cast.account("head")
    for post in head.posts.all():
        end_post(post=post, effective_to=DAY)
    assert "agency_head" in roles_on(head, cast.squad, date(2025, 6, 2))
    assert roles_on(head, cast.squad, DAY) == frozenset()
    assert roles_on(head, cast.squad, date(2019, 12, 31)) == frozenset()


def test_an_acting_head_counts_in_full_and_is_recorded_as_acting(cast: Cast) -> None:
    deputy = cast.account("deputy-1")
    give_post(
        account=deputy,
        agency=cast.bureau,
        role=Role.AGENCY_HEAD,
        effective_from=date(2025, 6, 1),
        effective_to=date(2025, 6, 8),
        acting=True,
    )
    grants = {grant.role: grant for grant in role_grants_on(deputy, cast.squad, DAY)}
    assert grants["agency_head"].acting
    assert grants["agency_head"].manner_zh == "代理或主持工作"
    assert grants["deputy_head"].manner_zh == "本岗"
    assert "agency_head" not in roles_on(deputy, cast.squad, date(2025, 6, 8))


def delegate(cast: Cast, to: str = "deputy-1", role: Role = Role.AGENCY_HEAD, **changes: object) -> Delegation:
    values: dict[str, object] = {
        "post": cast.account("head").posts.filter(role=role).first() or cast.account("officer-a").posts.get(),
        "to": cast.account(to),
        "act_kinds": ["case_filed", "decided"],
        "effective_from": date(2025, 6, 1),
        "effective_to": date(2025, 6, 8),
        "reason": "外出培训",
        "at": AT,
    }
    return delegate_post(**{**values, **changes})  # type: ignore[arg-type]


def test_a_delegation_counts_for_its_acts_and_days_and_is_recorded_as_such(cast: Cast) -> None:
    delegation = delegate(cast)
    deputy = cast.account("deputy-1")
    grants = role_grants_on(deputy, cast.squad, DAY, act_kind="decided")
    assert [(grant.role, grant.delegation_id, grant.manner_zh) for grant in grants] == [
        ("deputy_head", None, "本岗"),
        ("agency_head", delegation.pk, "受委托"),
    ]
    assert roles_on(deputy, cast.squad, DAY, act_kind="measure_approved") == {"deputy_head"}
    assert roles_on(deputy, cast.squad, DAY) == {"deputy_head"}
    assert "agency_head" not in roles_on(deputy, cast.squad, date(2025, 6, 8), act_kind="decided")
    assert "agency_head" in roles_on(cast.account("head"), cast.squad, DAY, act_kind="decided")


def test_a_delegation_falls_with_the_post_it_rests_on(cast: Cast) -> None:
    delegate(cast)
    end_post(post=cast.account("head").posts.get(role=Role.AGENCY_HEAD), effective_to=date(2025, 6, 2))
    assert "agency_head" not in roles_on(cast.account("deputy-1"), cast.squad, DAY, act_kind="decided")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"act_kinds": ["decided", "discussed"]}, "not_delegable"),
        ({"act_kinds": ["criminal_transfer_decided"]}, "not_delegable"),
        ({"act_kinds": []}, "not_delegable"),
        ({"role": Role.CHIEF_HEAD}, "not_delegable"),
        ({"role": Role.OFFICER}, "not_delegable"),
        ({"to": "head"}, "delegation_to_oneself"),
        ({"to": "auxiliary"}, "auxiliary_cannot_decide"),
        ({"reason": "  "}, "delegation_without_reason"),
        ({"effective_to": date(2025, 6, 1)}, "ends_before_start"),
        ({"effective_from": date(2019, 6, 1)}, "delegation_outside_post"),
    ],
)
def test_what_cannot_be_delegated_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    with pytest.raises(AppointmentRefused) as refusal:
        delegate(cast, **changes)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("changes", [{"effective_to": None}, {"reason": ""}])
def test_the_database_wants_an_end_and_a_reason_of_a_delegation(cast: Cast, changes: dict[str, object]) -> None:
    delegation = delegate(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=delegation.pk).update(**changes)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEGAL_REVIEWER, Role.AGENCY_HEAD, Role.ARCHIVIST])
def test_an_auxiliary_gets_no_post_that_decides(cast: Cast, role: Role) -> None:
    with pytest.raises(AppointmentRefused) as refusal:
        give_post(account=cast.account("auxiliary"), agency=cast.bureau, role=role, effective_from=DAY)
    assert refusal.value.code == "auxiliary_cannot_decide"


def test_an_officer_does_not_become_an_auxiliary_besides(cast: Cast) -> None:
    officer = cast.account("officer-a")
    with pytest.raises(AppointmentRefused) as refusal:
        give_post(account=officer, agency=cast.squad, role=Role.AUXILIARY, effective_from=DAY)
    assert refusal.value.code == "auxiliary_cannot_decide"
    end_post(post=officer.posts.get(), effective_to=DAY)
    give_post(account=officer, agency=cast.squad, role=Role.AUXILIARY, effective_from=DAY)
    assert roles_on(officer, cast.squad, DAY) == {"auxiliary"}


def test_a_new_reviewer_needs_the_legal_qualification_by_that_day(cast: Cast) -> None:
    for account in (newcomer("甲"), newcomer("乙", qualified=date(2025, 6, 4))):
        with pytest.raises(AppointmentRefused) as refusal:
            give_post(account=account, agency=cast.bureau, role=Role.LEGAL_REVIEWER, effective_from=DAY)
        assert refusal.value.code == "reviewer_not_qualified"
        assert "第五十八条" in refusal.value.message
    qualified = newcomer("丙", qualified=DAY)
    assert give_post(account=qualified, agency=cast.bureau, role=Role.LEGAL_REVIEWER, effective_from=DAY)


def test_who_reviewed_before_goes_on_without_it(cast: Cast) -> None:
    veteran = newcomer()
    Post.objects.create(
        account=veteran,
        agency=cast.bureau,
        role=Role.LEGAL_REVIEWER,
        effective_from=date(2015, 1, 1),
        effective_to=date(2017, 1, 1),
    )
    assert give_post(account=veteran, agency=cast.bureau, role=Role.LEGAL_REVIEWER, effective_from=DAY)


def test_there_is_one_chief_head_at_a_time(cast: Cast) -> None:
    with pytest.raises(AppointmentRefused) as refusal:
        give_post(account=newcomer(), agency=cast.bureau, role=Role.CHIEF_HEAD, effective_from=DAY, acting=True)
    assert refusal.value.code == "second_chief_head"
    end_post(post=cast.account("head").posts.get(role=Role.CHIEF_HEAD), effective_to=DAY)
    assert give_post(account=newcomer("接任"), agency=cast.bureau, role=Role.CHIEF_HEAD, effective_from=DAY)


def test_a_post_is_given_once(cast: Cast) -> None:
    with pytest.raises(AppointmentRefused) as refusal:
        give_post(account=cast.account("head"), agency=cast.bureau, role=Role.AGENCY_HEAD, effective_from=DAY)
    assert refusal.value.code == "post_exists"

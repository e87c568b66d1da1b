"""Row scope: fails closed, follows dates and delegations, and no region opens a door."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hengtu.agencies.models import Agency, Post, Region, RegionMember, Role
from hengtu.agencies.scope import ScopedQuerySet, reach_of
from hengtu.agencies.services.appoint import delegate_post, end_post
from hengtu.officers.models import Officer
from tests.cast import DAY, SINCE, Cast, appointed, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_a_queryset_without_a_policy_shows_nothing_even_to_the_ministry(cast: Cast) -> None:
    head = appointed("minister", cast.line.ministry, Role.CHIEF_HEAD)
    undeclared: ScopedQuerySet[Agency] = ScopedQuerySet(Agency)
    assert undeclared.exists()
    assert not undeclared.visible_to(head, DAY).exists()
    assert not undeclared.workable_by(head, DAY).exists()


def test_an_officer_sees_the_bureau_and_a_stranger_of_another_province_does_not(cast: Cast) -> None:
    ours = Officer.objects.filter(agency=cast.squad)
    assert ours.visible_to(cast.account("officer-a"), DAY).count() == ours.count()
    assert not ours.visible_to(cast.stranger.account, DAY).exists()


def test_a_post_opens_the_door_only_while_it_lasts(cast: Cast) -> None:
    account = cast.account("officer-a")
    end_post(post=account.posts.get(), effective_to=DAY)
    assert not reach_of(account, SINCE - timedelta(days=1)).places
    assert reach_of(account, SINCE).places
    assert reach_of(account, DAY - timedelta(days=1)).places
    assert reach_of(account, DAY).is_nothing


def test_a_delegation_opens_the_door_for_its_time(cast: Cast) -> None:
    archivist_of_far = appointed("far-archivist", cast.elsewhere.bureau, Role.HOTLINE)
    delegate_post(
        post=cast.account("head").posts.get(role=Role.AGENCY_HEAD),
        to=archivist_of_far,
        act_kinds=["decided"],
        effective_from=date(2025, 6, 1),
        effective_to=date(2025, 6, 8),
        reason="外出培训",
        at=datetime(2025, 5, 30, tzinfo=UTC),
    )
    assert Officer.objects.visible_to(archivist_of_far, date(2025, 6, 7)).exists()
    assert not Officer.objects.visible_to(archivist_of_far, date(2025, 6, 8)).exists()


def test_members_of_one_region_share_no_rows_by_that(cast: Cast) -> None:
    region = Region.objects.create(code="R1", name="示例协作区", effective_from=SINCE)
    for agency in (cast.bureau, cast.elsewhere.bureau):
        RegionMember.objects.create(region=region, agency=agency, effective_from=SINCE)
    assert not Officer.objects.filter(agency=cast.elsewhere.squad).visible_to(cast.account("head"), DAY).exists()


def test_two_posts_add_up(cast: Cast) -> None:
    account = cast.account("officer-a")
    Post.objects.create(account=account, agency=cast.elsewhere.bureau, role=Role.ARCHIVIST, effective_from=SINCE)
    agencies = set(Officer.objects.visible_to(account, DAY).values_list("agency_id", flat=True))
    assert agencies == {cast.squad.pk, cast.elsewhere.squad.pk}


def test_asking_costs_one_query_besides_the_rows(cast: Cast, django_assert_num_queries: object) -> None:
    account = cast.account("officer-a")
    with django_assert_num_queries(2):  # type: ignore[operator]
        list(Officer.objects.visible_to(account, DAY))

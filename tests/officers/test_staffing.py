"""Numbers that warn: what runs out, who lacks a certificate, where reviewers or holders of posts are too few."""

from datetime import date, timedelta

import pytest

from hengtu.agencies.models import Agency, Post, Role
from hengtu.law.staffing import reviewers_needed
from hengtu.officers.models import Officer
from hengtu.officers.selectors.register import PAGE, register_page, standings_of
from hengtu.officers.selectors.staffing import (
    certified_rate,
    reviewer_shares,
    running_out,
    unfilled_posts,
    valid_certificates,
    without_certificate,
)
from hengtu.officers.services.certify import issue_certificate
from hengtu.officers.services.register_officer import register_officer
from tests.cast import DAY, SINCE, Cast, appointed, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def mine(cast: Cast):
    return Agency.objects.administered_by(appointed("admin", cast.bureau, Role.ADMIN), DAY)


@pytest.mark.parametrize(
    ("officers", "needed"), [(0, 0), (1, 1), (19, 1), (20, 1), (21, 2), (40, 2), (41, 3), (100, 5), (101, 6)]
)
def test_five_per_cent_are_rounded_up_to_a_person(officers: int, needed: int) -> None:
    assert reviewers_needed(officers) == needed


def test_a_certificate_warns_in_its_last_sixty_days_and_not_once_renewed(cast: Cast, mine) -> None:
    end = date(2027, 12, 31)
    assert running_out(mine, end - timedelta(days=61)).count() == 0
    assert running_out(mine, end - timedelta(days=60)).count() == 4  # the suspended one does not count
    assert running_out(mine, end).count() == 4
    assert running_out(mine, end + timedelta(days=1)).count() == 0
    issue_certificate(
        officer=cast.officer("officer-a"), number="NEW", categories=["all"], valid_from=end, valid_to=date(2032, 1, 1)
    )
    assert running_out(mine, end - timedelta(days=10)).count() == 3


def test_a_suspended_certificate_is_none_from_its_day_on(cast: Cast, mine) -> None:
    assert not without_certificate(mine, date(2025, 4, 30)).exists()
    assert [officer.name for officer in without_certificate(mine, date(2025, 5, 1))] == ["暂扣"]
    assert valid_certificates(DAY).filter(officer__agency=cast.squad).count() == 4
    assert cast["auxiliary"].officer not in without_certificate(mine, DAY)


def test_the_rate_counts_posts_held_by_somebody_certified(cast: Cast, mine) -> None:
    rate = certified_rate(mine, DAY)
    assert (rate.certified, rate.posts, rate.percent) == (4, 5, 80.0)
    assert [post.account.name for post in rate.missing] == ["暂扣"]
    appointed("无证", cast.squad, Role.OFFICER)
    assert certified_rate(mine, DAY).percent == 66.6  # rounded down: 100 is only for all
    assert certified_rate(mine, date(2019, 1, 1)).percent is None


def test_reviewers_are_counted_per_legal_subject(cast: Cast, mine) -> None:
    (share,) = reviewer_shares(mine, DAY)
    assert (share.agency, share.officers, share.reviewers, share.needed, share.is_short) == (
        cast.bureau,
        5,
        1,
        1,
        False,
    )
    for number in range(16):
        appointed(f"officer-{number}", cast.squad, Role.OFFICER)
    (share,) = reviewer_shares(mine, DAY)
    assert (share.officers, share.needed, share.is_short) == (21, 2, True)


def test_a_post_nobody_holds_is_named(cast: Cast, mine) -> None:
    assert unfilled_posts(mine, DAY) == ()
    Post.objects.filter(account=cast.account("archivist")).update(effective_to=DAY)
    (unfilled,) = unfilled_posts(mine, DAY)
    assert (unfilled.agency, unfilled.roles) == (cast.bureau, ("案卷管理人员",))


def test_another_province_is_not_counted(cast: Cast) -> None:
    far = Agency.objects.administered_by(appointed("far", cast.elsewhere.province, Role.ADMIN), DAY)
    assert certified_rate(far, DAY).posts == 1
    assert [officer.officer.name for officer in register_page(far, DAY).rows] == ["外省执法"]


def test_the_register_is_walked_page_by_page_without_gaps(cast: Cast, mine) -> None:
    for number in range(2 * PAGE):
        register_officer(name=f"某{number:02d}", agency=cast.squad, effective_from=SINCE)
    seen, cursor = [], ""
    while True:
        page = register_page(mine, DAY, cursor=cursor)
        seen += [row.officer.pk for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == Officer.objects.filter(agency=cast.squad).count()


def test_people_are_found_by_name_and_by_the_start_of_a_number(cast: Cast, mine) -> None:
    assert [row.officer.name for row in register_page(mine, DAY, text="甲").rows] == ["甲执法"]
    number = cast.officer("officer-a").certificates.get().number
    assert [row.officer.name for row in register_page(mine, DAY, text=number).rows] == ["甲执法"]
    assert [row.officer.name for row in register_page(mine, DAY, kind="AUXILIARY").rows] == ["辅助"]


def test_a_standing_is_a_word_for_the_day(cast: Cast) -> None:
    officer = cast.officer("officer-x")

    def word(on: date) -> str:
        return standings_of([officer], on, soon=on + timedelta(days=60))[officer.pk][0].label

    days = (date(2021, 1, 1), date(2025, 4, 30), date(2025, 5, 1), date(2028, 1, 1))
    assert [word(day) for day in days] == ["尚未生效", "有效", "暂扣", "暂扣"]
    other = cast.officer("officer-a")
    assert standings_of([other], date(2028, 1, 1))[other.pk][0].label == "已到期"


def test_a_page_of_the_register_costs_a_fixed_number_of_queries(
    cast: Cast, mine, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(5):
        register_page(mine, DAY)

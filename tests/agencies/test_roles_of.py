"""Roles of several people at once agree with the roles of each, delegations and acting posts included."""

from datetime import date, timedelta

import pytest

from hengtu.agencies.models import Post
from hengtu.agencies.selectors.roles import roles_of, roles_on
from hengtu.agencies.services.appoint import delegate_post
from tests.cast import RECORDED, make_cast

pytestmark = pytest.mark.django_db


def test_all_at_once_gives_what_each_alone_gives():
    cast = make_cast()
    head_post = Post.objects.get(account=cast.account("head"), role="AGENCY_HEAD")
    start = date(2025, 6, 1)
    delegate_post(
        post=head_post,
        to=cast.account("deputy-1"),
        act_kinds=["decided"],
        effective_from=start,
        effective_to=start + timedelta(days=10),
        reason="外出培训",
        at=RECORDED,
    )
    accounts = [member.account for member in (*cast.members.values(), cast.stranger)]
    for agency in (cast.squad, cast.bureau):
        for day in (start - timedelta(days=1), start, start + timedelta(days=10)):
            for kind in ("decided", "case_filed"):
                together = roles_of(accounts, agency, day, act_kind=kind)
                alone = {account.pk: roles_on(account, agency, day, act_kind=kind) for account in accounts}
                assert together == alone
    assert "agency_head" in roles_of([cast.account("deputy-1")], cast.squad, start, act_kind="decided").popitem()[1]

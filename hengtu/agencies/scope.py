"""Row scope: which rows an account may see on a day. No post, no policy: no rows."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from hengtu.agencies.policies import ADMINISTERING_ROLES, Extent, extent_of, may_work_on_cases

if TYPE_CHECKING:
    from hengtu.agencies.models import Account, Agency, Post

M = TypeVar("M", bound=models.Model)

LEVEL_COLUMN = {"PROVINCE": "province_id", "CITY": "city_id", "COUNTY": "county_id", "STATION": "station_id"}


@dataclass(frozen=True)
class Reach:
    """The rows an account reaches: everything, or the union of (scope column, agency id) pairs; empty means none."""

    everything: bool = False
    places: frozenset[tuple[str, int]] = frozenset()

    @property
    def is_nothing(self) -> bool:
        """Whether no row at all is reached."""
        return not self.everything and not self.places

    def holds(self, agency: Agency) -> bool:
        """Whether an agency lies within, told from its own columns."""
        return self.everything or any(getattr(agency, column) == agency_id for column, agency_id in self.places)

    def as_condition(self) -> Q:
        """Return the union as one condition on the scope columns; never called for a reach of nothing."""
        condition = Q()
        for column, agency_id in sorted(self.places):
            condition |= Q(**{column: agency_id})
        return condition


NOTHING = Reach()


def reach_of(account: Any, on: date, *, to_work: bool = False, roles: Container[str] | None = None) -> Reach:
    """Return what an account reaches on a day through its posts and through posts delegated to it.

    Args:
        account: an Account; anonymous, missing or disabled ones reach nothing.
        on: civil date; posts and delegations count when in force on it.
        to_work: only what the account may work on. Superiors and supervisors see a subtree, but only the legal
            subject that holds the case acts in it, so the reach to work never goes beyond the own legal subject.
        roles: only posts of these roles count, where a thing is meant for some of those who see cases.
    """
    if account is None or not getattr(account, "is_authenticated", False) or not account.is_active:
        return NOTHING
    places: set[tuple[str, int]] = set()
    for post in _posts_behind(account, on):
        if roles is not None and post.role not in roles:
            continue
        place = _place_to_work(post) if to_work else _place_to_see(post)
        if place == ("", 0):
            return Reach(everything=True)
        if place is not None:
            places.add(place)
    return Reach(places=frozenset(places))


def administration_of(account: Any, on: date) -> Reach:
    """Return what an account administers on a day through posts of its own: each agency and all below it.

    This reach is apart from ``reach_of``: an administrator keeps the register and sees no case.
    """
    if account is None or not getattr(account, "is_authenticated", False) or not account.is_active:
        return NOTHING
    from hengtu.agencies.models import Post  # the models themselves are built on this module

    posts = Post.objects.in_force(on).filter(account=account, role__in=ADMINISTERING_ROLES).select_related("agency")
    places = frozenset(subtree_of(post.agency) for post in posts)
    return Reach(everything=True) if ("", 0) in places else Reach(places=places)


def _posts_behind(account: Account, on: date) -> models.QuerySet[Post]:
    from hengtu.agencies.models import Post  # the models themselves are built on this module

    return Post.objects.held_or_delegated(account, on).select_related("agency")


def _place_to_see(post: Post) -> tuple[str, int] | None:
    extent = extent_of(post.role)
    if extent is Extent.NOTHING:
        return None
    if extent is Extent.LEGAL_SUBJECT:
        return ("legal_subject_id", post.agency.legal_subject_id)
    return subtree_of(post.agency)


def _place_to_work(post: Post) -> tuple[str, int] | None:
    return ("legal_subject_id", post.agency.legal_subject_id) if may_work_on_cases(post.role) else None


def subtree_of(agency: Agency) -> tuple[str, int]:
    """Return the scope column and value that select an agency and all below it; ``("", 0)`` for the whole country."""
    return (LEVEL_COLUMN[agency.level], agency.pk) if agency.level in LEVEL_COLUMN else ("", 0)


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that knows who may see its rows.

    ``scope_columns`` is the declared policy: it maps the scope columns of ``Reach`` to lookups of this model. A
    subclass that declares none shows nothing to anybody.
    """

    scope_columns: ClassVar[dict[str, str] | None] = None

    def visible_to(self, account: Any, on: date) -> Self:
        """Keep the rows the account may read on that day."""
        return self._within(reach_of(account, on))

    def workable_by(self, account: Any, on: date) -> Self:
        """Keep the rows the account may work on that day: those of its own legal subject, never a subordinate's."""
        return self._within(reach_of(account, on, to_work=True))

    def administered_by(self, account: Any, on: date) -> Self:
        """Keep the rows the account administers on that day; meant for the register, which has no cases."""
        return self._within(administration_of(account, on))

    def _within(self, reach: Reach) -> Self:
        if self.scope_columns is None or reach.is_nothing:
            return self.none()
        if reach.everything:
            return self.all()
        translated = frozenset((self.scope_columns[column], value) for column, value in reach.places)
        return self.filter(Reach(places=translated).as_condition())


class AgencyScopedQuerySet(ScopedQuerySet[M]):
    """For models that inherit ``AgencyScoped`` and carry the scope columns under their own names."""

    scope_columns = {
        "legal_subject_id": "legal_subject_id",
        "province_id": "province_id",
        "city_id": "city_id",
        "county_id": "county_id",
        "station_id": "station_id",
    }

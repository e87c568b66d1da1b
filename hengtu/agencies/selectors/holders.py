"""Who holds a post: whom to ask when an act waits for it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from hengtu.agencies.models import Account, Agency, Delegation, Post, Role


def holders_of(role: str, agency: Agency, on: date) -> list[Account]:
    """Return the active accounts that hold a role for the business of an agency on a day, delegates included.

    Args:
        role: id of a role, in either case; the head of a unit counts only for that unit or the legal subject.
        agency: the handling unit, or the legal subject itself.
    """
    wanted = role.upper()
    posts = Post.objects.in_force(on).filter(_for(agency, wanted), role=wanted)
    lent = Delegation.objects.in_force(on).filter(from_post__in=posts, to_account=OuterRef("pk"))
    own = posts.filter(account=OuterRef("pk"))
    return list(Account.objects.filter(Exists(own) | Exists(lent), is_active=True).order_by("pk"))


def _for(agency: Agency, role: str) -> Q:
    if role == Role.HANDLING_UNIT_HEAD and agency.acts_in_name_of_id is not None:
        return Q(agency=agency)
    return Q(agency=agency.legal_subject_id) | Q(agency__acts_in_name_of=agency.legal_subject_id)

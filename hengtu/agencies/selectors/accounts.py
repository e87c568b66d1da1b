"""Accounts an administrator looks after."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hengtu.agencies.models import Account, Agency, Post


def accounts_administered_by(account: Any, on: date) -> QuerySet[Account]:
    """Return the accounts with a post in the agencies the account administers, and with none that counts outside.

    Whoever holds a post elsewhere as well is looked after by the administrators above both, so that nobody takes hold
    of a superior's account by giving it a post below himself.

    Args:
        on: posts that ended by this day do not count as held outside.
    """
    agencies = Agency.objects.administered_by(account, on)
    posts = Post.objects.filter(account=OuterRef("pk"))
    not_over = Q(effective_to=None) | Q(effective_to__gt=on)
    inside = posts.filter(agency__in=agencies.values("pk"))
    outside = posts.filter(not_over).exclude(agency__in=agencies.values("pk"))
    return Account.objects.filter(Exists(inside), ~Exists(outside))

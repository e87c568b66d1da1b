"""Who must approve an act: the most specific route in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from hengtu.agencies.models import Agency, ApprovalRoute
from hengtu.agencies.selectors.tree import path_of


@dataclass(frozen=True)
class Route:
    """The roles that approve, in order; ``agency_id`` says whose rule it is (None: the default)."""

    route_id: int
    roles: tuple[str, ...]
    source: str
    agency_id: int | None
    min_amount_yuan: Decimal


def route_for(agency: Agency, act_kind: str, amount_yuan: Decimal | None, on: date) -> Route | None:
    """Return the route of an act, or None when nobody has said who approves it.

    The agency's own route wins over its superiors' (nearest first) and those over the default; among the routes of one
    agency the one with the highest amount reached wins. An act without an amount counts as zero.

    Args:
        agency: the agency that acts.
        act_kind: a kind of the procedure tables.
        amount_yuan: what is at stake, ≥ 0.
        on: civil date of the act.
    """
    path = path_of(agency)
    nearness = {pk: place for place, pk in enumerate(path)}
    candidates = ApprovalRoute.objects.in_force(on).filter(
        Q(agency=None) | Q(agency__in=path), act_kind=act_kind, min_amount_yuan__lte=amount_yuan or Decimal(0)
    )
    best = min(
        candidates,
        key=lambda route: (nearness.get(route.agency_id or 0, len(path)), -route.min_amount_yuan),
        default=None,
    )
    if best is None:
        return None
    return Route(best.pk, tuple(best.roles), best.source, best.agency_id, best.min_amount_yuan)

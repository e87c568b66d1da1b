"""Who must approve an act: the most specific route in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    candidates = ApprovalRoute.objects.in_force(on).filter(
        Q(agency=None) | Q(agency__in=path), act_kind=act_kind, min_amount_yuan__lte=amount_yuan or Decimal(0)
    )
    best = _nearest(candidates, path)
    if best is None:
        return None
    return Route(best.pk, tuple(best.roles), best.source, best.agency_id, best.min_amount_yuan)


@dataclass(frozen=True)
class RouteLayer:
    """From ``from_yuan`` on, the route that wins, and those of the layers it goes before."""

    act_kind: str
    from_yuan: Decimal
    winner: ApprovalRoute
    beaten: tuple[ApprovalRoute, ...]


def route_layers(agency: Agency, on: date) -> tuple[RouteLayer, ...]:
    """Return, for every kind of act and every amount at which something changes, which layer's route wins.

    The same order as in ``route_for``; an amount at which the winner stays the same is left out.
    """
    path = path_of(agency)
    in_force = ApprovalRoute.objects.in_force(on).filter(Q(agency=None) | Q(agency__in=path)).select_related("agency")
    by_kind: dict[str, list[ApprovalRoute]] = {}
    for route in in_force.order_by("act_kind", "min_amount_yuan", "id"):
        by_kind.setdefault(route.act_kind, []).append(route)
    return tuple(layer for routes in by_kind.values() for layer in _layers_of(routes, path))


def _layers_of(routes: Sequence[ApprovalRoute], path: Sequence[int]) -> Iterator[RouteLayer]:
    last: ApprovalRoute | None = None
    for amount in sorted({route.min_amount_yuan for route in routes}):
        reached = [route for route in routes if route.min_amount_yuan <= amount]
        winner = _nearest(reached, path)
        if winner is not None and winner != last:
            beaten = tuple(route for route in reached if route != winner)
            yield RouteLayer(winner.act_kind, amount, winner, beaten)
        last = winner


def _nearest(candidates: Iterable[ApprovalRoute], path: Sequence[int]) -> ApprovalRoute | None:
    nearness = {pk: place for place, pk in enumerate(path)}
    return min(
        candidates,
        key=lambda route: (nearness.get(route.agency_id or 0, len(path)), -route.min_amount_yuan),
        default=None,
    )

"""Which kinds of act a post can be handed over for."""

from __future__ import annotations

from datetime import date

from hengtu.agencies.models import Agency
from hengtu.agencies.policies import may_hand_over
from hengtu.agencies.selectors.routes import route_layers
from hengtu.law.procedure.hands import hand_of
from hengtu.law.procedure.versions import procedure_on


def delegable_kinds(agency: Agency, role: str, on: date) -> tuple[tuple[str, str], ...]:
    """Return kind and Chinese name of the acts that ask for this role, by the law or by the agency's routes.

    Acts that must be done in person (APL:57p2, TRF:5) are left out; so is everything for a role that cannot be
    handed over at all.
    """
    asked_by_route = {layer.act_kind for layer in route_layers(agency, on) if role.lower() in layer.winner.roles}
    return tuple(
        (arrow.kind, arrow.zh)
        for arrow in procedure_on(on).arrows
        if (arrow.kind in asked_by_route or hand_of(arrow.kind).role == role.lower())
        and may_hand_over(role, [arrow.kind])
    )

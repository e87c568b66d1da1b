"""Publish an approval route of an agency: by an administrator, with its source, on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from hengtu.agencies.administration import AdministrationRefused, Change, Mandate, check_mandate, record_change
from hengtu.agencies.models import Agency, ApprovalRoute, Role
from hengtu.agencies.selectors.routes import route_for
from hengtu.agencies.services.publish_route import publish_route


@transaction.atomic
def publish_own_route(
    *,
    agency: Agency,
    act_kind: str,
    act_name: str,
    roles: Sequence[str],
    effective_from: date,
    source: str,
    mandate: Mandate,
    min_amount_yuan: Decimal = Decimal(0),
) -> ApprovalRoute:
    """Put a route of an agency into force from today or a later day; it goes before the routes of the layers above.

    Args:
        act_name: the kind in Chinese, for the record.
        (others as in ``publish_route``)
    Raises:
        AdministrationRefused: ``not_administered``, ``reason_missing`` or ``backdated``; also the refusals of
            ``publish_route``.
    """
    check_mandate(mandate, agency)
    if effective_from < mandate.day:
        raise AdministrationRefused(
            "backdated", "审批权限不能倒签：以前的行为已按当时的权限审批。请选择今天或者以后的日期。"
        )
    before = route_for(agency, act_kind, min_amount_yuan, effective_from)
    route = publish_route(
        act_kind=act_kind,
        roles=roles,
        effective_from=effective_from,
        source=source,
        agency=agency,
        min_amount_yuan=min_amount_yuan,
    )
    change = Change("依次审批的岗位", role_names(before.roles) if before else "", role_names(roles))
    record_change(
        agency,
        "route_published",
        mandate,
        subject=act_name + (f"（{min_amount_yuan.normalize():f}元以上）" if min_amount_yuan else ""),
        effective_from=effective_from,
        changes=[change],
        more={"act_kind": act_kind, "source": source.strip()},
    )
    return route


def role_names(roles: Sequence[str]) -> str:
    """Return roles in their order as people read them: 办案机构负责人、执法部门负责人."""
    return "、".join(str(Role(role.upper()).label) if role.upper() in Role.values else role for role in roles)

"""Say from when on who must approve what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from hengtu.agencies.models import Agency, ApprovalRoute
from hengtu.agencies.policies import DECIDING_ROLES
from hengtu.lib.coded_error import CodedError
from hengtu.lib.yaml_file import read_yaml

DEFAULT_ROUTES = Path(__file__).resolve().parent.parent / "default_routes.yaml"


class RouteRefused(CodedError):
    """The approval route is not in order."""


@transaction.atomic
def publish_route(
    *,
    act_kind: str,
    roles: Sequence[str],
    effective_from: date,
    source: str,
    agency: Agency | None = None,
    min_amount_yuan: Decimal = Decimal(0),
) -> ApprovalRoute:
    """Put a route into force; the one it replaces ends on that day and stays readable.

    Args:
        act_kind: a kind of the procedure tables.
        roles: role ids in the order in which they approve, as in ``("handling_unit_head", "agency_head")``.
        source: the instrument the route rests on.
        agency: None for the default of this installation.
        min_amount_yuan: the route holds from this amount on, the amount included.
    Raises:
        RouteRefused: ``route_roles``, ``route_source``, ``route_amount`` or ``route_in_the_past``.
    """
    unknown = [role for role in roles if role.upper() not in DECIDING_ROLES]
    if not roles or unknown or len(set(roles)) != len(roles):
        raise RouteRefused(
            "route_roles", "审批岗位须从岗位目录中选择，至少一个且不重复，执法辅助和监督岗位不参与审批。请核对。"
        )
    if not source.strip():
        raise RouteRefused("route_source", "请写明审批权限的依据（文件名称和文号）。")
    if min_amount_yuan < 0:
        raise RouteRefused("route_amount", "起始金额不能为负数，请核对。")
    same = ApprovalRoute.objects.filter(agency=agency, act_kind=act_kind, min_amount_yuan=min_amount_yuan)
    if same.filter(effective_from__gte=effective_from).exists():
        raise RouteRefused(
            "route_in_the_past", "已有同日或更晚生效的审批权限；已发布的不能改写，请选择之后的生效日期。"
        )
    same.in_force(effective_from).update(effective_to=effective_from)
    return ApprovalRoute.objects.create(
        agency=agency,
        act_kind=act_kind,
        min_amount_yuan=min_amount_yuan,
        roles=list(roles),
        effective_from=effective_from,
        source=source.strip(),
    )


@transaction.atomic
def load_default_routes() -> int:
    """Load the national default routes that are not there yet; returns how many were added. Runs again harmlessly."""
    entries = read_yaml(DEFAULT_ROUTES)["routes"]
    added = 0
    for entry in entries:
        key = {"agency": None, "act_kind": entry["act_kind"], "effective_from": entry["effective_from"]}
        if not ApprovalRoute.objects.filter(**key).exists():
            publish_route(**key, roles=entry["roles"], source=entry["source"])
            added += 1
    return added

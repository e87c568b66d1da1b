"""Approval routes: per kind of act which layer won since when; a new route with its source."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import ApprovalRoute
from hengtu.agencies.selectors.routes import route_layers
from hengtu.agencies.services.administer_routes import publish_own_route, role_names
from hengtu.cases.words import kind_name
from hengtu.law.procedure.versions import procedure_on
from hengtu.web.views.administration.answering import FormPage, answer, recorded
from hengtu.web.views.administration.desk import Desk, administrators_only
from hengtu.web.views.administration.forms import RouteForm


@require_safe
@administrators_only
def routes(desk: Desk) -> HttpResponse:
    agency = desk.chosen_agency()
    lines = [
        {
            "kind": _name(layer.act_kind),
            "from_yuan": layer.from_yuan,
            "roles": role_names(layer.winner.roles),
            "layer": _layer(layer.winner),
            "since": layer.winner.effective_from,
            "source": layer.winner.source,
            "beaten": [f"{_layer(route)}：{role_names(route.roles)}（{route.source}）" for route in layer.beaten],
        }
        for layer in route_layers(agency, desk.today)
    ]
    coming = ApprovalRoute.objects.filter(agency=agency, effective_from__gt=desk.today).order_by("effective_from", "id")
    shown = [{"kind": _name(route.act_kind), "roles": role_names(route.roles), "route": route} for route in coming]
    return desk.page("routes.html", {"agency": agency, "lines": lines, "coming": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def route_new(desk: Desk, pk: int) -> HttpResponse:
    agency = desk.agency(pk)
    kinds = [(arrow.kind, arrow.zh) for arrow in procedure_on(desk.today).arrows]

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        publish_own_route(
            agency=agency,
            act_kind=words["act_kind"],
            act_name=kind_name(words["act_kind"]),
            roles=form.roles(),
            effective_from=words["effective_from"],
            source=words["source"],
            min_amount_yuan=words["min_amount_yuan"] or Decimal(0),
            mandate=desk.mandate(words["reason"]),
        )
        return recorded("route_published", "administration_agency", agency.pk)

    back = f"{reverse('administration_routes')}?agency={agency.pk}"
    own = f"自生效之日起，{agency.short_name}和下属单位按它审批"
    intro = f"{own}；法律要求的审批人不能减少，只能另加。原来的权限到那天为止，仍可查看。"
    page = FormPage("发布审批权限", "发布", back, intro, [(back, "审批权限")])
    return answer(desk, page, lambda **sent: RouteForm(kinds, **sent), act)


def _name(kind: str) -> str:
    """The name of a kind; routes also know what is decided outside a case's procedure."""
    return "决定移送涉嫌犯罪案件" if kind == "criminal_transfer_decided" else kind_name(kind)


def _layer(route: ApprovalRoute) -> str:
    return route.agency.short_name if route.agency else "法律规定的默认"

"""Addresses: 线索."""

from django.urls import URLPattern, path

from hengtu.web.views.leads.lead import lead
from hengtu.web.views.leads.listing import leads
from hengtu.web.views.leads.new import lead_aid, lead_new
from hengtu.web.views.leads.shared import share, shares
from hengtu.web.views.leads.spot import spot_new

urlpatterns: list[URLPattern] = [
    path("leads/", leads, name="leads"),
    path("leads/new", lead_new, name="lead_new"),
    path("leads/new/aid", lead_aid, name="lead_aid"),
    path("spot/new", spot_new, name="spot_new"),
    path("leads/shared/", shares, name="lead_shares"),
    path("leads/shared/<uuid:uid>/", share, name="lead_share"),
    path("leads/<uuid:lead_id>/", lead, name="lead"),
]

"""Addresses: doing acts."""

from django.urls import URLPattern, path

from hengtu.web.views.acts.act import act
from hengtu.web.views.acts.done import done
from hengtu.web.views.acts.party import party
from hengtu.web.views.acts.proposal import mend, proposal

urlpatterns: list[URLPattern] = [
    path("cases/<uuid:case_id>/do/<str:kind>/", act, name="act"),
    path("cases/<uuid:case_id>/done/<uuid:act_uid>/", done, name="done"),
    path("cases/<uuid:case_id>/party/", party, name="party"),
    path("proposals/<uuid:uid>/", proposal, name="proposal"),
    path("proposals/<uuid:uid>/mend", mend, name="proposal_mend"),
]

"""Addresses: 从宽办理."""

from django.urls import URLPattern, path

from hengtu.web.views.leniency.case import leniency_of_case
from hengtu.web.views.leniency.counts import leniency, leniency_csv, leniency_list

urlpatterns: list[URLPattern] = [
    path("leniency/", leniency, name="leniency"),
    path("leniency/list", leniency_list, name="leniency_list"),
    path("cases/<uuid:case_id>/leniency/", leniency_of_case, name="leniency_of_case"),
    path("leniency/list.csv", leniency_csv, name="leniency_csv"),
]

"""Addresses: 送达."""

from django.urls import URLPattern, path

from hengtu.web.views.gateway import gateway_reports
from hengtu.web.views.service.announced import announcements
from hengtu.web.views.service.register import services, services_csv, services_of_case

urlpatterns: list[URLPattern] = [
    path("service/", services, name="services"),
    path("service/list.csv", services_csv, name="services_csv"),
    path("announcements/", announcements, name="announcements"),
    path("cases/<uuid:case_id>/service/", services_of_case, name="services_of_case"),
    path("gateway/reports", gateway_reports, name="gateway_reports"),
]

"""Addresses: 归档和调阅."""

from django.urls import URLPattern, path

from hengtu.web.views.archive.of_case import archive_of_case
from hengtu.web.views.archive.register import archive, archive_csv

urlpatterns: list[URLPattern] = [
    path("archive/", archive, name="archive"),
    path("archive.csv", archive_csv, name="archive_csv"),
    path("cases/<uuid:case_id>/archive/", archive_of_case, name="archive_of_case"),
]

"""Addresses: 执行、整改和救济."""

from django.urls import URLPattern, path

from hengtu.web.views.execution.case import execution_of_case
from hengtu.web.views.execution.register import execution_csv, execution_page
from hengtu.web.views.execution.remedies import remedies_csv, remedies_page

urlpatterns: list[URLPattern] = [
    path("execution/", execution_page, name="execution"),
    path("execution/table.csv", execution_csv, name="execution_csv"),
    path("remedies/", remedies_page, name="remedies"),
    path("remedies/table.csv", remedies_csv, name="remedies_csv"),
    path("cases/<uuid:case_id>/execution/", execution_of_case, name="execution_of_case"),
]

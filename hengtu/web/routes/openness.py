"""Addresses: 事前公开."""

from django.urls import URLPattern, path

from hengtu.web.views.openness.charts import openness_chart, openness_chart_pdf, openness_chart_svg
from hengtu.web.views.openness.editing import (
    openness_discard,
    openness_draft,
    openness_edit,
    openness_publish,
    openness_write,
)
from hengtu.web.views.openness.public import (
    openness,
    openness_agency,
    openness_items,
    openness_items_csv,
    openness_officers,
    openness_officers_csv,
)
from hengtu.web.views.openness.states import openness_states

urlpatterns: list[URLPattern] = [
    path("openness/", openness, name="openness"),
    path("openness/states/", openness_states, name="openness_states"),
    path("openness/edit/", openness_edit, name="openness_edit"),
    path("openness/edit/drafts/<uuid:uid>/", openness_draft, name="openness_draft"),
    path("openness/edit/drafts/<uuid:uid>/publish", openness_publish, name="openness_publish"),
    path("openness/edit/drafts/<uuid:uid>/discard", openness_discard, name="openness_discard"),
    path("openness/edit/<int:pk>/<slug:section>", openness_write, name="openness_write"),
    path("openness/<str:code>/", openness_agency, name="openness_agency"),
    path("openness/<str:code>/officers", openness_officers, name="openness_officers"),
    path("openness/<str:code>/officers.csv", openness_officers_csv, name="openness_officers_csv"),
    path("openness/<str:code>/items", openness_items, name="openness_items"),
    path("openness/<str:code>/items.csv", openness_items_csv, name="openness_items_csv"),
    path("openness/<str:code>/charts/<slug:name>", openness_chart, name="openness_chart"),
    path("openness/<str:code>/charts/<slug:name>.svg", openness_chart_svg, name="openness_chart_svg"),
    path("openness/<str:code>/charts/<slug:name>.pdf", openness_chart_pdf, name="openness_chart_pdf"),
]

"""Addresses: 监督."""

from django.urls import URLPattern, path, re_path

from hengtu.web.views.oversight.complaints import (
    complaint_answer,
    complaint_file,
    complaint_of_case,
    complaints_of_cases,
    service_ratings,
)
from hengtu.web.views.oversight.discipline import (
    discipline_lead,
    discipline_lead_new,
    discipline_leads,
    discipline_step,
)
from hengtu.web.views.oversight.serious import serious
from hengtu.web.views.oversight.supervised import supervise, supervised_case, supervised_cases, supervision_step

STEPS = "progress|result|returned|extended|lifted"
UID = r"(?P<uid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"

urlpatterns: list[URLPattern] = [
    path("serious/", serious, name="serious"),
    path("supervised/", supervised_cases, name="supervised_cases"),
    path("supervised/<uuid:uid>/", supervised_case, name="supervised_case"),
    re_path(rf"^supervised/{UID}/(?P<name>{STEPS})$", supervision_step, name="supervision_step"),
    path("cases/<uuid:case_id>/supervise", supervise, name="supervise"),
    path("complaints-of-cases/", complaints_of_cases, name="complaints_of_cases"),
    path("complaints-of-cases/<uuid:uid>/", complaint_of_case, name="complaint_of_case"),
    path("complaints-of-cases/<uuid:uid>/answer", complaint_answer, name="complaint_answer"),
    path("complaints-of-cases/<uuid:uid>/files/<int:file_id>", complaint_file, name="complaint_file"),
    path("service-ratings/", service_ratings, name="service_ratings"),
    path("discipline/", discipline_leads, name="discipline_leads"),
    path("discipline/new", discipline_lead_new, name="discipline_lead_new"),
    path("discipline/<uuid:uid>/", discipline_lead, name="discipline_lead"),
    path("discipline/<uuid:uid>/<str:name>", discipline_step, name="discipline_step"),
]

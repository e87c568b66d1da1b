"""Addresses: 尽职免责."""

from django.urls import URLPattern, path, re_path

from hengtu.law.accountability import STEPS_ZH, Step
from hengtu.web.views.protection.accountability import (
    accountability,
    accountability_attach,
    accountability_new,
    accountability_record,
    accountability_step,
)
from hengtu.web.views.protection.file import (
    protection_act,
    protection_case,
    protection_case_zip,
    protection_pdf,
    protection_zip,
)
from hengtu.web.views.protection.own import protection

BY_HAND = "|".join(step for step in STEPS_ZH if step not in (Step.OPENED, Step.ATTACHED, Step.URGED))
UID = r"(?P<uid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
ACT = "cases/<uuid:case_id>/acts/<uuid:act_uid>"

urlpatterns: list[URLPattern] = [
    path("protection/", protection, name="protection"),
    path(f"{ACT}/protection", protection_act, name="protection_act"),
    path(f"{ACT}/protection.pdf", protection_pdf, name="protection_pdf"),
    path(f"{ACT}/protection.zip", protection_zip, name="protection_zip"),
    path("cases/<uuid:case_id>/protection", protection_case, name="protection_case"),
    path("cases/<uuid:case_id>/protection.zip", protection_case_zip, name="protection_case_zip"),
    path("accountability/", accountability, name="accountability"),
    path("accountability/new", accountability_new, name="accountability_new"),
    path("accountability/<uuid:uid>/", accountability_record, name="accountability_record"),
    path("accountability/<uuid:uid>/attach", accountability_attach, name="accountability_attach"),
    re_path(rf"^accountability/{UID}/(?P<name>{BY_HAND})$", accountability_step, name="accountability_step"),
]

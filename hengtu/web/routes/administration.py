"""Addresses: 管理."""

from django.urls import URLPattern, path

from hengtu.web.views.administration.accounts import account, account_new, account_step, accounts
from hengtu.web.views.administration.advisers import adviser_end, adviser_new, advisers
from hengtu.web.views.administration.agencies import agencies, agency, agency_change, unit_new
from hengtu.web.views.administration.calendar import (
    calendar,
    calendar_template,
    notice,
    notice_original,
    notice_publish,
    notice_withdraw,
)
from hengtu.web.views.administration.delegations import delegation_end, delegation_new, delegations
from hengtu.web.views.administration.imports import (
    import_carry_out,
    import_faulty,
    import_original,
    import_run,
    import_template,
    imports,
)
from hengtu.web.views.administration.officers import (
    certificate_change,
    certificate_new,
    officer,
    officer_new,
    officers,
)
from hengtu.web.views.administration.overview import overview
from hengtu.web.views.administration.posts import post_end, post_new, posts
from hengtu.web.views.administration.reading import document_forms, numbers, rules
from hengtu.web.views.administration.routes import route_new, routes

HERE = "administration"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", overview, name="administration"),
    path(f"{HERE}/agencies/", agencies, name="administration_agencies"),
    path(f"{HERE}/agencies/<int:pk>/", agency, name="administration_agency"),
    path(f"{HERE}/agencies/<int:pk>/change", agency_change, name="administration_agency_change"),
    path(f"{HERE}/agencies/<int:pk>/units/new", unit_new, name="administration_unit_new"),
    path(f"{HERE}/agencies/<int:pk>/posts/new", post_new, name="administration_post_new"),
    path(f"{HERE}/agencies/<int:pk>/accounts/new", account_new, name="administration_account_new"),
    path(f"{HERE}/agencies/<int:pk>/officers/new", officer_new, name="administration_officer_new"),
    path(f"{HERE}/agencies/<int:pk>/routes/new", route_new, name="administration_route_new"),
    path(f"{HERE}/posts/", posts, name="administration_posts"),
    path(f"{HERE}/posts/<int:pk>/end", post_end, name="administration_post_end"),
    path(f"{HERE}/officers/", officers, name="administration_officers"),
    path(f"{HERE}/officers/<uuid:uid>/", officer, name="administration_officer"),
    path(f"{HERE}/officers/<uuid:uid>/certificates/new", certificate_new, name="administration_certificate_new"),
    path(f"{HERE}/certificates/<int:pk>/change", certificate_change, name="administration_certificate_change"),
    path(f"{HERE}/accounts/", accounts, name="administration_accounts"),
    path(f"{HERE}/accounts/<int:pk>/", account, name="administration_account"),
    path(f"{HERE}/accounts/<int:pk>/<slug:name>", account_step, name="administration_account_step"),
    path(f"{HERE}/routes/", routes, name="administration_routes"),
    path(f"{HERE}/advisers/", advisers, name="administration_advisers"),
    path(f"{HERE}/agencies/<int:pk>/advisers/new", adviser_new, name="administration_adviser_new"),
    path(f"{HERE}/advisers/<uuid:uid>/end", adviser_end, name="administration_adviser_end"),
    path(f"{HERE}/delegations/", delegations, name="administration_delegations"),
    path(f"{HERE}/delegations/<int:pk>/new", delegation_new, name="administration_delegation_new"),
    path(f"{HERE}/delegations/<int:pk>/end", delegation_end, name="administration_delegation_end"),
    path(f"{HERE}/forms/", document_forms, name="administration_forms"),
    path(f"{HERE}/numbers/", numbers, name="administration_numbers"),
    path(f"{HERE}/rules/", rules, name="administration_rules"),
    path(f"{HERE}/rules/calendar/", calendar, name="administration_calendar"),
    path(f"{HERE}/rules/calendar/template.xlsx", calendar_template, name="administration_calendar_template"),
    path(f"{HERE}/rules/calendar/<uuid:uid>/", notice, name="administration_notice"),
    path(f"{HERE}/rules/calendar/<uuid:uid>/publish", notice_publish, name="administration_notice_publish"),
    path(f"{HERE}/rules/calendar/<uuid:uid>/withdraw", notice_withdraw, name="administration_notice_withdraw"),
    path(f"{HERE}/rules/calendar/<uuid:uid>/original", notice_original, name="administration_notice_original"),
    path(f"{HERE}/import/", imports, name="administration_imports"),
    path(f"{HERE}/import/template/<slug:subject>.xlsx", import_template, name="administration_import_template"),
    path(f"{HERE}/import/<uuid:uid>/", import_run, name="administration_import"),
    path(f"{HERE}/import/<uuid:uid>/carry-out", import_carry_out, name="administration_import_carry_out"),
    path(f"{HERE}/import/<uuid:uid>/faulty.xlsx", import_faulty, name="administration_import_faulty"),
    path(f"{HERE}/import/<uuid:uid>/original", import_original, name="administration_import_original"),
]

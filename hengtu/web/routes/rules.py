"""Addresses: 规则, the benchmarks anybody may read among them."""

from django.urls import URLPattern, path

from hengtu.web.views.rules.check import benchmark_check
from hengtu.web.views.rules.editor import benchmark_draft, benchmark_step, benchmark_versions
from hengtu.web.views.rules.impact import benchmark_impact
from hengtu.web.views.rules.overview import benchmark_new, rules
from hengtu.web.views.rules.public import benchmark, benchmark_file, benchmarks, benchmarks_compare
from hengtu.web.views.rules.workbook import benchmark_faulty, benchmark_import, benchmark_workbook

DRAFT = "rules/drafts/<uuid:uid>"

urlpatterns: list[URLPattern] = [
    path("rules/", rules, name="rules"),
    path("rules/benchmarks/", benchmarks, name="benchmarks"),
    path("rules/benchmarks/compare", benchmarks_compare, name="benchmarks_compare"),
    path("rules/benchmarks/<str:identity>.json", benchmark_file, name="benchmark_file"),
    path("rules/benchmarks/<str:identity>", benchmark, name="benchmark"),
    path("rules/drafts/new", benchmark_new, name="benchmark_new"),
    path(f"{DRAFT}/", benchmark_draft, name="benchmark_draft"),
    path(f"{DRAFT}/check", benchmark_check, name="benchmark_check"),
    path(f"{DRAFT}/impact", benchmark_impact, name="benchmark_impact"),
    path(f"{DRAFT}/versions", benchmark_versions, name="benchmark_versions"),
    path(f"{DRAFT}/table.xlsx", benchmark_workbook, name="benchmark_workbook"),
    path(f"{DRAFT}/import", benchmark_import, name="benchmark_import"),
    path(f"{DRAFT}/faulty.xlsx", benchmark_faulty, name="benchmark_faulty"),
    path(f"{DRAFT}/<slug:step>", benchmark_step, name="benchmark_step"),
]

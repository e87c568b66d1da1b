"""Addresses: 报送."""

from django.urls import URLPattern, path

from hengtu.web.views.exports.board import exports, exports_csv, exports_make
from hengtu.web.views.exports.case import export_again, exports_of_case
from hengtu.web.views.exports.package import export_package, export_package_file, export_package_handed
from hengtu.web.views.exports.receipts import export_receipts

urlpatterns: list[URLPattern] = [
    path("exports/", exports, name="exports"),
    path("exports/failing.csv", exports_csv, name="exports_csv"),
    path("exports/make", exports_make, name="exports_make"),
    path("exports/receipts/", export_receipts, name="export_receipts"),
    path("exports/packages/<str:number>/", export_package, name="export_package"),
    path("exports/packages/<str:number>/handed", export_package_handed, name="export_package_handed"),
    path("exports/packages/<str:number>/<str:part>", export_package_file, name="export_package_file"),
    path("cases/<uuid:case_id>/exports/", exports_of_case, name="exports_of_case"),
    path("cases/<uuid:case_id>/exports/<int:record_id>/again", export_again, name="export_again"),
]

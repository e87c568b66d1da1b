"""Addresses: 执法结果公示."""

from django.urls import URLPattern, path, re_path

from hengtu.web.views.publicity.desk import publicity_desk, publicity_of, publicity_order
from hengtu.web.views.publicity.log import publicity_check, publicity_log, publicity_log_file
from hengtu.web.views.publicity.open_data import publicity_dictionary, publicity_month, publicity_open_data
from hengtu.web.views.publicity.search import public_record, public_record_json, publicity

urlpatterns: list[URLPattern] = [
    path("publicity/", publicity, name="publicity"),
    path("publicity/desk/", publicity_desk, name="publicity_desk"),
    path("publicity/desk/order", publicity_order, name="publicity_order"),
    path("cases/<uuid:case_id>/publicity/", publicity_of, name="publicity_of"),
    path("publicity/log/", publicity_log, name="publicity_log"),
    path("publicity/log/log.jsonl", publicity_log_file, name="publicity_log_file"),
    path("publicity/check/", publicity_check, name="publicity_check"),
    path("publicity/open-data/", publicity_open_data, name="publicity_open_data"),
    path("publicity/open-data/dictionary.csv", publicity_dictionary, name="publicity_dictionary"),
    re_path(r"^publicity/open-data/(?P<month>[0-9-]{7})\.(?P<form>csv|json)$", publicity_month, name="publicity_month"),
    path("publicity/<str:name>.json", public_record_json, name="public_record_json"),
    path("publicity/<str:name>", public_record, name="public_record"),
]

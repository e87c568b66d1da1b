"""Addresses: 证据."""

from django.urls import URLPattern, path

from hengtu.web.views.evidence.capture_page import capture_page, capture_worker
from hengtu.web.views.evidence.captures import capture, capture_announce, capture_finish, capture_line
from hengtu.web.views.evidence.custody import custody, exhibit_state
from hengtu.web.views.evidence.exhibit_page import exhibit_audit, exhibit_page, exhibit_verify, redact
from hengtu.web.views.evidence.gallery import exhibits_of
from hengtu.web.views.evidence.matrix import matrix
from hengtu.web.views.evidence.uploads import upload, upload_new
from hengtu.web.views.exhibits import exhibit_original, redaction

urlpatterns: list[URLPattern] = [
    path("cases/<uuid:case_id>/evidence/", exhibits_of, name="exhibits_of"),
    path("cases/<uuid:case_id>/evidence/uploads", upload_new, name="upload_new"),
    path("cases/<uuid:case_id>/captures/<uuid:key>", capture_announce, name="capture_announce"),
    path("cases/<uuid:case_id>/capture/", capture_page, name="capture_page"),
    path("capture-worker.js", capture_worker, name="capture_worker"),
    path("captures/line", capture_line, name="capture_line"),
    path("captures/<uuid:key>", capture, name="capture_record"),
    path("captures/<uuid:key>/finish", capture_finish, name="capture_finish"),
    path("cases/<uuid:case_id>/matrix/", matrix, name="matrix"),
    path("uploads/<uuid:uid>", upload, name="upload"),
    path("exhibits/<uuid:uid>/", exhibit_page, name="exhibit_page"),
    path("exhibits/<uuid:uid>/original", exhibit_original, name="exhibit_original"),
    path("exhibits/<uuid:uid>/custody", custody, name="exhibit_custody"),
    path("exhibits/<uuid:uid>/state", exhibit_state, name="exhibit_state"),
    path("exhibits/<uuid:uid>/verify", exhibit_verify, name="exhibit_verify"),
    path("exhibits/<uuid:uid>/audit", exhibit_audit, name="exhibit_audit"),
    path("exhibits/<uuid:uid>/redactions", redact, name="redact"),
    path("redactions/<uuid:uid>.jpg", redaction, name="redaction"),
]

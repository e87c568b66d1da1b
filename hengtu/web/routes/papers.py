"""Addresses: 文书."""

from django.urls import URLPattern, path

from hengtu.web.views.papers.catalogue import paper_blank, papers
from hengtu.web.views.papers.fill import paper_new
from hengtu.web.views.papers.listing import case_papers, documents_print
from hengtu.web.views.papers.sheet import document_page
from hengtu.web.views.papers.sign import document_sign, signature_photo

urlpatterns: list[URLPattern] = [
    path("papers/", papers, name="papers"),
    path("papers/<str:form_id>.pdf", paper_blank, name="paper_blank"),
    path("cases/<uuid:case_id>/papers/", case_papers, name="case_papers"),
    path("cases/<uuid:case_id>/papers/<str:form_id>/", paper_new, name="paper_new"),
    path("cases/<uuid:case_id>/print", documents_print, name="documents_print"),
    path("documents/<uuid:uid>/", document_page, name="document_page"),
    path("documents/<uuid:uid>/sign", document_sign, name="document_sign"),
    path("documents/<uuid:uid>/signatures/<int:line>", signature_photo, name="signature_photo"),
]

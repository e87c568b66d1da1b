"""Addresses: 使用说明."""

from django.urls import URLPattern, path

from hengtu.web.views.guide.pages import guide, guide_page
from hengtu.web.views.guide.tour import guide_tour

urlpatterns: list[URLPattern] = [
    path("guide/", guide, name="guide"),
    path("guide/tour", guide_tour, name="guide_tour"),
    path("guide/<slug:slug>/", guide_page, name="guide_page"),
]

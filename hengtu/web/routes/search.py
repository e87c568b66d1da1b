"""Addresses: 查询."""

from django.urls import URLPattern, path

from hengtu.web.views.search import search, search_suggest

urlpatterns: list[URLPattern] = [
    path("search/", search, name="search"),
    path("search/suggest", search_suggest, name="search_suggest"),
]

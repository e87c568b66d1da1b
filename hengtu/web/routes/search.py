"""Addresses: 查询."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

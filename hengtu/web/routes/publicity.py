"""Addresses: 执法结果公示."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Addresses: 证据."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

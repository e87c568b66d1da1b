"""Addresses: 尽职免责."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

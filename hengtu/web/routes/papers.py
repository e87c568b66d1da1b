"""Addresses: 文书."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

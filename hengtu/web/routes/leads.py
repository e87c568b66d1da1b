"""Addresses: 线索."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

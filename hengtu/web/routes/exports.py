"""Addresses: 报送."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Addresses: 账号和安全."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

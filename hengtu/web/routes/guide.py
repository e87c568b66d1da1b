"""Addresses: 使用说明."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

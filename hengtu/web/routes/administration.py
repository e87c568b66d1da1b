"""Addresses: 管理."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Addresses: 工作台."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

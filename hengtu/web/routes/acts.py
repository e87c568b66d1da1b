"""Addresses: 办理案件."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

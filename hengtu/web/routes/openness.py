"""Addresses: 事前公开."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

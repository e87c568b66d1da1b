"""Addresses: 归档和调阅."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

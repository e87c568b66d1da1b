"""Addresses: 执行、整改和救济."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

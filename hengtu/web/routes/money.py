"""Addresses: 缴款与对账."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

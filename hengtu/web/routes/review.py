"""Addresses: 审核和签批."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

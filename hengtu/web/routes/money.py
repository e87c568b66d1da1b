"""Addresses: 缴款与对账."""

from django.urls import URLPattern, path

from hengtu.web.views.money.callbacks import money_callbacks

urlpatterns: list[URLPattern] = [
    path("money/callbacks", money_callbacks, name="money_callbacks"),
]

"""Addresses: 缴款与对账."""

from django.urls import URLPattern, path

from hengtu.web.views.door.pay import door_pay
from hengtu.web.views.money.callbacks import money_callbacks
from hengtu.web.views.money.case import money_of_case
from hengtu.web.views.money.days import money_day, money_day_csv
from hengtu.web.views.money.desk import money, money_month, money_month_csv
from hengtu.web.views.money.refunds import money_refunds

urlpatterns: list[URLPattern] = [
    path("money/", money, name="money"),
    path("money/callbacks", money_callbacks, name="money_callbacks"),
    path("money/days/<int:pk>/", money_day, name="money_day"),
    path("money/days/<int:pk>/list.csv", money_day_csv, name="money_day_csv"),
    path("money/month/", money_month, name="money_month"),
    path("money/month.csv", money_month_csv, name="money_month_csv"),
    path("money/refunds/", money_refunds, name="money_refunds"),
    path("cases/<uuid:case_id>/money/", money_of_case, name="money_of_case"),
    path("c/<str:code>/pay", door_pay, name="door_pay"),
]

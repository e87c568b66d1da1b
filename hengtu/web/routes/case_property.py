"""Addresses: 涉案财物."""

from django.urls import URLPattern, path

from hengtu.web.views.property.listing import property_csv, property_labels, property_page
from hengtu.web.views.property.stock import stock, stocks
from hengtu.web.views.property.thing import thing, thing_counted, thing_find

urlpatterns: list[URLPattern] = [
    path("property/", property_page, name="property"),
    path("property/table.csv", property_csv, name="property_csv"),
    path("property/labels/", property_labels, name="property_labels"),
    path("property/find", thing_find, name="thing_find"),
    path("property/counts/", stocks, name="stocks"),
    path("property/counts/<uuid:uid>/", stock, name="stock"),
    path("t/<str:code>", thing, name="thing"),
    path("t/<str:code>/counted", thing_counted, name="thing_counted"),
]

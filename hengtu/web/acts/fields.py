"""Fields that take what people type: full-width digits, days in several ways, nothing at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Entry

LINE = 300
TEXT = 5000
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(?:(\d{4})[.年/-])?(\d{1,2})[.月/-](\d{1,2})日?")


class DayField(forms.DateField):
    """A civil day as people write it: 2026-09-18, 20260918, 2026年9月18日, 9.18 (this year)."""

    def to_python(self, value: Any) -> date | None:
        text = unicodedata.normalize("NFKC", str(value or "")).strip()
        found = _COMPACT.fullmatch(text) or _SHORT.fullmatch(text)
        if not text or found is None:
            return super().to_python(text or None)
        year = int(found[1]) if found[1] else timezone.localdate().year
        try:
            return date(year, int(found[2]), int(found[3]))
        except ValueError:
            raise forms.ValidationError("没有这一天。请写成 2026-09-18 这样。") from None


class AmountField(forms.DecimalField):
    """A number; full-width digits and separators are taken as what they mean."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as DecimalField itself
        text = unicodedata.normalize("NFKC", str(value or "")).replace(",", "").removesuffix("元").strip()
        return super().to_python(text or None)


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not answered; never preset."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("yes", "是"), ("no", "否")],
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            required=False,
            **kwargs,
        )


class WordsField(forms.CharField):
    """Text without marks that turn the reading direction: they print nothing and can make a name read otherwise."""

    def to_python(self, value: Any) -> str:
        return _TURNING.sub("", str(super().to_python(value) or ""))


DAY_ERRORS = {"invalid": "请写成 2026-09-18 这样的日期。"}
MOMENT_ERRORS = {"invalid": "请写成 2026-09-18 10:20 这样的时间。"}
NUMBER_ERRORS = {"invalid": "请填数字。", "min_value": "不能是负数。", "max_digits": "数字太大，请核对。"}


def line(**more: Any) -> forms.Field:
    return WordsField(max_length=LINE, required=False, widget=forms.TextInput({"class": "inp"}), **more)


def text(rows: int = 3, **more: Any) -> forms.Field:
    widget = forms.Textarea({"class": "inp", "rows": rows})
    return WordsField(max_length=TEXT, required=False, widget=widget, **more)


def day(**more: Any) -> forms.Field:
    widget = forms.DateInput({"class": "inp day", "type": "date"}, format="%Y-%m-%d")
    return DayField(required=False, widget=widget, error_messages=DAY_ERRORS, **more)


def moment(**more: Any) -> forms.Field:
    """A local day and hour."""
    widget = forms.DateTimeInput({"class": "inp day", "type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(required=False, widget=widget, error_messages=MOMENT_ERRORS, **more)


def number(**more: Any) -> forms.Field:
    widget = forms.TextInput({"class": "inp", "inputmode": "decimal"})
    return AmountField(
        required=False, min_value=0, max_digits=14, decimal_places=2, widget=widget,
        error_messages=NUMBER_ERRORS, **more,
    )  # fmt: skip


def choose_one(options: Any, **more: Any) -> forms.Field:
    """Radio buttons for a handful, a list for more."""
    if len(options) <= 7:
        return forms.ChoiceField(choices=list(options), required=False, widget=forms.RadioSelect, **more)
    widget = forms.Select({"class": "inp"})
    return forms.ChoiceField(choices=[("", "请选择"), *options], required=False, widget=widget, **more)


def choose_many(options: Any, **more: Any) -> forms.Field:
    widget = forms.CheckboxSelectMultiple()
    return forms.MultipleChoiceField(choices=list(options), required=False, widget=widget, **more)


def pick_from(options: Any, **more: Any) -> forms.Field:
    widget = forms.Select({"class": "inp"})
    return forms.ChoiceField(choices=[("", "请选择"), *options], required=False, widget=widget, **more)


def fact_field(fact: dict[str, Any]) -> forms.Field:
    """The field of one fact of the vocabulary."""
    label = f"{fact['zh']}（{UNITS[fact['unit']]}）" if fact["unit"] in UNITS else fact["zh"]
    if fact["type"] == "boolean":
        return YesNoField(label=label)
    if fact["type"] == "enum":
        return pick_from(list(fact["values"].items()), label=label)
    if fact["type"] == "text":
        return line(label=label)
    return number(label=label)


# units of the vocabulary as people write them
UNITS = {
    **{word: word for word in ("千克", "米", "平方米", "轴", "元", "次", "人", "日")},
    **{"kg": "千克", "m": "米", "m2": "平方米", "CNY": "元", "axle": "轴", "person": "人", "day": "日", "count": "次"},
}

Maker = Callable[[Entry, Desk], forms.Field]
SIMPLE: dict[str, Maker] = {
    "line": lambda entry, desk: line(label=entry.label),
    "text": lambda entry, desk: text(label=entry.label),
    "lines": lambda entry, desk: text(4, label=entry.label),
    "changes": lambda entry, desk: text(4, label=entry.label),
    "date": lambda entry, desk: day(label=entry.label),
    "moment": lambda entry, desk: moment(label=entry.label),
    "yesno": lambda entry, desk: YesNoField(label=entry.label),
    "yes": lambda entry, desk: forms.BooleanField(label=entry.label, required=False),
    "one": lambda entry, desk: choose_one(entry.options(desk), label=entry.label),
    "many": lambda entry, desk: choose_many(entry.options(desk), label=entry.label),
    "exhibits": lambda entry, desk: choose_many(entry.options(desk), label=entry.label),
    "person": lambda entry, desk: pick_from(entry.options(desk), label=entry.label),
    "money": lambda entry, desk: number(label=entry.label),
    "number": lambda entry, desk: number(label=entry.label),
}

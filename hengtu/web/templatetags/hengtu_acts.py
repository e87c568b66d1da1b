"""Words that the pages of acts need."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from hengtu.cases import words
from hengtu.cases.selectors.case_view import ObjectionLine
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.web.acts.form import ActForm

register = template.Library()
OF_REASONS = "reason_"


@register.filter
def kind_name(kind: str) -> str:
    """The name of a kind of act."""
    return words.kind_name(kind)


@register.filter
def basis(citations: Iterable[str] | str) -> tuple[str, ...]:
    """Citation ids in Chinese, those not confirmed left out."""
    return basis_zh((citations,) if isinstance(citations, str) else tuple(citations))


@register.filter
def asked_in(line: ObjectionLine, form: ActForm) -> str:
    """The id of the field that an objection asks for; "" where it is about something else than a field."""
    if form.reasons and line.objection.code.startswith(OF_REASONS):
        return "f-reasons"
    field = form.fields.get(line.objection.code.removesuffix("_missing"))
    return str(field.widget.attrs.get("id", "")) if field else ""

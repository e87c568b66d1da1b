"""Typography of Chinese pages: what must not break across lines, and how days and instants are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from hengtu.cases.selectors.case_view import DocumentLine, Due, ObjectionLine
from hengtu.law import statute_text
from hengtu.law.dates_zh import iso_zh

register = template.Library()

_NUMERAL = "[一二三四五六七八九十百千零〇两0-9]+"
_UNITS = "个工作日|个月|万元|公里|千克|公斤|小时|分钟|元|日|天|年|月|件|份|条|个|人|次|辆|艘|项|页|步|吨|台|米|号|级|档"
_TOGETHER = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?: \d{1,2}:\d{2})?"  # 2026年9月24日 9:05
    r"|\d{4}年\d{1,2}月"
    rf"|第{_NUMERAL}(?:条之{_NUMERAL}|条|款|项|目|号|次|个|步)"
    r"|[\u4e00-\u9fa5][A-Z]·?[A-Z0-9]{4,6}[挂学警港澳领使试超]?(?![A-Z0-9])"  # plates
    rf"|\d[\d.]* ?(?:{_UNITS})"
)
_ISO_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_PRESSING = ("late", "today", "soon", "", "held", "kept")
# the browser sets the quarter-em between Han and digits; a typed space would double it (a time keeps its own)
_TYPED_SPACE = re.compile(
    r"(?<=[\u4e00-\u9fa5，。；：、）]) (?=[0-9A-Za-z])(?!\d{1,2}:\d{2})|(?<=[0-9A-Za-z]) (?=[\u4e00-\u9fa5])"
)


@register.filter
def zh(text: object) -> SafeString:
    """Keep dates, number and unit, 第…条, and plates on one line; everything else is escaped as it stands."""
    pieces: list[str] = []
    position = 0
    plain = _TYPED_SPACE.sub("", str(text))
    for found in _TOGETHER.finditer(plain):
        pieces.append(escape(plain[position : found.start()]))
        pieces.append(f'<span class="nb">{escape(found.group())}</span>')
        position = found.end()
    pieces.append(escape(plain[position:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece above went through escape()


@register.filter
def article_zh(number: str) -> str:
    """Write 第十二条之一 for the number 12-1 of an article."""
    return statute_text.article_zh(number)


@register.filter
def day(value: date | None, today: date | None = None) -> str:
    """Write 9月24日; with the year when it is not this one, or when this one is not said."""
    if value is None:
        return ""
    same_year = today is not None and today.year == value.year
    return f"{value.month}月{value.day}日" if same_year else f"{value.year}年{value.month}月{value.day}日"


@register.filter
def days_zh(text: object) -> str:
    """Write every day that rules keep as 2026-09-24 as people do: 2021-01-22修订 becomes 2021年1月22日修订."""
    return _ISO_DAY.sub(lambda found: iso_zh(found.group()), str(text))


@register.filter
def moment(value: datetime, today: date | None = None) -> str:
    """Write 9月24日 9:05 in the time of the place."""
    return f"{day_of(value, today)} {clock(value)}"


@register.filter
def day_of(value: datetime, today: date | None = None) -> str:
    """Write the day of an instant in the time of the place."""
    return day(localtime(value).date(), today)


@register.filter
def clock(value: datetime) -> str:
    """Write 9:05 in the time of the place."""
    local = localtime(value)
    return f"{local.hour}:{local.minute:02d}"


@register.filter
def after_please(remedy: str) -> str:
    """Take the 请 off a remedy: the panel has it as the label in front."""
    return remedy.removeprefix("请")


@register.filter
def pressing_first(dues: Iterable[Due]) -> list[Due]:
    """Order deadlines by how near they press: over, today, soon, running, uncertain, kept; else as they came."""
    return sorted(dues, key=lambda due: _PRESSING.index(due.tone))


@register.filter
def only_if(kind: str, main: str) -> str:
    """Return the class of the one main button where this is it: each page has one."""
    return " pri" if kind == main else ""


@register.filter
def among(documents: Iterable[DocumentLine], uids: Collection[UUID]) -> list[DocumentLine]:
    """Keep the documents that an act produced."""
    return [document for document in documents if document.uid in uids]


@register.filter
def refused(lines: Iterable[ObjectionLine]) -> bool:
    """Whether any of these reasons refuses the act (a reason of lateness alone does not)."""
    return any(line.objection.refuses for line in lines)

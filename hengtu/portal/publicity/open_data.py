"""Open data: what is public now, month by month, as tables and JSON; what was taken down is not in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from hengtu.lib.csv_text import csv_lines
from hengtu.lib.dates_zh import civil_date
from hengtu.portal.models import PublicRecord, RecordState

CHUNK = 1000


@dataclass(frozen=True)
class Column:
    """One column of the data dictionary."""

    key: str
    zh: str
    form: str
    note: str


COLUMNS = (
    Column("ref", "公示编号", "文本，16 位十六进制", "一份决定一个编号，不随版本改变"),
    Column("version", "版本", "整数", "从 1 起；内容变更一次加一"),
    Column("published_on", "公开日期", "日期，YYYY-MM-DD", "这一版公开的日子"),
    Column("kind", "决定的种类", "文本", "行政处罚决定、当场行政处罚决定、行政强制措施决定、行政强制执行决定等"),
    Column("kind_code", "种类代码", "文本", "作出决定的行为，例如 decision_issued、measure_taken"),
    Column("number", "决定书文号", "文本", "决定书上的文号"),
    Column("agency", "执法机关", "文本", "以谁的名义作出"),
    Column("agency_code", "机关代码", "文本", "机关的统一社会信用代码或者登记代码"),
    Column("party", "当事人", "文本", "单位写全称；自然人只留姓氏，个体工商户字号里的姓名也只留姓氏"),
    Column("party_kind", "当事人类型", "文本", "自然人、个体工商户、法人、其他组织"),
    Column("credit_code", "统一社会信用代码", "文本", "自然人没有"),
    Column("item", "违法事项", "文本", "几个事项用顿号隔开；强制措施没有这一项"),
    Column("facts", "主要事实", "文本", "个人信息已经遮盖；强制措施没有这一项"),
    Column("basis", "依据", "文本", "违反的条款和处罚的条款"),
    Column("result", "处理结果", "文本", "罚款金额以这里为准"),
    Column("followed", "后来的处理", "文本", "强制措施的延长、解除、处理；其他决定没有"),
    Column("decided_on", "决定日期", "文本", "决定书的日期"),
    Column("sm3", "SM3", "文本，64 位十六进制", "原文的摘要，与公示日志里的相同"),
)


@dataclass(frozen=True)
class Month:
    """One month with the number of records that are public now."""

    month: str
    count: int


def months() -> tuple[Month, ...]:
    """Return the months with something public, the newest first."""
    rows = PublicRecord.objects.filter(state=RecordState.PUBLIC).values("month").annotate(count=Count("id"))
    return tuple(Month(row["month"], row["count"]) for row in rows.order_by("-month"))


def rows_of(month: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a month, in the order they were made."""
    rows = PublicRecord.objects.filter(state=RecordState.PUBLIC, month=month).select_related("matter").order_by("id")
    for row in rows.iterator(CHUNK):
        content = json.loads(row.text)
        published = civil_date(row.published_at).isoformat() if row.published_at else ""
        content |= {"published_on": published, "sm3": row.sm3, "kind_code": row.matter.kind}
        yield {column.key: content.get(column.key, "") for column in COLUMNS}


def as_csv(month: str) -> Iterator[str]:
    """Yield a month as a table that spreadsheets open without running anything in it."""
    yield from csv_lines([[column.zh for column in COLUMNS]])
    for row in rows_of(month):
        yield from _without_mark(csv_lines([list(row.values())]))


def as_json(month: str, licence: str) -> Iterator[str]:
    """Yield a month as one JSON object, record by record."""
    yield json.dumps({"month": month, "licence": licence}, ensure_ascii=False)[:-1] + ', "records": [\n'
    for place, row in enumerate(rows_of(month)):
        yield (",\n" if place else "") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def dictionary_csv() -> Iterator[str]:
    """Yield the data dictionary."""
    head = ("字段", "名称", "格式", "说明")
    yield from csv_lines([head, *((each.key, each.zh, each.form, each.note) for each in COLUMNS)])


def _without_mark(lines: Iterator[str]) -> Iterator[str]:
    next(lines)
    yield from lines

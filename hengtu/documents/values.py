"""Values of form fields: into the canonical form that is frozen, and into the words that are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from hengtu.documents.catalogue import Field
from hengtu.documents.errors import DocumentRefused
from hengtu.lib.dates_zh import BEIJING, day_zh, moment_zh, period_zh
from hengtu.lib.money_words import money_in_words


def canonical(item: Field, value: Any) -> Any:
    """Return the JSON value that is frozen. Raises: DocumentRefused (``document_field_invalid``) naming the field."""
    try:
        return _CANONICAL[item.type](item, value)
    except (ValueError, TypeError, KeyError, InvalidOperation) as error:
        raise DocumentRefused(
            "document_field_invalid", f"“{item.label}”的内容“{str(value)[:60]}”不合要求：{error}。请改正后重新提交。"
        ) from error


def printed(item: Field, value: Any) -> str:
    """Return the words for a canonical value."""
    return _PRINTED.get(item.type, _as_it_stands)(item, value)


def is_blank(value: Any) -> bool:
    """Whether nothing was filled in; ``False`` and 0 are something."""
    return (
        value is None
        or (isinstance(value, str) and not value.strip())
        or (isinstance(value, list | tuple) and not value)
    )


def money_parts(amount: str) -> dict[str, str]:
    """Return a canonical sum as figures (fen only where there are any) and capital characters."""
    return {"figure": amount.removesuffix(".00"), "words": money_in_words(amount)}


def _text(item: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("须为文字")
    return value.strip().replace("\r\n", "\n")


def _int(item: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("须为不小于零的整数")
    if item.max is not None and value > item.max:
        raise ValueError(f"不能大于{item.max}")
    return value


def _money(item: Field, value: Any) -> str:
    if isinstance(value, float):
        value = repr(value)
    amount = Decimal(value)
    money_in_words(amount)
    return f"{amount:.2f}"


def _date(item: Field, value: Any) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(BEIJING).date()
    return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()


def _datetime(item: Field, value: Any) -> str:
    instant = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError("时间须带时区")
    return instant.astimezone(BEIJING).isoformat()


def _range(item: Field, value: Any) -> list[str]:
    start, end = value
    pair = [_datetime(item, start), _datetime(item, end)]
    period_zh(*map(datetime.fromisoformat, pair))
    return pair


def _bool(item: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("须为是或否")
    return value


def _enum(item: Field, value: Any) -> Any:
    chosen = list(value) if item.multi and not isinstance(value, str) else [value]
    for one in chosen:
        if one not in item.labels:
            raise ValueError(f"可选：{'、'.join(item.labels)}")
    return chosen if item.multi else value


def _table(item: Field, value: Sequence[Any]) -> list[list[str]]:
    rows = []
    for row in value:
        cells = [row.get(column, "") for column in item.columns] if isinstance(row, Mapping) else list(row)
        if len(cells) != len(item.columns):
            raise ValueError(f"每行须有{len(item.columns)}栏：{'、'.join(item.columns)}")
        rows.append([str(cell) for cell in cells])
    return rows


def _person(item: Field, value: Any) -> str | list[str]:
    if isinstance(value, list | tuple):
        return [_one_person(one) for one in value]
    return _one_person(value)


def _one_person(value: Any) -> str:
    if isinstance(value, Mapping):
        extra = value.get("certificate") or value.get("post") or ""
        return f"{value['name']}（{extra}）" if extra else str(value["name"])
    if not isinstance(value, str):
        raise TypeError("须为姓名")
    return value.strip()


def _as_it_stands(item: Field, value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)


def _print_enum(item: Field, value: Any) -> str:
    return "、".join(item.labels[one] for one in (value if isinstance(value, list) else [value]))


def _print_money(item: Field, value: str) -> str:
    parts = money_parts(value)
    return f"人民币{parts['figure']}元（大写：{parts['words']}）"


_CANONICAL: dict[str, Callable[[Field, Any], Any]] = {
    "string": _text,
    "text": _text,
    "org": _text,
    "ref": _text,
    "int": _int,
    "money": _money,
    "date": _date,
    "datetime": _datetime,
    "datetime_range": _range,
    "bool": _bool,
    "enum": _enum,
    "table": _table,
    "person": _person,
}
_PRINTED: dict[str, Callable[[Field, Any], str]] = {
    "enum": _print_enum,
    "money": _print_money,
    "bool": lambda item, value: "是" if value else "否",
    "date": lambda item, value: day_zh(date.fromisoformat(value)),
    "datetime": lambda item, value: moment_zh(datetime.fromisoformat(value)),
    "datetime_range": lambda item, value: period_zh(*map(datetime.fromisoformat, value)),
}

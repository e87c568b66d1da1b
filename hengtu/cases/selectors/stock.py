"""Counts of a store as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from hengtu.agencies.models import Account
from hengtu.cases.models import CaseThing, StockTaking
from hengtu.cases.selectors.property_list import code_apart, standing_words
from hengtu.cases.services.take_stock import counted_so_far
from hengtu.law.procedure.stock import Counted

STRANGE = "不是本单位在管财物的标签"


@dataclass(frozen=True)
class StockLine:
    """One code of a count. ``name`` and ``where`` are empty for a label that is not the unit's."""

    code: str
    name: str
    where: str

    @property
    def code_apart(self) -> str:
        return code_apart(self.code)


@dataclass(frozen=True)
class StockPage:
    stock: StockTaking
    counted: Counted
    found: tuple[StockLine, ...]
    missing: tuple[StockLine, ...]
    changed: tuple[StockLine, ...]
    extra: tuple[StockLine, ...]


def access_stock(account: Account, uid: UUID, *, on: date) -> StockTaking:
    """Return a count the account may see on this day. Raises: Http404 for strangers."""
    found = StockTaking.objects.visible_to(account, on).select_related("agency", "opened_by").filter(uid=uid).first()
    if found is None:
        raise Http404("没有这次盘点，或者不在您的查阅范围内。")
    return found


def stock_page(stock: StockTaking) -> StockPage:
    """Return a count with its lists: as it was closed, or as it stands."""
    counted = _as_closed(stock) if stock.closed_at else counted_so_far(stock)
    codes = {*counted.found, *counted.missing, *counted.changed, *counted.extra}
    known = CaseThing.objects.filter(legal_subject_id=stock.legal_subject_id, code__in=codes)
    rows = {row.code: row for row in known}
    lists = (counted.found, counted.missing, counted.changed, counted.extra)
    return StockPage(stock, counted, *(_lines(each, rows) for each in lists))


def counts_of(account: Account, on: date) -> tuple[StockTaking, ...]:
    """Return the latest counts this account may see, open ones first."""
    counts = StockTaking.objects.visible_to(account, on).select_related("agency", "opened_by")
    return tuple(sorted(counts.order_by("-opened_at")[:20], key=lambda stock: stock.closed_at is not None))


def _as_closed(stock: StockTaking) -> Counted:
    lists = {name: tuple(stock.result.get(name, ())) for name in ("found", "missing", "changed", "extra")}
    return Counted(**lists)


def _lines(codes: Iterable[str], rows: dict[str, CaseThing]) -> tuple[StockLine, ...]:
    return tuple(_line(code, rows.get(code)) for code in codes)


def _line(code: str, row: CaseThing | None) -> StockLine:
    if row is None:
        return StockLine(code, "", STRANGE)
    return StockLine(code, row.name, "，".join(part for part in (standing_words(row), row.place) if part))

"""Counting a store by scanning labels 盘点: begun, gone on with, closed into an act of the agency's chain."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases.models import CaseThing, StockScan, StockTaking
from hengtu.law.procedure import day_of
from hengtu.law.procedure.stock import IN_STORE, Counted, Shelf, count
from hengtu.law.procedure.things import normal_code
from hengtu.lib.coded_error import CodedError


class StockRefused(CodedError):
    """The count cannot be begun, gone on with or closed like this."""


def open_stock(*, agency: Agency, by: Account, at: datetime, place: str = "") -> StockTaking:
    """Begin a count of what a unit's legal subject keeps, or return the one that is open for the same store.

    Raises: StockRefused ``not_a_keeper``.
    """
    _keeper_only(agency, by, day_of(at))
    place = place.strip()[:200]
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.legal_subject.pk)  # one count of one store at a time
        open_ones = StockTaking.objects.filter(legal_subject_id=agency.legal_subject_id, closed_at=None, place=place)
        if (found := open_ones.first()) is not None:
            return found
        stock = StockTaking(place=place, opened_by=by, opened_at=at)
        stock.place_in(agency)
        stock.save()
    return stock


def scan(*, stock: StockTaking, typed: str, by: Account, at: datetime) -> StockScan:
    """Note one scanned or typed code; the same code again changes nothing.

    Raises: StockRefused ``not_a_keeper``, ``stock_closed``, ``code_missing``.
    """
    _keeper_only(stock.agency, by, day_of(at))
    code = normal_code(typed)[:40]
    if not code:
        raise StockRefused("code_missing", "没有读到标签码。请扫二维码，或者输入标签上的十二个字符。")
    with transaction.atomic():
        _still_open(stock)
        row, _ = StockScan.objects.get_or_create(stock=stock, code=code, defaults={"by": by, "at": at})
    return row


def close_stock(*, stock: StockTaking, by: Account, at: datetime, note: str = "") -> StockTaking:
    """Close a count: what was found, what is missing, what is too many becomes an act of the agency's chain.

    Closing a closed one returns it as it stands. Labels only are written: the chain of an agency names no case.

    Raises: StockRefused ``not_a_keeper``, ``nothing_scanned``, ``note_missing`` where the count does not agree.
    """
    _keeper_only(stock.agency, by, day_of(at))
    with transaction.atomic():
        locked = StockTaking.objects.select_for_update().select_related("agency").get(pk=stock.pk)
        if locked.closed_at is not None:
            return locked
        counted = counted_so_far(locked)
        if counted.expected and not locked.scans.exists():
            raise StockRefused("nothing_scanned", "还没有扫任何标签，不能结束盘点。")
        if not counted.is_whole and not note.strip():
            raise StockRefused("note_missing", "账实不符，请写明查找的情况再结束。")
        act = record_change(
            locked.agency,
            "stock_taken",
            Mandate(by=by, reason=note.strip() or "账实相符", at=at),
            subject=f"{locked.place or '全部场所'}，应有{counted.expected}件，实见{len(counted.found)}件",
            more={"stock": str(locked.uid), **counted.as_json()},
        )
        locked.closed_at, locked.act_uid, locked.result = at, act.uid, counted.as_json()
        locked.save(update_fields=["closed_at", "act_uid", "result"])
    return locked


def counted_so_far(stock: StockTaking) -> Counted:
    """Return the count as it stands now: the books as they are, the codes scanned so far."""
    scanned = stock.scans.order_by("at", "pk").values_list("code", flat=True)
    return count(books_of(stock), tuple(scanned), since=stock.opened_at)


def books_of(stock: StockTaking) -> dict[str, Shelf]:
    """Return what the books of the unit's legal subject say about each label; other stores are not in this one."""
    things = CaseThing.objects.filter(
        Q(is_open=True) | Q(last_at__gt=stock.opened_at), legal_subject_id=stock.legal_subject_id
    )
    rows = things.values_list("code", "standing", "place", "last_at")
    return {code: Shelf(code, _is_here(standing, place, stock), last_at) for code, standing, place, last_at in rows}


def _is_here(standing: str, place: str, stock: StockTaking) -> bool:
    return standing in IN_STORE and (not stock.place or place == stock.place)


def _keeper_only(agency: Agency, by: Account, on: date) -> None:
    if "property_keeper" not in roles_on(by, agency, on, act_kind="property_noted"):
        raise StockRefused("not_a_keeper", "盘点由涉案财物管理人员办。请本单位的涉案财物管理人员登录后盘点。")


def _still_open(stock: StockTaking) -> None:
    if StockTaking.objects.filter(pk=stock.pk, closed_at=None).first() is None:
        raise StockRefused("stock_closed", "这次盘点已经结束。要再盘，请开始新的一次。")

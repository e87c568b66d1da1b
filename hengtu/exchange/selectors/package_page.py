"""One package with its receipt: what is in it, what came back, record by record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from hengtu.agencies.models import Account
from hengtu.exchange.catalogue import national
from hengtu.exchange.format_values import Format
from hengtu.exchange.models import ExportPackage, ExportRecord, ReceiptLine, RecordState
from hengtu.exchange.selectors.board import formats_for
from hengtu.lib.canonical import canonical
from hengtu.lib.signing import verifies

LISTED = 200


@dataclass(frozen=True)
class PackagePage:
    """What the page of a package shows. ``refused`` and ``unanswered`` are capped at ``LISTED``, the counts are not."""

    package: ExportPackage
    made: Format
    kinds: tuple[tuple[str, int], ...]
    states: Mapping[str, int]
    refused: tuple[ExportRecord, ...]
    rest: tuple[ExportRecord, ...]
    receipts: tuple[ReceiptLine, ...]
    is_signed: bool
    erased: bool
    on_duty: bool

    @property
    def named_refused(self) -> tuple[tuple[ExportRecord, str], ...]:
        """The refused records with what their kind is called."""
        return tuple((row, _zh(self.made, row.record_type)) for row in self.refused)

    @property
    def named_rest(self) -> tuple[tuple[ExportRecord, str], ...]:
        """The other records with what their kind is called."""
        return tuple((row, _zh(self.made, row.record_type)) for row in self.rest)

    @property
    def unanswered(self) -> int:
        return self.states.get(RecordState.PACKED, 0) + self.states.get(RecordState.HANDED, 0)

    @property
    def received(self) -> int:
        return self.states.get(RecordState.RECEIVED, 0)

    @property
    def sent_back(self) -> int:
        return self.states.get(RecordState.REFUSED, 0)


def access_package(account: Account, number: str, *, on: date) -> ExportPackage:
    """Return a package the account may look at. Raises: Http404 for everybody else, as if there were none."""
    package = ExportPackage.objects.filter(number=number).select_related("agency").first()
    made = national().get(package.format) if package else None
    if package is None or made is None or made not in formats_for(account, on):
        raise Http404("没有这个报送包，或者不在您的查阅范围内。")
    if not ExportPackage.objects.of_platform(account, made, on).filter(pk=package.pk).exists():
        raise Http404("没有这个报送包，或者不在您的查阅范围内。")
    return package


def is_on_duty(account: Account, package: ExportPackage, *, on: date) -> bool:
    """Whether the account hands this package over and takes in its receipts."""
    made = national()[package.format]
    return ExportPackage.objects.in_duty_of(account, made, on).filter(pk=package.pk).exists()


def package_page(account: Account, package: ExportPackage, *, on: date) -> PackagePage:
    """Return what the page of a package shows."""
    made = national()[package.format]
    rows = package.records.defer("content").order_by("position")
    states: dict[str, int] = {}
    for state in package.records.values_list("state", flat=True):
        states[state] = states.get(state, 0) + 1
    kept = json.loads(package.manifest)
    kinds = tuple((_zh(made, kind), count) for kind, count in kept["manifest"]["records"].items())
    return PackagePage(
        package,
        made,
        kinds,
        states,
        tuple(rows.filter(state=RecordState.REFUSED)[:LISTED]),
        tuple(rows.exclude(state=RecordState.REFUSED)[:LISTED]),
        tuple(package.receipts.order_by("-answered_at", "-pk")[:LISTED]),
        _is_signed(kept),
        package.records.filter(erased=True).exists(),
        is_on_duty(account, package, on=on),
    )


def _zh(made: Format, record_type: str) -> str:
    record = made.record(record_type)
    return record.zh if record else record_type


def _is_signed(kept: Mapping[str, Any]) -> bool:
    signature = kept["signature"]
    return verifies(
        signature["algorithm"], signature["public_key"], canonical(kept["manifest"]).encode(), signature["value"]
    )

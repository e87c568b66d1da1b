"""Records, packages and receipts: what was handed over, to whom, when, and what came back."""

from hengtu.exchange.models.record import (
    NOT_SENT,
    SENT,
    ExportPackage,
    ExportRecord,
    PackageState,
    ReceiptLine,
    RecordAction,
    RecordState,
)

__all__ = [
    "NOT_SENT",
    "SENT",
    "ExportPackage",
    "ExportRecord",
    "PackageState",
    "ReceiptLine",
    "RecordAction",
    "RecordState",
]

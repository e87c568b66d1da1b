"""A package as bytes: the same records and the same manifest give the same bytes, on any day and any machine."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hengtu.exchange.models import ExportRecord
from hengtu.lib.canonical import canonical

ENDINGS: Mapping[str, str] = {"jsonl": "jsonl", "xml": "xml", "csv": "csv"}
HEAD = ("record_type", "source_id", "version", "action", "reason")


def write(writing: str, number: str, columns: Sequence[str], records: Iterable[ExportRecord]) -> bytes:
    """Return the file of a package. Line ends are LF; UTF-8 without a mark."""
    entries = [entry_of(record) for record in records]
    if writing == "jsonl":
        return "".join(f"{canonical(entry)}\n" for entry in entries).encode()
    return _xml(number, entries) if writing == "xml" else _csv(columns, entries)


def entry_of(record: ExportRecord) -> dict[str, Any]:
    """Return one record as it stands in a file."""
    return {
        "record_type": record.record_type,
        "source_id": record.source_id,
        "version": record.version,
        "action": record.action.lower(),
        "reason": record.reason,
        "sm3": record.sm3,
        "content": json.loads(record.content),
    }


def _xml(number: str, entries: Iterable[Mapping[str, Any]]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<packet number={quoteattr(number)}>"]
    for entry in entries:
        named = " ".join(f"{key}={quoteattr(str(entry[key]))}" for key in (*HEAD, "sm3") if entry[key] != "")
        fields = [f"<{key}>{escape(text)}</{key}>" for key, text in sorted(entry["content"].items()) if text]
        lines.append(f"<record {named}>{''.join(fields)}</record>")
    return "\n".join([*lines, "</packet>", ""]).encode()


def _csv(columns: Sequence[str], entries: Iterable[Mapping[str, Any]]) -> bytes:
    """For machines: cells are exact, so nothing is put before a cell that a spreadsheet might run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*HEAD, *columns])
    for entry in entries:
        writer.writerow([*(entry[key] for key in HEAD), *(entry["content"].get(name, "") for name in columns)])
    return out.getvalue().encode()

"""A table as a download for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import StreamingHttpResponse


def table_file(lines: Iterable[str], name: str) -> StreamingHttpResponse:
    """Return lines of comma-separated text as a file; ``name`` ends in ``.csv`` and is plain ASCII."""
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

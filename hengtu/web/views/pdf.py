"""How files are handed out: shown in the browser under a readable name."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def shown_pdf(pdf: bytes, name: str) -> HttpResponse:
    """Return a PDF to be shown in the browser; ``name`` without the ending."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = disposition(f"{name}.pdf")
    return response


def handed_out(content: bytes | str, kind: str, name: str) -> HttpResponse:
    """Return a file to be saved; ``kind`` is its media type, ``name`` may hold any characters."""
    headers = {"Content-Disposition": disposition(name, download=True)}
    return HttpResponse(content, content_type=kind, headers=headers)


def disposition(name: str, *, download: bool = False) -> str:
    """Return the Content-Disposition for a file name of any characters."""
    header = content_disposition_header(as_attachment=download, filename=name)
    assert header is not None  # only an inline answer without a name has none
    return header

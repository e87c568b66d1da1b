"""One package: its receipt page, its file and manifest, and that it was handed over."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengtu.exchange.errors import ExchangeRefused
from hengtu.exchange.models import ExportPackage
from hengtu.exchange.receipt_file import RESULTS
from hengtu.exchange.selectors.package_page import access_package, is_on_duty, package_page
from hengtu.exchange.services.make_package import hand_over, package_bytes
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.pdf import handed_out

MEDIA = {"jsonl": "application/x-ndjson", "xml": "application/xml", "csv": "text/csv"}


@require_safe
@login_required
def export_package(request: SignedInRequest, number: str) -> HttpResponse:
    """Show a package with what came back."""
    package = access_package(request.user, number, on=timezone.localdate())
    return _page(request, package)


def _page(request: SignedInRequest, package: ExportPackage, refusal: str = "", status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    page = package_page(request.user, package, on=today)
    shown = {"page": page, "today": today, "refusal": refusal, "results": RESULTS}
    return render(request, "exports/package.html", shown, status=status)


def _on_duty(request: SignedInRequest, number: str) -> ExportPackage:
    """Return a package for whoever hands it over. Raises: Http404 for strangers, PermissionDenied for lookers-on."""
    today = timezone.localdate()
    package = access_package(request.user, number, on=today)
    if not is_on_duty(request.user, package, on=today):
        raise PermissionDenied("这个报送包由负责报送的岗位下载和交付。")
    return package


@require_safe
@login_required
def export_package_file(request: SignedInRequest, number: str, part: str) -> HttpResponse:
    """Hand out the file or the manifest of a package, to whoever hands it over; each time is noted."""
    package = _on_duty(request, number)
    if part == "manifest":
        content, name, media = package.manifest.encode(), f"{package.number}.manifest.json", "application/json"
    elif part == "file":
        try:
            content, name = package_bytes(package), package.filename
        except ExchangeRefused as refused:
            return _page(request, package, refused.message, status=409)
        media = MEDIA[name.rsplit(".", 1)[-1]]
    else:
        raise Http404("报送包只有文件和清单。")
    note_look(request, f"exports/{package.number}/{part}", timezone.now())
    return handed_out(content, f"{media}; charset=utf-8", name)


@require_POST
@login_required
def export_package_handed(request: SignedInRequest, number: str) -> HttpResponse:
    """Note that a package was given to its platform."""
    package = _on_duty(request, number)
    try:
        hand_over(package, by=request.user.name, at=timezone.now())
    except ExchangeRefused as refused:
        return _page(request, package, refused.message, status=409)
    return redirect("export_package", package.number)

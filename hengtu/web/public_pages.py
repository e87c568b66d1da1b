"""Pages that are the same for everybody: no cookie is read or set, so that any cache between may keep them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

PUBLIC, OFFICIAL = "/publicity/", "/publicity/desk/"
FRESH_SECONDS = 60


class PublicPagesMiddleware:
    """Stands before the session: who reads a public page is nobody's business."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_public(request.path):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.headers.pop("Vary", None)
        response.cookies.clear()
        return response


def is_public(path: str) -> bool:
    """Whether an address is one of the public site."""
    return path.startswith(PUBLIC) and not path.startswith(OFFICIAL)


def public_page(
    request: HttpRequest, template: str, shown: Mapping[str, Any], *, status: int = 200, seconds: int = FRESH_SECONDS
) -> HttpResponseBase:
    """Render a page without the request in it; answer 304 where the reader has it already."""
    return public_content(request, render_to_string(template, dict(shown)), "text/html; charset=utf-8", status, seconds)


def public_content(
    request: HttpRequest, content: str, content_type: str, status: int = 200, seconds: int = FRESH_SECONDS
) -> HttpResponseBase:
    """Answer with a text anybody may keep for a while."""
    etag = f'"{sha256(content.encode()).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=content_type, status=status)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={seconds}"
    if status != 200:
        return response
    return get_conditional_response(request, etag=etag, response=response) or response

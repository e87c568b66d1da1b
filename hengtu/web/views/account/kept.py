"""Give back what a form held when its session had ended."""

from __future__ import annotations

import re
import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.agencies.services.kept_posts import KEPT_FOR, forget_kept_post, kept_post
from hengtu.web.kept_post import browser_of
from hengtu.web.requests import SignedInRequest

_HAN = re.compile(r"[\u3400-\u9fff]")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kept(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    browser = browser_of(request)
    digest = browser.digest if browser else ""
    form = kept_post(uid=uid, account=request.user, browser=digest, at=timezone.now())
    if form is None:
        raise Http404("没有保留的内容，或者已经过期")
    if request.method == "POST":  # not wanted any more
        forget_kept_post(uid=uid, account=request.user)
        return redirect(form.came_from)
    shown = {
        "form": form,
        "words": [value for _, value in form.fields if _HAN.search(value)],
        "until": form.kept_at + KEPT_FOR,
    }
    return render(request, "account/kept.html", shown)

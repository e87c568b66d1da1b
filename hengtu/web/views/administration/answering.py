"""One way for every form of this area: shown, kept with its errors, or done and gone elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hengtu.lib.coded_error import CodedError
from hengtu.web.views.administration.desk import Desk
from hengtu.web.views.administration.forms import PageForm


@dataclass(frozen=True)
class FormPage:
    """The words around a form: what it does, why one would, and the verb on its button."""

    title: str
    verb: str
    back: str
    intro: str = ""
    crumbs: Sequence[tuple[str, str]] = ()
    warning: str = ""
    under_tabs: bool = True  # of the area; its places are for administrators


def answer(
    desk: Desk, page: FormPage, make: Callable[..., PageForm], act: Callable[[Any], HttpResponse]
) -> HttpResponse:
    """Show a form, or do what it asks for.

    Args:
        make: makes the form from ``data`` and ``files`` (both None for an empty one).
        act: does it with the filled form; what it refuses is shown beside the form, with everything kept.
    """
    if desk.request.method != "POST":
        return shown(desk, page, make())
    form = make(data=desk.request.POST, files=desk.request.FILES)
    if not form.is_valid():
        return shown(desk, page, form)
    try:
        return act(form)
    except CodedError as refusal:
        form.refuse(refusal)
    return shown(desk, page, form)


def shown(desk: Desk, page: FormPage, form: PageForm) -> HttpResponse:
    words = {"page": page, "form": form, **({} if page.under_tabs else {"tabs": ()})}
    return desk.page("form.html", words, status=422 if form.errors else 200)


def recorded(kind: str, name: str, *args: Any) -> HttpResponse:
    """Go to a page that says what was recorded."""
    return redirect(f"{reverse(name, args=args)}?done={kind}")

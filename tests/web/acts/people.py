"""People at their desks, over HTTP: they open a page, fill in what they mean, press the button."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

import lxml.html
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from hengtu.agencies.models import Account


class Person:
    """Somebody signed in, from the first page on. Forms are sent as the page holds them, what is typed on top."""

    def __init__(self, account: Account) -> None:
        self.account = account

    @cached_property
    def client(self) -> Client:
        client = Client()
        client.force_login(self.account)
        return client

    def sees(self, address: str) -> HttpResponse:
        return self.client.get(address)

    def fills(self, page_address: str, /, *, form: str = "act", intent: str = "do", **typed: Any) -> HttpResponse:
        """Open a page and send one of its forms; keys with dots are written with two underscores."""
        page = self.client.get(page_address)
        assert page.status_code == 200, page.content.decode()[:2000]
        return self.client.post(page_address, {**values_of(page, form), "intent": intent, **_names(typed)})

    def does(self, case_id: UUID, kind: str, **typed: Any) -> HttpResponse:
        return self.fills(reverse("act", args=(case_id, kind)), **typed)

    def agrees(self, proposal: UUID, **typed: Any) -> HttpResponse:
        return self.client.post(reverse("proposal", args=(proposal,)), {"intent": "agree", **typed})

    def returns(self, proposal: UUID, opinion: str) -> HttpResponse:
        return self.client.post(reverse("proposal", args=(proposal,)), {"intent": "return", "opinion": opinion})


def values_of(page: HttpResponse, form: str) -> dict[str, list[str]]:
    """What the browser would send for a form left as it is."""
    root = lxml.html.fromstring(page.content.decode())
    found = root.get_element_by_id(form)
    values: dict[str, list[str]] = {}
    for name, value in found.form_values():
        values.setdefault(name, []).append(value)
    for field in root.xpath(f"//input[@form='{form}']"):
        values.setdefault(field.get("name"), []).append(field.get("value") or "")
    return values


def words(page: HttpResponse) -> str:
    """The text of a page as it reads, without marks and line breaks."""
    return "".join(lxml.html.fromstring(page.content.decode()).text_content().split())


def refusal(page: HttpResponse) -> str:
    """What the error summary of a page says, empty without one."""
    found = lxml.html.fromstring(page.content.decode()).find_class("errsum")
    return "".join(found[0].text_content().split()) if found else ""


def _names(typed: dict[str, Any]) -> dict[str, Any]:
    return {name.replace("__", "."): value for name, value in typed.items()}

"""A party with a notice in hand, standing before its door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import lxml.html
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hengtu.documents.models import DocumentDoor
from hengtu.subjects.models import Party
from tests.cases.conftest import file, player, stage
from tests.cases.proposing import Prepared

__all__ = ["file", "player", "stage"]


@dataclass
class Holder:
    """Somebody with the paper. ``tail`` and ``phone`` are what is registered of the party."""

    door: DocumentDoor
    prepared: Prepared
    client: Client = field(default_factory=Client)

    @property
    def party(self) -> Party:
        return Party.objects.get(uid=self.door.party_uid)

    @property
    def tail(self) -> str:
        return (self.party.credit_code or self.party.id_number)[-6:]

    @property
    def phone(self) -> str:
        return self.party.phone[-4:]

    def address(self, name: str = "door", *more: Any) -> str:
        return reverse(name, args=[self.door.code, *more])

    def identifies(self, tail: str | None = None, second: str | None = None) -> Any:
        typed = {"tail": tail or self.tail, "second": second or self.phone, "intent": "identify"}
        return self.client.post(self.address(), typed)

    def form(self, name: str) -> dict[str, Any]:
        """The last form of a page, as the browser would send it."""
        page = self.client.get(self.address(name))
        assert page.status_code == 200, page.content.decode()[:500]
        forms = [form for form in lxml.html.fromstring(page.content.decode()).forms if form.get("method") == "post"]
        return dict(forms[-1].form_values())


@pytest.fixture
def at_moment(monkeypatch) -> Callable[[datetime], None]:
    """Set the clock of the views."""
    cache.clear()

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture
def holder(player, at_moment, settings, tmp_path) -> Holder:
    """The party of a case whose notice was served this morning."""
    settings.BLOB_ROOT = tmp_path / "blobs"
    prepared = Prepared(player("demo-7"), "O09")
    served = DocumentDoor.objects.get(document__form="f11_violation_notice")
    at_moment(served.document.issued_at + timedelta(hours=2))
    return Holder(served, prepared)

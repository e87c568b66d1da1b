"""A bureau with a seal, its squad, and a stream to hang documents on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hengtu.agencies.models import Agency
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.documents.models import Document
from hengtu.documents.services.issue_document import issue_document
from hengtu.documents.services.seals import register_seal
from hengtu.ledger.models import Stream
from tests.documents.samples import SAMPLES, at
from tests.postgres import database, postgres_database, sqlite_database  # noqa: F401

SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Office:
    bureau: Agency
    squad: Agency
    stream: Stream

    def issue(self, form: str, **changes: Any) -> Document:
        """Issue the sample of a form; ``changes`` of None take a field away."""
        data = {**SAMPLES[form], **changes}
        return issue_document(
            stream=self.stream.pk,
            form=form,
            agency=self.bureau,
            data={key: value for key, value in data.items() if value is not None},
            at=at(6, 11),
            act_uid=None,
            drawn_by="陈屿",
        )


def make_office() -> Office:
    line = plant_line(province_code="13", since=SINCE)
    register_seal(agency=line.bureau, name=line.bureau.name, valid_from=SINCE)
    return Office(line.bureau, line.squad, Stream.objects.create(kind="case"))


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Path) -> Office:
    settings.BLOB_ROOT = tmp_path / "blobs"
    return make_office()


@pytest.fixture
def refused() -> Callable[..., Any]:
    from hengtu.documents.errors import DocumentRefused

    return lambda code: pytest.raises(DocumentRefused, check=lambda error: error.code == code)

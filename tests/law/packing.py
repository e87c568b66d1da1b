"""A rule pack for a test: what an installation would have published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hengtu.law import rulebook
from hengtu.law.packs import PACKS_VARIABLE


@contextmanager
def packed(folder: Path, records: Mapping[str, Mapping[str, Any]]) -> Iterator[None]:
    """Let the law read one pack with these records, by folder and id."""
    pack = {"format": 1, "id": "t", "seq": 1, "published_at": "2026-11-29T10:00:00+08:00", "previous": ""}
    (folder / "000001-t.json").write_text(json.dumps({**pack, "records": records, "signature": {}}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PACKS_VARIABLE, str(folder))
        rulebook.refresh()
        yield
    rulebook.refresh()

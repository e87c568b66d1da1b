"""What the files of cases lack, asked of the law with what really lies there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from hengtu.cases.archive.bind import CaseToBind
from hengtu.cases.models import FilePaper
from hengtu.documents.models import Document, DocumentState
from hengtu.evidence.models import Exhibit
from hengtu.law.archive.layout import ATTACHMENT, EXHIBIT
from hengtu.law.archive.missing import Held, Missing, missing_papers
from hengtu.law.procedure import Situation
from hengtu.lib.blobs import BlobStore


@dataclass
class Lying:
    """What lies in the file of one case: papers, and the titles of exhibits whose original is gone."""

    held: list[Held] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def lying_there(case_ids: Collection[UUID]) -> Mapping[UUID, Lying]:
    """Return what lies in the files of several cases, with three queries.

    Originals are looked for, not read again: that is the nightly check's and ``verify_file``'s.
    """
    found: dict[UUID, Lying] = defaultdict(Lying)
    documents = Document.objects.filter(stream_id__in=case_ids, state=DocumentState.ISSUED)
    for stream, form, act in documents.values_list("stream_id", "form", "act_uid"):
        found[stream].held.append(Held(form, str(act or "")))
    store = BlobStore(settings.BLOB_ROOT)
    exhibits = Exhibit.objects.filter(stream_id__in=case_ids).order_by("seq")
    for stream, title, key in exhibits.values_list("stream_id", "title", "original_key"):
        found[stream].held.append(Held(EXHIBIT))
        if not store.has(key):
            found[stream].gone.append(title)
    for case_id, supplies in FilePaper.objects.filter(case_id__in=case_ids).values_list("case_id", "supplies"):
        found[case_id].held.append(Held(ATTACHMENT, supplies=supplies))
    return found


def lacking(case: CaseToBind, on: date) -> tuple[Missing, ...]:
    """Return what the file of a case lacks as of a day; an original that is gone counts as missing, too."""
    return what_lacks(case.situation, lying_there([case.case_id])[case.case_id], case.place, on)


def what_lacks(situation: Situation, lying: Lying, place: str, on: date) -> tuple[Missing, ...]:
    """Return what is missing from what lies there."""
    return missing_papers(situation, lying.held, place=place, on=on, damaged=lying.gone)


def as_rows(missing: tuple[Missing, ...], explained: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what is missing as the act carries it, each with the reason given for it."""
    return [
        {
            "code": each.code,
            "what": each.what,
            "why": each.why,
            "way_out": each.way_out,
            "part": each.part.value,
            "must": each.must,
            "reason": explained.get(each.code, "").strip(),
        }
        for each in missing
    ]

"""What is being served by announcement today, for everybody to read: as little as the announcement itself says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from hengtu.cases.models import CaseService, PaperStanding
from hengtu.documents.models import Document, DocumentState

FORM = "x_service_announcement"
MOST = 200


@dataclass(frozen=True)
class Announced:
    """One announcement that runs: who is looked for, for which paper, by whom, until when, where to get it."""

    party: str
    paper: str
    agency: str
    from_on: date
    until_on: date
    code: str


def announcements(*, on: date) -> tuple[Announced, ...]:
    """Return the announcements that run on a day, the one that ends first on top; a struck one is gone."""
    rows = CaseService.objects.filter(standing=PaperStanding.ANNOUNCED, effective_on__gte=on).order_by("effective_on")
    running = {row.case_id: row for row in rows.select_related("case")[:MOST]}
    papers = Document.objects.filter(stream_id__in=running, form=FORM, state=DocumentState.ISSUED).select_related(
        "agency"
    )
    latest = {paper.stream_id: paper for paper in papers.order_by("issued_at")}
    return tuple(_shown(row, latest[case]) for case, row in running.items() if case in latest)


def _shown(row: CaseService, paper: Document) -> Announced:
    said = json.loads(paper.data)
    assert row.effective_on is not None, "the condition of the list"
    return Announced(
        row.case.party_name,
        str(said.get("document", "")),
        paper.agency.name,
        paper.issued_on,
        row.effective_on,
        paper.verification_code,
    )

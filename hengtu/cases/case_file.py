"""The archived file of a case as one PDF: cover, index, documents in the order of the file, a sheet per exhibit."""

from __future__ import annotations

from uuid import UUID

from hengtu.cases.agencies import agency_by_code
from hengtu.cases.papers.filing import file_cover
from hengtu.cases.papers.inventory import in_file_order
from hengtu.cases.papers.load import load_context, standing_documents
from hengtu.cases.refusals import CaseNotFound
from hengtu.documents.services.bind_case_file import ExhibitSheet, bind_case_file
from hengtu.evidence.models import Exhibit
from hengtu.evidence.services.verify_exhibit import read_display
from hengtu.ledger.selectors.acts import acts_of_stream


def bind_file(case_id: UUID) -> bytes:
    """Return the bound file of a case as it stands; the same acts, documents and exhibits give the same bytes.

    What was withdrawn or replaced is left out; an act revoked stays in the ledger. Renders what was not printed yet.

    Raises: CaseNotFound; documents.DocumentRefused; ValueError for a case without documents.
    Source: APL:47
    """
    acts = acts_of_stream(case_id)
    if not acts or "case" not in (acts[0].payload or {}):
        raise CaseNotFound(case_id)
    agency = agency_by_code((acts[0].payload or {})["case"]["agency"])
    last = acts[-1]
    return bind_case_file(
        case_id,
        file_cover(load_context(case_id, acts, last, agency)),
        in_file_order(standing_documents(case_id)),
        [_sheet(exhibit) for exhibit in Exhibit.objects.filter(stream_id=case_id).order_by("seq")],
        at=last.occurred_at,
    )


def _sheet(exhibit: Exhibit) -> ExhibitSheet:
    return ExhibitSheet(
        seq=exhibit.seq,
        title=exhibit.title,
        kind=exhibit.get_kind_display(),
        proof_purpose=exhibit.proof_purpose,
        collected_at=exhibit.collected_at,
        place=exhibit.place,
        collectors="、".join(_collector(entry) for entry in exhibit.collectors),
        sm3=exhibit.sm3,
        picture=read_display(exhibit),
    )


def _collector(entry: dict[str, str]) -> str:
    certificate = entry.get("certificate", "")
    return f"{entry['name']}（{certificate}）" if certificate else entry["name"]

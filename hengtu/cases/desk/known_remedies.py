"""What the file holds for an answer to a reconsideration or a lawsuit: nobody types the list again (ARL:48, ALL:67)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.cases.desk.desk import Desk
from hengtu.documents.models import DocumentState
from hengtu.documents.selectors.documents import documents_of, title_of
from hengtu.law.citations import cite, printable
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.procedure.situation import day_of

SIDE_PAPERS = frozenset(
    {"x_file_cover", "x_file_catalogue", "x_collective_record", "x_legal_review", "x_legal_advice", "x_evidence_list"}
)


def file_of_evidence(desk: Desk) -> list[str]:
    """The evidence, the papers that went out or record what was done, and the articles of the decision, numbered."""
    lines = [*_exhibits(desk), *_papers(desk), *_basis(desk)]
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]


def _exhibits(desk: Desk) -> Iterator[str]:
    for exhibit in desk.exhibits:
        purpose = f"（{exhibit.proof_purpose}）" if exhibit.proof_purpose else ""
        yield f"证据：证{exhibit.seq} {exhibit.title}{purpose}"


def _papers(desk: Desk) -> Iterator[str]:
    """Papers of the main file that stand; what belongs to the internal file is not handed to the other side."""
    for document in documents_of(desk.case_id):
        if document.state == DocumentState.ISSUED and document.form not in SIDE_PAPERS:
            number = f"（{document.number}）" if document.number else ""
            yield f"文书：{title_of(document)}{number}，{day_zh(document.issued_on)}"


def _basis(desk: Desk) -> Iterator[str]:
    case, decision = desk.situation.case, desk.situation.decision
    if case is None:
        return
    on = day_of(decision.occurred_at) if decision else desk.on
    named = [entry for matter in case.matters for entry in assess_matter(case, matter, on).basis]
    for entry in dict.fromkeys(named):
        if printable(entry):
            yield f"依据：{cite(entry)}"

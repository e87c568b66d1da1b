"""What exhibits show by themselves, for the pre-check: clocks, places, pixels, and what is not stated about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from hengtu.cases.exhibits import standing_of
from hengtu.evidence.clocks import differences_in
from hengtu.evidence.models import Capture, Exhibit, Topic
from hengtu.evidence.selectors.particulars import Statements, newest_of_stream
from hengtu.law.procedure.guards.evidence import faults_of


def faults_in(case_id: UUID, exhibits: Sequence[Exhibit]) -> Mapping[UUID, frozenset[str]]:
    """Return the codes of what each exhibit shows by itself; two queries, whatever their number."""
    if not exhibits:
        return {}
    statements = newest_of_stream(case_id)
    captures = {each.exhibit_id: each for each in Capture.objects.filter(stream_id=case_id).exclude(exhibit=None)}
    return {each.uid: _faults(each, statements.get(each.uid, {}), captures.get(each.uid)) for each in exhibits}


def _faults(exhibit: Exhibit, statements: Statements, capture: Capture | None) -> frozenset[str]:
    found = set(faults_of({"sm3": exhibit.sm3, **standing_of(exhibit, statements)}))
    if Topic.KEPT in statements:
        found.add("doubtful_scan_kept")
    if Topic.EXPLANATION not in statements:
        found |= {difference.code for difference in differences_in(exhibit, capture, statements)}
    return frozenset(found)

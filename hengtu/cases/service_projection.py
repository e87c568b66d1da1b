"""How each paper of a case stands with the party, as rows for the register of services."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency, scope_values
from hengtu.cases.models import CaseService
from hengtu.law.procedure.services import PaperService, services_of
from hengtu.law.procedure.situation import Situation, day_of


def write_services(case_id: UUID, situation: Situation, agency: Agency) -> None:
    """Bring the rows of one case in line with its acts; writes only what differs."""
    wanted = {each.document.id: _row(each) for each in services_of(situation)}
    known = {row.document: row for row in CaseService.objects.filter(case_id=case_id)}
    scope = {"agency_id": agency.pk, **scope_values(agency)}
    for document, values in wanted.items():
        row = known.pop(document, None)
        values = {**values, **scope}
        if row is None:
            CaseService.objects.create(case_id=case_id, document=document, **values)
        elif any(getattr(row, name) != value for name, value in values.items()):
            CaseService.objects.filter(pk=row.pk).update(**values)
    if known:
        CaseService.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def _row(paper: PaperService) -> dict[str, Any]:
    last = paper.attempts[-1] if paper.attempts else None
    method = paper.served.payload.get("served") if paper.served else last.method if last else ""
    tracking = next((str(each.act.payload["tracking_no"]) for each in reversed(paper.attempts)
                     if each.act.payload.get("tracking_no")), "")  # fmt: skip
    return {
        "standing": paper.standing.value,
        "method": str(method or ""),
        "made_on": day_of(paper.made.occurred_at),
        "tried_on": day_of(last.act.occurred_at) if last else None,
        "tries": len(paper.attempts),
        "failed": sum(each.failed for each in paper.attempts),
        "effective_on": paper.effective_on,
        "receipt_missing": paper.receipt_missing,
        "tracking_no": tracking[:60],
    }


def service_snapshot() -> Iterable[tuple[Any, ...]]:
    """Yield every row without its own key, for comparing before and after a rebuild."""
    columns = [field.attname for field in CaseService._meta.concrete_fields if field.attname != "id"]
    yield from CaseService.objects.order_by("case_id", "document").values_list(*columns)


def forget_services() -> None:
    """Empty the rows before a rebuild."""
    CaseService.objects.all().delete()

"""The timeline of a case: its acts, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from hengtu.cases.selectors.case_view import Tag, TimelineItem
from hengtu.cases.words import SERVICE_NAMES, kind_name
from hengtu.documents.models import Document
from hengtu.law.dates_zh import iso_zh
from hengtu.law.procedure.corrections import RESULTS as FOUND
from hengtu.law.procedure.guards.leads import ANSWERS
from hengtu.law.procedure.matters import Penalty, plain
from hengtu.law.procedure.service_documents import DOCUMENTS
from hengtu.law.procedure.services import OUTCOMES, RETURN_REASONS
from hengtu.ledger.values import StoredAct

SERVING = frozenset({"service_attempted", "document_served", "service_returned"})
NOTHING_FILMED: Mapping[UUID, Tag] = MappingProxyType({})
PARTY_ACTS = frozenset(
    {
        "statement_heard",
        "statement_received",
        "reminder_statement_received",
        "credit_repair_applied",
        "spot_statement_heard",
        "hearing_requested",
        "paid",
        "spot_acknowledged",
        "address_confirmed",
        "consent_withdrawn",
        "correction_reported",
    }
)
OPINIONS = {"pass": "通过", "change": "建议修改", "refuse": "不同意"}


def timeline_of(
    acts: Sequence[StoredAct], documents: Sequence[Document], films: Mapping[UUID, Tag] = NOTHING_FILMED
) -> tuple[TimelineItem, ...]:
    """Return one item per act with the documents it produced and whether it was filmed."""
    papers: dict[UUID | None, list[UUID]] = {}
    for document in documents:
        papers.setdefault(document.act_uid, []).append(document.uid)
    names = {str(act.uid): kind_name(act.kind) for act in acts}
    items = (_item(act, tuple(papers.get(act.uid, ())), names) for act in reversed(acts))
    return tuple(replace(item, film=films.get(item.uid)) for item in items)


def _item(act: StoredAct, papers: tuple[UUID, ...], names: dict[str, str]) -> TimelineItem:
    payload = act.payload or {}
    late = act.notes.get("late", {})
    return TimelineItem(
        uid=act.uid,
        kind=act.kind,
        name=kind_name(act.kind),
        note=_note(act.kind, payload),
        who="、".join(actor.name or "当事人" for actor in act.by),
        occurred_at=act.occurred_at,
        side="party" if act.kind in PARTY_ACTS else "agency",
        late=f"{late['reason']}（{late['approved_by']}批准）" if late else "",
        corrects=names.get(str(payload.get("act", "")), ""),
        erased=act.is_erased,
        document_uids=papers,
        people=tuple(actor.id for actor in act.by if actor.kind != "PARTY"),
    )


def _note(kind: str, payload: dict[str, Any]) -> str:
    parts = [
        *_of_a_lead(kind, payload),
        *_of_a_service(kind, payload),
        SERVICE_NAMES.get(payload.get("served", ""), ""),
        _money(payload),
        OPINIONS.get(payload.get("opinion", ""), str(payload.get("opinion", ""))),
        _said(payload),
        FOUND.get(str(payload.get("result")), "") if kind == "correction_verified" else "",
        *(
            str(payload[key])
            for key in ("words", "order", "found", "conclusion", "correction", "reason", "education")
            if payload.get(key)
        ),
    ]
    return "；".join(part for part in parts if part)


def _of_a_service(kind: str, payload: dict[str, Any]) -> list[str]:
    """Which paper was tried or served, and what became of it."""
    paper = DOCUMENTS.get(str(payload.get("document")))
    if kind not in SERVING:
        return []
    outcome = OUTCOMES.get(str(payload.get("outcome")), "")
    return [paper.zh if paper else "", outcome, RETURN_REASONS.get(str(payload.get("return_reason")), "")]


def _of_a_lead(kind: str, payload: dict[str, Any]) -> list[str]:
    """To whom a lead was handed or sent, and what came back."""
    if not kind.startswith("lead_"):
        return []
    people = [str(payload.get("unit_name") or ""), *(str(each["name"]) for each in payload.get("officers", ()))]
    words = ["、".join(name for name in people if name), str(payload.get("receiver") or "")]
    return [*words, ANSWERS.get(payload.get("answer", ""), ""), str(payload.get("note") or "")]


def _money(payload: dict[str, Any]) -> str:
    if payload.get("amount_yuan"):
        return f"{plain(float(payload['amount_yuan']))} 元"
    if payload.get("instalments"):
        parts = payload["instalments"]
        return "、".join(f"{iso_zh(str(part['due_on']))}缴{plain(float(part['amount_yuan']))}元" for part in parts)
    penalties = payload.get("decided") or payload.get("proposed") or []
    entries = penalties if isinstance(penalties, list) else [penalties]
    return "；".join(
        Penalty(
            entry["kind"], float(entry.get("amount_yuan") or 0), float(entry.get("confiscate_yuan") or 0)
        ).in_words()
        for entry in entries
    )


def _said(payload: dict[str, Any]) -> str:
    waived = {"statement": "陈述申辩", "hearing": "听证"}
    rights = "、".join(waived.get(right, right) for right in payload.get("waives", ()))
    return f"书面放弃{rights}" if rights else ""

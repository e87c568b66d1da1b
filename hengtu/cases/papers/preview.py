"""The papers of an act before it is done, for the preview beside its form.

    preview_papers(case_id, acts, act, agency) -> tuple[PaperPreview, ...]

``acts`` is the history with ``act`` as its last entry: a hypothetical StoredAct (its uid unknown to the ledger) whose
payload holds what was typed so far. The builders are those that issue the papers. Nothing is written, no number drawn,
no seal asked for, and nothing raises because something is missing: what a builder cannot say becomes a block with
``state == "missing"``. An act without papers has an empty preview.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.cases.papers.blocks import case_head, party_block, party_line, two_officers
from hengtu.cases.papers.context import PaperContext, PartyData, Person
from hengtu.cases.papers.decision import penalised
from hengtu.cases.papers.load import load_context
from hengtu.cases.papers.paper import Data, Paper, per_instalment
from hengtu.cases.papers.substance import cause_block
from hengtu.cases.papers.table import PAPERS
from hengtu.documents.catalogue import form
from hengtu.documents.models import Document
from hengtu.documents.preview import PaperBlock, PaperPreview, blank_paper, preview_paper
from hengtu.ledger.values import StoredAct
from hengtu.lib.masking import mask_id_number, mask_phone

__all__ = ["PaperBlock", "PaperPreview", "preview_papers"]

NUMBERED_ON_DOING = "（办理时编号）"
NOTICE = "f11_violation_notice"
# The head decides first and the decision goes out after: who decides wants to read it now.
FORETOLD: Mapping[str, tuple[str, str]] = {"decided": ("decision_issued", "批准以后制作，现在还没有效力")}
# What a decision says again of its notice: field of the decision, field of the notice.
SAID_BEFORE = {
    "f15_penalty_decision": {
        "facts_evidence": "facts",
        "violated_articles": "violated_articles",
        "penalty_articles": "penalty_articles",
        "penalty": "intended_penalty",
    },
    "x_no_penalty_decision": {"facts_evidence": "facts", "violated_articles": "violated_articles"},
}
PENALTIES = ("proposed", "decided")
INSTANTS = ("began_at", "ended_at", "hearing_at")
DAYS = ("received_on", "done_on", "due_on", "hearing_on")
# What builders raise when an entry is absent or half typed. A fault of another kind still comes to light.
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)


def preview_papers(
    case_id: UUID, acts: tuple[StoredAct, ...], act: StoredAct, agency: Agency
) -> tuple[PaperPreview, ...]:
    """Return the papers ``act`` would produce, in the order of issue, with what is still missing marked in each."""
    papers = [(paper, "") for paper in PAPERS.get(act.kind, ())]
    later, note = FORETOLD.get(act.kind, ("", ""))
    papers = [*((paper, note) for paper in PAPERS.get(later, ())), *papers]
    if not papers:
        return ()
    if not acts or "case" not in (acts[0].payload or {}):
        return tuple(blank_paper(form(paper.form), agency, note) for paper, note in papers)
    typed = replace(act, payload=readable(act.payload or {}))
    context = _screened(load_context(case_id, (*acts[:-1], typed), typed, agency))
    return tuple(_preview(paper, view, note) for paper, note in papers for view in _views(paper, context))


def readable(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed without what cannot be read yet: blanks, half penalties, days that are none."""
    kept: dict[str, Any] = _without_blanks(payload)
    for key in PENALTIES:
        if key in kept:
            kept[key] = _whole_penalties(kept[key])
    for key in INSTANTS:
        _keep_if(kept, key, datetime.fromisoformat)
    for key in DAYS:
        _keep_if(kept, key, date.fromisoformat)
    if not isinstance(kept.get("facts", {}), Mapping):
        del kept["facts"]
    return kept


def _without_blanks(value: Any) -> Any:
    if isinstance(value, Mapping):
        cleaned = {key: _without_blanks(inner) for key, inner in value.items()}
        return {key: inner for key, inner in cleaned.items() if inner is not None and inner != ""}
    if isinstance(value, list | tuple):
        return [inner for inner in map(_without_blanks, value) if inner is not None and inner != ""]
    return value


def _whole_penalties(entry: Any) -> Any:
    if isinstance(entry, list):
        return [one for one in entry if _is_whole(one) and "matter" in one]
    return entry if _is_whole(entry) else []


def _is_whole(entry: Any) -> bool:
    """Whether a penalty says kind and, for a fine, how much: no preview reads 罚款人民币0元."""
    if not isinstance(entry, Mapping) or not isinstance(entry.get("kind"), str):
        return False
    try:
        amount, gains = (float(entry.get(key) or 0) for key in ("amount_yuan", "confiscate_yuan"))
    except (TypeError, ValueError):
        return False
    return gains >= 0 and (amount > 0 or "fine" not in entry["kind"].split("+"))


def _keep_if(kept: dict[str, Any], key: str, read: Callable[[str], object]) -> None:
    if key not in kept:
        return
    try:
        read(kept[key])
    except (TypeError, ValueError):
        del kept[key]


def _screened(context: PaperContext) -> PaperContext:
    """Personal numbers masked before any builder sees them, two handlers even where the act names none yet."""
    handlers = (*context.handlers, Person(""), Person(""))[: max(2, len(context.handlers))]
    parties = {uid: _screened_party(party) for uid, party in context.parties.items()}
    numbered_now = not context.case_number and context.act.kind in ("case_filed", "spot_decided")
    number = NUMBERED_ON_DOING if numbered_now else context.case_number
    return replace(context, handlers=handlers, parties=parties, case_number=number)


def _screened_party(party: PartyData) -> PartyData:
    phone = party.phone if party.is_organisation else mask_phone(party.phone)
    return replace(party, id_number=mask_id_number(party.id_number), phone=phone)


def _views(paper: Paper, context: PaperContext) -> tuple[PaperContext, ...]:
    try:
        views = tuple(paper.each(context))
        if not views and paper.each is per_instalment:  # none typed yet: show what one will look like
            views = (replace(context, focus=context.case.parties[0].id),)
        return tuple(view for view in views if paper.when(view) or _undecided(paper, view))
    except UNREADABLE:
        return (context,)


def _undecided(paper: Paper, context: PaperContext) -> bool:
    """Whether a decision is still without its penalty: it is shown with that marked as missing."""
    return paper.when is penalised and not context.decided


def _preview(paper: Paper, context: PaperContext, note: str) -> PaperPreview:
    return preview_paper(
        form(paper.form),
        _data(paper, context),
        context.agency,
        before=_said_before(paper.form, context),
        note=note,
    )


def _data(paper: Paper, context: PaperContext) -> Data:
    """What the builder says; where it cannot say all, at least who and what the case is about."""
    try:
        return paper.data(context)
    except UNREADABLE:
        return _known(context)


def _known(context: PaperContext) -> Data:
    known: dict[str, Any] = {}
    for block in (case_head, party_block, party_line, cause_block, two_officers):
        try:
            known.update(block(context))
        except UNREADABLE:
            continue  # this group of fields is missing, and the preview names them
    return known


def _said_before(form_id: str, context: PaperContext) -> dict[str, str]:
    """Return the words of the notice to this party, by the fields of its decision."""
    notice = context.paper(NOTICE) if form_id in SAID_BEFORE else None
    if notice is None:
        return {}
    frozen = Document.objects.filter(stream_id=context.case_id, form=NOTICE, number=notice.number)
    told = [json.loads(data)["text"] for data in frozen.values_list("data", flat=True)]
    words = told[-1] if told else {}
    return {ours: words[theirs] for ours, theirs in SAID_BEFORE[form_id].items() if theirs in words}

"""Issuing the papers of one act: frozen and numbered in its transaction, printed afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Agency
from hengtu.cases.history import legal_history
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.load import ACCOUNT, as_paper, load_context
from hengtu.cases.papers.paper import Paper
from hengtu.cases.papers.table import PAPERS
from hengtu.documents.catalogue import form
from hengtu.documents.models import Document, DocumentState
from hengtu.documents.services.change_state import withdraw_document
from hengtu.documents.services.issue_document import issue_document
from hengtu.law.procedure.outcomes import UNDOING, outcome_of
from hengtu.ledger.access_log import note_access
from hengtu.ledger.values import StoredAct
from hengtu.rulesets.selectors.education import pages_for
from hengtu.subjects.services.reveal_personal_data import Purpose

# What left the house with a decision is called back with it.
REVOKED_WITH_DECISION = (
    "f14_spot_decision",
    "f15_penalty_decision",
    "x_no_penalty_decision",
    "f17_defer_notice",
    "x_performance_proof",
    "f18_execution_announcement",
    "f19_reminder",
    "f20_enforcement_decision",
    "f21_substitute_decision",
    "x_court_application",
    "x_enforcement_agreement",
)
# What the party takes home: it says how to do it right, where the item has a page for that.
WITH_EDUCATION = ("f11_violation_notice", "f14_spot_decision", "f15_penalty_decision", "x_no_penalty_decision")
# Whoever signs these lines did the act under an account of his own; signatures on paper are left open.
SIGNERS = {
    "执法部门负责人": "agency_head",
    "法制审核人员": "legal_reviewer",
    "归档人": "archivist",
    "整理人": "archivist",
    "听证主持人": "hearing_host",
}


def issue_papers(case_id: UUID, acts: tuple[StoredAct, ...], act: StoredAct, agency: Agency) -> tuple[Document, ...]:
    """Issue every paper that belongs to ``act`` and return them in the order of issue.

    Called inside the transaction of the act: a paper that cannot be made refuses the act.
    Raises: documents.DocumentRefused.
    """
    (legal,) = legal_history((act,))
    if outcome_of(legal) in UNDOING:
        _withdraw(case_id, act)
        return ()
    if act.kind not in PAPERS:
        return ()
    context = load_context(case_id, acts, act, agency)
    issued: list[Document] = []
    for paper in PAPERS[act.kind]:
        made = [_issue(paper, view) for view in paper.each(context) if paper.when(view)]
        context = replace(context, issued=(*context.issued, *map(as_paper, made)))
        issued += made
    if issued:
        transaction.on_commit(partial(_note_what_was_revealed, context, act.recorded_at))
    return tuple(issued)


def _note_what_was_revealed(context: PaperContext, at: datetime) -> None:
    """Personal numbers were looked up to be printed: that goes into the access log, once the act stands."""
    officials = [actor.id for actor in context.act.by if "party" not in actor.roles]
    who = officials[0].removeprefix(ACCOUNT) if officials else context.agency.code
    for uid, party in context.parties.items():
        if party.is_known:
            note_access(who=who, what=f"subjects/{uid}", purpose=Purpose.DOCUMENT, at=at)


def _issue(paper: Paper, context: PaperContext) -> Document:
    return issue_document(
        stream=context.case_id,
        form=paper.form,
        agency=_sealing(context),
        data=paper.data(context),
        at=context.at,
        act_uid=UUID(context.act.uid),
        drawn_by=_drawn_by(context),
        signatures=_signatures(paper.form, context),
        receipts=context.receipts if paper.reckoned else (),
        for_party=context.focus,
        education=_education(context) if paper.form in WITH_EDUCATION else (),
    )


def _education(context: PaperContext) -> tuple[str, ...]:
    """The codes of the pages in use for the items of this paper; without a page nothing is printed."""
    items = [matter.violation for matter in context.matters]
    return tuple(page.code for page in pages_for(items, context.legal_subject.division_code, context.on))


def _sealing(context: PaperContext) -> Agency:
    """A head seals for the legal subject itself; a unit needs its authority to use the seal."""
    return context.legal_subject if context.leader else context.agency


def _drawn_by(context: PaperContext) -> str:
    """Who made the paper: the first official of the act, or the handler who recorded what a party did."""
    officials = [actor.name for actor in context.act.by if "party" not in actor.roles]
    return (officials or [person.name for person in context.handlers] or [context.agency.name])[0]


def _signatures(form_id: str, context: PaperContext) -> dict[str, str]:
    by_role = {role: actor.name for actor in context.act.by for role in actor.roles}
    lines = form(form_id).signers
    return {line: by_role[SIGNERS[line]] for line in lines if line in SIGNERS and SIGNERS[line] in by_role}


def _withdraw(case_id: UUID, act: StoredAct) -> None:
    """Call back what the revoked decision sent out; it stays readable and says so when verified."""
    reason = f"决定已撤销：{(act.payload or {}).get('reason', '')}".rstrip("：")
    standing = Document.objects.filter(stream_id=case_id, form__in=REVOKED_WITH_DECISION, state=DocumentState.ISSUED)
    for document in standing:
        withdraw_document(document, reason=reason, at=act.occurred_at)

"""Papers that no act makes by itself: which they are, who may issue them, what is known before anybody types.

A paper that an act makes is that act in writing: its content is the payload, its number and its day are the act's. It
cannot be filled in apart from it, or there would be a decision nobody decided.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import transaction

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases.papers.blocks import case_head, party_block, party_line, person_value, place_of, two_officers
from hengtu.cases.papers.cited import cited_problems
from hengtu.cases.papers.context import PaperContext, PartyData
from hengtu.cases.papers.history_words import outcome_in_words
from hengtu.cases.papers.load import load_context
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block, facts_text
from hengtu.cases.papers.table import PAPERS
from hengtu.documents.catalogue import Form, form
from hengtu.documents.content import from_agency
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import Document
from hengtu.documents.services.issue_document import issue_document
from hengtu.documents.values import is_blank
from hengtu.law.procedure import day_of
from hengtu.ledger.access_log import note_access
from hengtu.ledger.values import StoredAct
from hengtu.subjects.services.reveal_personal_data import Purpose

OFFICERS = frozenset({"officer"})
HEADS = frozenset({"agency_head", "chief_head"})
WHO_ZH = {OFFICERS: "执法人员", HEADS: "执法部门负责人"}
DECISIONS = ("f15_penalty_decision", "f14_spot_decision", "f16_correct_order")


@dataclass(frozen=True)
class ByHand:
    """One line of the table: who may issue the form, why, and which paper must stand in the case before it."""

    form: str
    by: frozenset[str]
    why: str
    basis: tuple[str, ...]
    after: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        return WHO_ZH[self.by]


BY_HAND: Mapping[str, ByHand] = {
    entry.form: entry
    for entry in (
        ByHand("f02_interview", OFFICERS, "调查中可以多次询问，每次一份笔录", ("APL:55p2",)),
        ByHand("f03_inquest", OFFICERS, "勘验一次，制作一份笔录", ("APL:46p1i8",)),
        ByHand("f04_scene_record", OFFICERS, "每次现场检查、每次强制措施都要制作现场笔录", ("ACL:18i7",)),
        ByHand("f18_execution_announcement", HEADS, "强制拆除以本机关名义公告", ("ACL:44",), DECISIONS),
        ByHand("f19_reminder", HEADS, "催告以本机关名义作出", ("ACL:35",), DECISIONS),
        ByHand("f20_enforcement_decision", HEADS, "催告以后，才能决定强制执行", ("ACL:37",), ("f19_reminder",)),
        ByHand("f21_substitute_decision", HEADS, "代履行由行政机关决定", ("ACL:50", "ACL:52")),
        ByHand(
            "f22_suspend_end_resume",
            HEADS,
            "中止、终结、恢复的是已经决定的强制执行",
            ("ACL:39", "ACL:40"),
            ("f20_enforcement_decision",),
        ),
        ByHand("f23_service_receipt", OFFICERS, "没有随行为送达的文书，另行制作送达回证", ("CPL:87",)),
        ByHand("x_address_confirmation", OFFICERS, "当事人随时可以确认送达地址", ("APL:61p2",)),
    )
}


@cache
def acts_of_form(form_id: str) -> tuple[str, ...]:
    """Return the kinds of act that make this paper, in the order of a case."""
    return tuple(kind for kind, papers in PAPERS.items() if any(paper.form == form_id for paper in papers))


def may_issue(entry: ByHand, account: Account, agency: Agency, on: date) -> bool:
    """Whether somebody holds the post the table asks for, at the unit that handles the case."""
    return bool(entry.by & roles_on(account, agency, on))


def context_by_hand(case_id: uuid.UUID, acts: tuple[StoredAct, ...], agency: Agency, at: datetime) -> PaperContext:
    """Return the case as a paper filled in now would read it: its acts so far, the moment of now."""
    context = load_context(case_id, acts, acts[-1], agency)
    return replace(context, act=replace(context.act, occurred_at=at, payload={}))


def settled_values(spec: Form, context: PaperContext) -> dict[str, Any]:
    """Return what follows from the case and is not asked: party, case number, handlers, the agency's own entries."""
    handlers = two_officers(context) if len(context.handlers) >= 2 else {}
    known = {
        **case_head(context),
        **party_block(context),
        **party_line(context),
        **handlers,
        **from_agency(context.legal_subject),
    }
    return _of_form(spec, known)


def suggested_values(spec: Form, context: PaperContext) -> dict[str, Any]:
    """Return what stands in the fields at first and may be changed; personal numbers are not among it."""
    party, names = context.party_data, [person.name for person in context.handlers]
    decision, earlier = context.paper(*DECISIONS), context.paper(*(BY_HAND[spec.id].after or ("",)))
    speaker = (party.legal_representative or party.name) if party.is_organisation else party.name
    suggested = {
        **cause_block(context),
        "period": (context.at, context.at),
        "place": place_of(context),
        "interviewers": [person_value(person) for person in context.handlers[:2]],
        "recorder": names[1] if len(names) > 1 else "",
        "interviewee": speaker,
        "person_name": speaker,
        "party_person": speaker,
        "recipient": party.name,
        "relation": "当事人的法定代表人" if party.is_organisation else "当事人",
        "round_no": 1 + sum(paper.form == "f02_interview" for paper in context.issued),
        "vehicle_no": context.plate,
        "facts": facts_text(context),
        "sampling_body": context.legal_subject.name,
        "sampling_phone": context.legal_subject.phone,
        "serving_body": context.legal_subject.name,
        "decided_on": earlier.issued_on if earlier else decision.issued_on if decision else None,
        "decision_ref": earlier.number if earlier else decision.number if decision else "",
        "decided_what": outcome_in_words(context) if decision else "",
        "registration_ref": earlier.number if earlier else "",
        "registered_on": earlier.issued_on if earlier else None,
        "released_on": context.on,
        "effective_on": context.on,
    }
    if spec.id == "f20_enforcement_decision" and decision:  # the reminder comes before it, but it carries out this
        suggested |= {"decided_on": decision.issued_on, "decision_ref": decision.number}
    return _of_form(spec, suggested)


def _of_form(spec: Form, entries: Mapping[str, Any]) -> dict[str, Any]:
    asked = spec.keys()
    return {key: value for key, value in entries.items() if key in asked and not is_blank(value)}


# Number fields left empty are taken from the register, where the person named is the party itself.
FROM_THE_REGISTER: Mapping[str, Mapping[str, str]] = {
    "interviewee": {"interviewee_id_no": "id_number", "interviewee_phone": "phone", "interviewee_address": "address"},
    "person_name": {"person_id_no": "id_number", "person_phone": "phone", "person_address": "address"},
    "party_person": {"party_person_id": "id_number"},
    "recipient": {"recipient_id_no": "id_number", "mobile": "phone", "mail_address": "address"},
}


def registered_numbers(data: Data, party: PartyData) -> dict[str, str]:
    """Return personal numbers for fields that were left empty."""
    found: dict[str, str] = {}
    for name_key, numbers in FROM_THE_REGISTER.items():
        if not party.is_organisation and data.get(name_key) == party.name:
            found |= {key: getattr(party, source) for key, source in numbers.items() if is_blank(data.get(key))}
    return {key: value for key, value in found.items() if value}


def complete_values(spec: Form, context: PaperContext, typed: Data) -> dict[str, Any]:
    """Return what is issued: typed values, what the case settles, and numbers from the register."""
    numbers = _of_form(spec, registered_numbers(typed, context.party_data))
    return {**typed, **numbers, **settled_values(spec, context)}


def issue_by_hand(
    context: PaperContext, form_id: str, typed: Data, *, account: Account, at: datetime, uid: uuid.UUID
) -> Document:
    """Issue a form for a case; the caller has checked that the account works on it.

    Args: typed: values by field key as people filled them in. uid: of the document; the same again makes no second.
    Raises: DocumentRefused (``paper_comes_from_an_act``, ``paper_needs_another_post``, ``paper_comes_later``,
        ``paper_cites_out_of_force`` and those of ``issue_document``); django.db.IntegrityError for a uid that is taken.
    """
    spec, entry = form(form_id), BY_HAND.get(form_id)
    if entry is None:
        raise DocumentRefused("paper_comes_from_an_act", f"《{spec.title}》随执法行为制作，不能另行填写。", spec.basis)
    refuse_early(entry, context)
    if not may_issue(entry, account, context.agency, day_of(at)):
        raise DocumentRefused(
            "paper_needs_another_post",
            f"《{spec.title}》由{entry.who}签发：{entry.why}。填写的内容都在，可以送{entry.who}签发。",
            entry.basis,
        )
    for sentence in cited_problems(context, typed, at).values():
        raise DocumentRefused("paper_cites_out_of_force", f"《{spec.title}》的依据有误：{sentence}。", spec.basis)
    with transaction.atomic():
        document = issue_document(
            stream=context.case_id,
            form=form_id,
            agency=context.legal_subject if entry.by == HEADS else context.agency,
            data=complete_values(spec, context, typed),
            at=at,
            act_uid=None,
            drawn_by=account.name,
            uid=uid,
        )
    _note_what_was_revealed(context, spec, account, at)
    return document


def refuse_early(entry: ByHand, context: PaperContext) -> None:
    """Refuse a paper that presupposes another. Raises: DocumentRefused (``paper_comes_later``)."""
    if entry.after and context.paper(*entry.after) is None:
        titles = "、".join(f"《{form(earlier).title}》" for earlier in entry.after)
        raise DocumentRefused(
            "paper_comes_later",
            f"本案还没有{titles}，不能制作《{form(entry.form).title}》：{entry.why}。请先办理前面的文书。",
            entry.basis,
        )


def _note_what_was_revealed(context: PaperContext, spec: Form, account: Account, at: datetime) -> None:
    if spec.keys() & {"party_kind", *FROM_THE_REGISTER}:
        note_access(who=account.username, what=f"subjects/{context.party.id}", purpose=Purpose.DOCUMENT, at=at)

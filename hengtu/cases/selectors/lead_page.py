"""One lead: what it says, where it came from, what may be done about it, and to whom it was shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from hengtu.agencies.models import Account
from hengtu.cases.history import legal_history
from hengtu.cases.models import Lead, LeadOutcome, LeadShare
from hengtu.cases.selectors.case_view import Due, Prospect, Tag
from hengtu.cases.selectors.deadlines import due_of
from hengtu.cases.selectors.facts import fact_lines, party_lines
from hengtu.cases.selectors.lead_view import LeadPage, MergedLead, PromiseNote, ShareLine, SimilarLead
from hengtu.cases.selectors.leads import TAGS, TERM, similar_leads
from hengtu.cases.selectors.outlook import Outlook, outlook_of
from hengtu.cases.selectors.party_history import lenient_acts, party_history
from hengtu.cases.selectors.timeline import timeline_of
from hengtu.cases.words import SOURCE_NAMES
from hengtu.law.procedure import Situation
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.promises import ENDED, OFFERED, OPEN, last_promise
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.law.promises import BROKEN, KEPT
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.lib.dates_zh import day_zh

OF_A_LEAD = (
    "case_filed",
    "not_filed",
    "lead_assigned",
    "lead_merged",
    "lead_transferred",
    "lead_transfer_answered",
)


def lead_page(lead: Lead, account: Account, *, on: date) -> LeadPage:
    """Gather the page of one lead as of a day. Authorisation has happened before (``access_lead``)."""
    acts = acts_of_stream(lead.pk)
    history = legal_history(acts)
    situation = Situation.of(history)
    evening = datetime.combine(on, time(23, 59), CIVIL_TIME)
    opening = acts[0].payload or {}
    outlook = outlook_of(history, situation, max(evening, history[-1].occurred_at))
    record = party_history(lead.case, situation, account, on=on)
    return LeadPage(
        id=lead.pk,
        title=lead.title,
        status=TAGS[LeadOutcome(lead.outcome)],
        unit=lead.agency.name,
        in_name_of=lead.agency.legal_subject.name,
        facts=(*_origin(lead, opening), *fact_lines(situation, opening)),
        party=party_lines(lead.case),
        summary=str(opening.get("summary", "")),
        assigned_to=lead.assigned_to,
        due=_due(situation, on),
        possible=_possible(outlook),
        similar=_similar(lead, account, on),
        merged_here=tuple(_merged(each) for each in Lead.objects.filter(merged_into=lead.pk).order_by("registered_on")),
        merged_into=_target(lead),
        shares=tuple(_share(share) for share in _shares(lead)),
        timeline=timeline_of(_until_filed(acts), []),
        is_lead=lead.outcome == LeadOutcome.OPEN,
        history=record,
        lenient=lenient_acts(outlook, record),
        promise=_promise(situation) if lead.outcome == LeadOutcome.OPEN else None,
    )


def _promise(situation: Situation) -> PromiseNote | None:
    """What the lead waits for because of a promise."""
    promise = last_promise(situation)
    if promise is None or promise.state == ENDED:
        return None
    due = day_zh(promise.due_on) if promise.due_on else ""
    told = {
        OFFERED: ("等当事人签订承诺", "已经告知；当事人可以签，也可以不签。", "promise_signed", "签订承诺"),
        OPEN: (f"承诺期到{due}", "期满以前不立案；改好了可以提前核查。", "promise_checked", "核查承诺"),
        KEPT: ("已按承诺改正", "核查为已履行，不再处罚；接着办不予立案。", "not_filed", "不予立案"),
        BROKEN: ("没有履行承诺", "依法立案；承诺和核查记录随卷。", "case_filed", "立案"),
    }
    return PromiseNote(*told[promise.state])


def _until_filed(acts: tuple[StoredAct, ...]) -> tuple[StoredAct, ...]:
    """What happened to the lead; from its filing on the case page tells."""
    filed = next((act.seq for act in acts if act.kind == "case_filed"), acts[-1].seq)
    return tuple(act for act in acts if act.seq <= filed)


def _origin(lead: Lead, opening: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    lines = (
        ("线索来源", SOURCE_NAMES.get(lead.source, lead.source)),
        ("来源机关", str(opening.get("source_body", ""))),
        ("来件编号", str(opening.get("reference", ""))),
        ("登记日", day_zh(lead.registered_on)),
    )
    return tuple((label, value) for label, value in lines if value)


def _due(situation: Situation, on: date) -> Due | None:
    clock = clock_of(situation, TERM)
    return due_of(clock, on) if clock else None


def _possible(outlook: Outlook) -> dict[str, Prospect]:
    upcoming = (outlook.next_act,) if outlook.next_act else ()
    prospects = {each.kind: each for each in (*upcoming, *outlook.also_lawful, *outlook.not_yet)}
    return {kind: prospects[kind] for kind in OF_A_LEAD if kind in prospects}


def _similar(lead: Lead, account: Account, on: date) -> tuple[SimilarLead, ...]:
    if lead.outcome != LeadOutcome.OPEN:
        return ()
    return similar_leads(
        account,
        on=on,
        legal_subject_id=lead.legal_subject_id,
        plate=lead.plate,
        party_name=lead.party_name,
        violation=lead.violation,
        violation_on=lead.violation_on,
        place=lead.place,
        without=lead.pk,
    )


def _merged(lead: Lead) -> MergedLead:
    return MergedLead(lead.pk, lead.title, lead.registered_on, SOURCE_NAMES.get(lead.source, lead.source))


def _target(lead: Lead) -> MergedLead | None:
    target = Lead.objects.filter(pk=lead.merged_into).first() if lead.merged_into else None
    return _merged(target) if target else None


def _shares(lead: Lead) -> list[LeadShare]:
    shares = LeadShare.objects.filter(stream=lead.pk).select_related("agency", "read_by", "taken_by")
    return list(shares.order_by("shared_at", "agency__code"))


def _share(share: LeadShare) -> ShareLine:
    return ShareLine(share.uid, share.agency.name, share.shared_at, standing_of(share), share.result)


def standing_of(share: LeadShare) -> Tag:
    """Return how far a shared lead has come at its receiver."""
    if share.result_at is not None:
        return Tag("已反馈", "ok")
    if share.taken_at is not None:
        return Tag("已接办", "go")
    return Tag("已阅读", "wait") if share.read_at is not None else Tag("还没有阅读", "wait")

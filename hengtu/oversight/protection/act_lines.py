"""The act itself, who took part with which certificate, and what the law says of it asked again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hengtu.agencies.models import Agency, BusinessCategory, Role
from hengtu.cases.models import FieldStep, Proposal
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.selectors.receipt import kept_in
from hengtu.documents.models import Document
from hengtu.law import receipt
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure import day_of
from hengtu.ledger.models.act import Origin
from hengtu.ledger.values import ActorRef
from hengtu.officers.models import ALL_CATEGORIES, EnforcementCertificate, Officer
from hengtu.officers.selectors.certificates import certificates_on
from hengtu.oversight.protection.around import Around, asked_as, officer_of, with_articles
from hengtu.oversight.protection.known import late_words
from hengtu.oversight.protection.values import Line, Proof

DECIDING = frozenset({"decided", "spot_decided", "not_punished", "decision_issued"})
STOP, WORD = Tag("无效", "stop"), Tag("提示", "word")


def act_lines(around: Around) -> Iterator[Line]:
    """Yield what was done, when, where, with what, in whose name, and where it stands in the chain."""
    act = around.act
    yield Line("做了什么", around.examined.name, act.occurred_at, around.proof(act))
    words = str(Origin(act.origin).label)
    yield Line("什么时候记录", f"{words}录入", act.recorded_at)
    step = FieldStep.objects.filter(pk=act.uid).first()
    place = (step.place if step else "") or str((act.payload or {}).get("place") or "")
    yield Line("地点", place or ("没有记明" if step and step.needs_place else "这一步的行为不记地点"))
    yield Line("用什么记录", str(act.notes.get("device") or "") or "没有记明设备")
    subject = Agency.objects.filter(code=act.in_name_of).first()
    yield Line("以谁的名义", subject.name if subject else act.in_name_of)


def people_lines(around: Around) -> Iterator[Line]:
    """Yield everybody who took part with the certificate of that day, and how the second one confirmed."""
    on = day_of(around.act.occurred_at)
    for ref in around.act.by:
        if ref.kind in ("PARTY", "SYSTEM"):
            yield Line("当事人" if ref.kind == "PARTY" else "系统", ref.name or "当事人")
        else:
            yield _person(ref, around.case.category, on)
    yield from _confirmed(around)


def _person(ref: ActorRef, category: str, on: date) -> Line:
    roles = "、".join(str(Role(role.upper()).label) for role in ref.roles if role.upper() in Role.values)
    officer = officer_of(ref.id)
    if officer is None or ref.certificate_valid is None:
        return Line(ref.name, roles or "以岗位办理，不需要执法证件")
    text, tag = _certificate(officer, category, on)
    kept = "；行为里记的是当日有效" if ref.certificate_valid else "；行为里记的是当日无效"
    return Line(ref.name, f"{roles}；{text}{kept}", tag=tag)


def _certificate(officer: Officer, category: str, on: date) -> tuple[str, Tag]:
    state = certificates_on([officer], category, on)[officer.pk]
    row = EnforcementCertificate.objects.filter(number=state.number).first() if state.number else None
    if row is None:
        return state.reason_zh or "没有登记执法证件", STOP
    fields = "全部门类" if ALL_CATEGORIES in row.categories else "、".join(map(_category, row.categories))
    words = f"执法证{row.number}，{fields}，有效期到{day_zh(row.valid_to)}"
    return (words, Tag("当日有效", "ok")) if state.valid else (f"{words}；{state.reason_zh}", STOP)


def _category(code: str) -> str:
    return str(BusinessCategory(code).label) if code in BusinessCategory.values else code


def _confirmed(around: Around) -> Iterator[Line]:
    """Who prepared it and what each of those asked said."""
    rows = Proposal.objects.filter(act_uid=around.act.uid).select_related("proposed_by").prefetch_related("answers__by")
    for proposal in rows:
        yield Line("提请", f"{proposal.proposed_by.name}提请", proposal.proposed_at)
        for answer in proposal.answers.all():
            said = f"：{answer.opinion}" if answer.opinion else ""
            yield Line(asked_as(answer), f"{answer.by.name}{answer.get_verdict_display()}{said}", answer.at)


def law_lines(around: Around) -> Iterator[Line]:
    """Yield the law's answer as of when it occurred and when it was recorded, the versions, and the receipts."""
    examined = around.examined
    if examined.objections:
        for each in examined.objections:
            yield Line("当时的检查", with_articles(each.message, each.basis), tag=WORD)
    else:
        text = "照行为当时的程序和案情重新检查，没有问题"
        yield Line("当时的检查", text, around.act.occurred_at, tag=Tag("合法", "ok"))
    late = late_words(around.act)
    yield Line("是否按期", f"逾期办理。{late}" if late else "录入时没有逾期", around.act.recorded_at)
    rules = around.act.rules
    version = rules.get("procedure", examined.procedure)
    yield Line("按哪一版程序", _version_words(version), proof=Proof(f"编号{version}"))
    edition = rules.get("rulebook", "")
    said = "办的时候用的规则库，摘要记在行为里" if edition else "没有记录"
    yield Line("按哪一版规则", said, proof=Proof("规则库摘要", digest=edition) if edition else None)
    yield from _receipts(around)


def _version_words(version: str) -> str:
    """Say the version of a procedure table by its day: ``transport-penalty@2021-07-15`` is the one since that day."""
    try:
        return f"{day_zh(date.fromisoformat(version.partition('@')[2]))}起的程序表"
    except ValueError:
        return "没有记录"


def decided_receipts(around: Around) -> list[dict[str, Any]]:
    """Return the receipts of the decision where the act decides or issues it; they stand with its paper."""
    if around.act.kind not in DECIDING:
        return []
    return kept_in(Document.objects.filter(stream_id=around.case.pk))


def _receipts(around: Around) -> Iterator[Line]:
    for kept in decided_receipts(around):
        code = receipt.code_of(kept)
        differs = receipt.verify(kept)
        tag = STOP if differs else Tag("可以重算", "ok")
        text = f"计算凭证{receipt.code_printed(code)}" if code else "计算凭证"
        outcome = "；".join(differs) if differs else "现在重算，结果相同"
        yield Line(text, outcome, proof=Proof("计算凭证", f"/cases/{around.case.pk}/receipt"), tag=tag)

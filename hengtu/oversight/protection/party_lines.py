"""What the party was told and what it said, with the answer to each point; beside it whatever it did later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.words import SERVICE_NAMES, kind_name
from hengtu.law.procedure.statements import ADOPTED
from hengtu.ledger.values import StoredAct
from hengtu.oversight.protection.around import Around
from hengtu.oversight.protection.values import Line

TELLING = {
    "identity_shown": "出示执法证件，说明来意",
    "spot_told": "口头告知违法事实、依据和权利",
    "notice_served": "送达违法行为通知书，告知陈述申辩权",
    "hearing_notice_served": "送达听证通知书",
    "testing_period_told": "告知检测、鉴定期间",
    "decision_served": "送达决定书，告知救济途径",
    "reminder_served": "送达催告书，告知陈述申辩权",
}
SAYING = frozenset(
    {"statement_heard", "statement_received", "spot_statement_heard", "hearing_requested", "reminder_answered",
     "reminder_statement_received"}
)  # fmt: skip
SIGNING = frozenset({"spot_acknowledged", "address_confirmed", "consent_withdrawn"})


def party_lines(around: Around) -> Iterator[Line]:
    for act in around.acts:
        if act.kind in TELLING:
            yield _told(act, around)
        elif act.kind in SAYING:
            yield from _said(act, around)
        elif act.kind in SIGNING:
            yield Line("当事人", kind_name(act.kind), act.occurred_at, around.proof(act))


def _told(act: StoredAct, around: Around) -> Line:
    payload = act.payload or {}
    parts = [TELLING[act.kind], SERVICE_NAMES.get(str(payload.get("served", "")), "")]
    if payload.get("hearing_offered"):
        parts.append("告知可以申请听证")
    if payload.get("education"):
        parts.append(f"教育：{payload['education']}")
    return Line("告知", "；".join(each for each in parts if each), act.occurred_at, around.proof(act))


def _said(act: StoredAct, around: Around) -> Iterator[Line]:
    payload = act.payload or {}
    proof = around.proof(act)
    words = str(payload.get("statement") or payload.get("request") or "").strip()
    if words or not payload.get("points"):
        yield Line(kind_name(act.kind), words or "没有写内容", act.occurred_at, proof)
    for point in payload.get("points") or ():
        if isinstance(point, Mapping):
            adopted = ADOPTED.get(str(point.get("adopted")), "")
            answer = str(point.get("answer") or point.get("reason") or "")
            tag = Tag(adopted, "ok") if adopted else None
            yield Line("当事人的一点", f"{point.get('point', '')}{f'。答复：{answer}' if answer else ''}",
                       act.occurred_at, proof, tag)  # fmt: skip
    if payload.get("recheck"):
        yield Line("复核", str(payload["recheck"]), act.occurred_at, proof)

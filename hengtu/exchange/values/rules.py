"""Checks across fields: order of days, terms of the law, certificates, check digits. True where all is well."""

from __future__ import annotations

from typing import Any

from hengtu.exchange.source import Source
from hengtu.exchange.values.outcome import decision_number
from hengtu.exchange.values.people import registered
from hengtu.exchange.values.registry import rule
from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import day_of
from hengtu.law.procedure.matters import CaseParty
from hengtu.law.procedure.situation import service_day
from hengtu.lib.credit_codes import BadCreditCode, parse_credit_code
from hengtu.lib.id_numbers import BadIdNumber, parse_id_number
from hengtu.lib.plates import BadPlate, parse_plate
from hengtu.subjects.models import IdDocument


@rule("id_number_checks", "身份证号码的校验位正确", of="party", mend="party")
def id_number_checks(source: Source, party: CaseParty) -> bool:
    """Only resident identity numbers have a check digit (GB 11643)."""
    row = registered(source, party)
    if row is None or not row.id_number or row.id_document not in ("", IdDocument.RESIDENT_ID):
        return True
    try:
        parse_id_number(row.id_number, on=day_of(source.acts[-1].occurred_at))
    except BadIdNumber:
        return False
    return True


@rule("credit_code_checks", "统一社会信用代码的校验位正确", of="party", mend="party")
def credit_code_checks(source: Source, party: CaseParty) -> bool:
    """GB 32100."""
    row = registered(source, party)
    if row is None or not row.credit_code:
        return True
    try:
        parse_credit_code(row.credit_code)
    except BadCreditCode:
        return False
    return True


@rule("plate_reads", "车牌号符合格式")
def plate_reads(source: Source, _: Any) -> bool:
    """A ship's name is none; what looks like a plate is read as one."""
    opening = (source.acts[0].payload or {}).get("case") or {}
    plate = str(opening.get("plate") or "")
    if not plate or source.situation.case is None or "water" in source.situation.case.category:
        return True
    try:
        parse_plate(plate)
    except BadPlate:
        return False
    return True


@rule("filed_not_before_found", "立案不早于发现", mend="act:case_filed")
def filed_not_before_found(source: Source, _: Any) -> bool:
    """The filing does not lie before the day on which it was found."""
    filed = source.situation.last("case_filed")
    return filed is None or day_of(filed.occurred_at) >= day_of(source.acts[0].occurred_at)


@rule("decided_after_notice", "决定晚于告知", of="decision", mend="act:notice_served")
def decided_after_notice(source: Source, act: LegalAct) -> bool:
    """A penalty under the ordinary procedure follows its notice, and the hearing term where it was offered (APL:44)."""
    if act.kind != "decided" or not any(each.punishes for each in source.situation.decided.values()):
        return True
    notice = source.situation.last("notice_served")
    if notice is None or service_day(notice) > day_of(act.occurred_at):
        return False
    if not notice.payload.get("hearing_offered") or _hearing_is_settled(source):
        return True
    over = deadlines.days_of("hearing_request", service_day(notice)).due_on
    return over is None or day_of(act.occurred_at) > over


def _hearing_is_settled(source: Source) -> bool:
    return source.situation.waived("hearing") or source.situation.has("hearing_held", "hearing_ended")


@rule("published_in_time", "决定在期限内公开", of="decision", mend="act:decision_published")
def published_in_time(source: Source, act: LegalAct) -> bool:
    """Seven working days from the decision (GB118, APL:48p1); one not published yet is watched elsewhere."""
    published = source.situation.last("decision_published")
    if published is None:
        return True
    due = deadlines.days_of("publish_penalty", day_of(act.occurred_at)).due_on
    return due is None or day_of(published.occurred_at) <= due


@rule("certificates_valid", "行为发生时执法证件有效", owner="办案机构负责人", mend="case")
def certificates_valid(source: Source, _: Any) -> bool:
    """Nobody took part with a certificate that was not valid then (APL:42p1)."""
    return all(actor.certificate_valid is not False for act in source.situation.acts for actor in act.by)


@rule("decision_is_numbered", "处罚决定书有文号", of="decision", mend="act:decision_issued")
def decision_is_numbered(source: Source, act: LegalAct) -> bool:
    """The paper of the decision has its number once it was made."""
    issued = source.situation.has("decision_issued") or act.kind != "decided"
    return not issued or bool(decision_number(source, act))


@rule("two_officers", "办案人员不少于两人")
def two_officers(source: Source, _: Any) -> bool:
    """At least two under the ordinary procedure took part in the investigation (APL:42p1)."""
    names = {
        actor.id for act in source.situation.acts for actor in act.by if actor.id in source.situation.investigators
    }
    return len(names) >= 2

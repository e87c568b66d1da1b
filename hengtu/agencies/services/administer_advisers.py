"""The register of government lawyers and legal advisers: who, with what qualification, for which term; on record."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from hengtu.agencies.administration import AdministrationRefused, Change, Mandate, check_mandate, record_change
from hengtu.agencies.models import Account, Adviser, AdviserKind, Agency, Post


@transaction.atomic
def register_adviser(
    *,
    agency: Agency,
    account: Account,
    kind: str,
    qualification: str,
    effective_from: date,
    effective_to: date,
    mandate: Mandate,
    firm: str = "",
) -> Adviser:
    """Enter an adviser of a legal subject for a term.

    Args:
        account: how he signs in; a legal adviser from outside holds no post, so that he sees nothing but what he is
            asked about.
        kind: ``GOVERNMENT_LAWYER`` or ``LEGAL_ADVISER``.
        qualification: number of the licence or of the certificate of a government lawyer.
        effective_to: the first day on which the term is over.
    Raises:
        AdministrationRefused: ``not_administered``, ``reason_missing``, ``adviser_not_qualified``, ``adviser_kind``,
            ``adviser_term``, ``adviser_holds_a_post`` or ``adviser_exists``.
    Source: GB118
    """
    check_mandate(mandate, agency)
    _check(account, kind, qualification, effective_from, effective_to)
    subject = agency.legal_subject
    if _terms(subject, account).filter(effective_from__lt=effective_to, effective_to__gt=effective_from).exists():
        raise AdministrationRefused("adviser_exists", f"{account.name}在这段时间已经登记，不用重复登记。")
    adviser = Adviser(
        account=account,
        kind=kind,
        qualification=qualification.strip(),
        firm=firm.strip(),
        effective_from=effective_from,
        effective_to=effective_to,
        recorded_at=mandate.at,
    )
    adviser.place_in(subject)
    adviser.save(force_insert=True)
    changes = [
        Change("身份", "", str(AdviserKind(kind).label)),
        Change("证号", "", adviser.qualification),
        Change("任期", "", f"{effective_from.isoformat()}至{effective_to.isoformat()}（不含当日）"),
    ]
    record_change(agency, "adviser_registered", mandate, subject=str(adviser), changes=changes)
    return adviser


def _check(account: Account, kind: str, qualification: str, first: date, end: date) -> None:
    if kind not in AdviserKind.values:
        raise AdministrationRefused("adviser_kind", "请选择公职律师或者法律顾问。")
    if not qualification.strip():
        raise AdministrationRefused("adviser_not_qualified", "请写明执业证号或者公职律师证号。")
    if end <= first:
        raise AdministrationRefused("adviser_term", "任期的截止日期须晚于开始日期，请核对。")
    outside = kind == AdviserKind.LEGAL_ADVISER
    if outside and Post.objects.in_force(first).filter(account=account).exists():
        raise AdministrationRefused(
            "adviser_holds_a_post",
            f"{account.name}在系统里有岗位。外聘的法律顾问只看咨询的那一件，请用没有岗位的账号登记；本机关的人员请登记为公职律师。",
        )


def _terms(subject: Agency, account: Account) -> QuerySet[Adviser]:
    return Adviser.objects.filter(agency=subject, account=account)


@transaction.atomic
def end_adviser(*, adviser: Adviser, last_day_before: date, mandate: Mandate) -> Adviser:
    """End a term early; what he was asked is closed to him from that day on.

    Raises: AdministrationRefused ``adviser_term`` where the day lies outside the term.
    """
    check_mandate(mandate, adviser.agency)
    end = adviser.effective_to
    if end is None or not adviser.effective_from < last_day_before <= end:
        raise AdministrationRefused("adviser_term", "结束的日期须在任期之内，请核对。")
    adviser.effective_to = last_day_before
    adviser.save(update_fields=["effective_to"])
    change = Change("任期截止", end.isoformat(), last_day_before.isoformat())
    record_change(adviser.agency, "adviser_ended", mandate, subject=str(adviser), changes=[change])
    return adviser

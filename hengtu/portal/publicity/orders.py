"""The standing order: whether an agency publishes by itself what the check lets pass, from which day, by whom."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from hengtu.agencies.administration import AdministrationRefused, Change, Mandate, check_reason, record_change
from hengtu.agencies.models import Account, Agency, scope_values
from hengtu.agencies.selectors.holders import holders_of
from hengtu.portal.models import PublicationOrder

HEADS = ("AGENCY_HEAD", "CHIEF_HEAD")


def order_of(agency: Agency, on: date) -> PublicationOrder | None:
    """Return the order in force at a legal subject on a day; None: nothing is published by itself."""
    rows = PublicationOrder.objects.filter(legal_subject_id=agency.legal_subject_id, effective_from__lte=on)
    return rows.order_by("-effective_from", "-id").first()


def may_order(account: Account, agency: Agency, on: date) -> bool:
    """Whether somebody heads the agency on that day."""
    subject = agency.legal_subject
    return any(each.pk == account.pk for role in HEADS for each in holders_of(role, subject, on))


@transaction.atomic
def order_publication(*, agency: Agency, automatic: bool, effective_from: date, mandate: Mandate) -> PublicationOrder:
    """Order that results are published by themselves, or no longer; an act in the agency's chain.

    Args:
        effective_from: the day of recording or a later one.
    Raises: AdministrationRefused ``not_a_head``, ``reason_missing`` or ``backdated``.
    """
    subject = agency.legal_subject
    check_reason(mandate)
    if not may_order(mandate.by, subject, mandate.day):
        raise AdministrationRefused(
            "not_a_head", f"是否自动公开由{subject.short_name}的负责人决定，请由负责人办理。公开的内容由其负责。"
        )
    if effective_from < mandate.day:
        raise AdministrationRefused("backdated", "自动公开不能倒签：请选择今天或者以后的日期。")
    before = order_of(subject, effective_from)
    change = Change("公开方式", _way(before.automatic if before else False), _way(automatic))
    act = record_change(
        subject,
        "publication_ordered",
        mandate,
        subject="执法结果公示",
        effective_from=effective_from,
        changes=[change],
        more={"automatic": automatic},
    )
    return PublicationOrder.objects.create(
        automatic=automatic,
        effective_from=effective_from,
        ordered_by=mandate.by.name,
        ordered_at=mandate.at,
        act_uid=act.uid,
        reason=mandate.reason.strip(),
        agency=subject,
        **scope_values(subject),
    )


def _way(automatic: bool) -> str:
    return "检查没有问题的自动公开" if automatic else "逐件由负责人公开"

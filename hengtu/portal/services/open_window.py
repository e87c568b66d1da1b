"""A case is opened for one other window, by the head who answers for it or by its party's wish, until a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from hengtu.agencies.models import Account, Agency
from hengtu.cases.models import EnforcementCase
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import civil_date
from hengtu.portal import limits
from hengtu.portal.models import CaseWindow
from hengtu.rulesets.law_desk import HEADS
from hengtu.rulesets.reach import post_of


class WindowRefused(CodedError):
    """A case that cannot be opened for a window."""


def open_window(
    *,
    case: EnforcementCase,
    party_uid: str,
    agency: Agency,
    by: Account | None,
    until_on: date,
    reason: str,
    at: datetime,
) -> CaseWindow:
    """Open a case of one party for one window; what is open already is open until the new day.

    Args:
        by: a head of the handling legal subject; None where the party itself asks at its door.
        until_on: civil day, the last on which the window sees the case.
    Raises: WindowRefused ``no_post``, ``window_unknown``, ``until_wrong``, ``case_over``, ``reason_missing``.
    """
    today = civil_date(at)
    if by is not None and post_of(by, HEADS, today, case.agency.legal_subject) is None:
        raise WindowRefused("no_post", "给其他窗口开通，由办案机关的负责人办理。")
    if not reason.strip():
        raise WindowRefused("reason_missing", "请写明为什么开通，例如当事人住在外县。")
    if not case.is_open:
        raise WindowRefused("case_over", "案件已经办结，不用再到窗口办。要看文书的，从文书上的入口看。")
    if agency.pk not in windows_for(case, today).values_list("pk", flat=True):
        raise WindowRefused("window_unknown", "这个单位不能作为窗口：要在同一个省、正在运行，而且不是办案机关自己。")
    last = today + timedelta(days=limits.window_days())
    if not today <= until_on <= last:
        raise WindowRefused("until_wrong", f"最长开通 {limits.window_days()} 天，请把日期定在今天到期满之间。")
    with transaction.atomic():
        before = CaseWindow.objects.select_for_update().filter(
            stream=case.pk, party_uid=party_uid, agency=agency, ended_at=None
        )
        before.update(ended_at=at)
        return CaseWindow.objects.create(
            stream=case.pk, party_uid=party_uid, handling=case.agency.legal_subject, agency=agency, granted_by=by,
            reason=reason.strip()[:300], from_on=today, until_on=until_on, granted_at=at,
        )  # fmt: skip


def end_window(*, window: CaseWindow, by: Account, at: datetime) -> None:
    """End a window before its day. Raises: WindowRefused ``no_post``."""
    if post_of(by, HEADS, civil_date(at), window.handling) is None:
        raise WindowRefused("no_post", "提前结束由办案机关的负责人办理。")
    CaseWindow.objects.filter(pk=window.pk, ended_at=None).update(ended_at=at)


def windows_for(case: EnforcementCase, on: date) -> QuerySet[Agency]:
    """Return the units that can be a window for a case: of the same province, in force, not its own legal subject."""
    found = Agency.objects.in_force(on).filter(province_id=case.province_id)
    return found.exclude(legal_subject_key=case.legal_subject_id).exclude(pk=case.legal_subject_id).order_by("name")

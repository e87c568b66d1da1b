"""Consulting archived files 调阅: who may look, requests by others, every look with its purpose."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from hengtu.agencies.models import Account, scope_values
from hengtu.cases.archive.refusals import HEADS, INNER_READERS, KEEPERS, ArchiveRefused, holds_one_of, reasoned
from hengtu.cases.models import ArchivedFile, EnforcementCase, FileLoan, LoanState
from hengtu.cases.selectors.access import may_work_on
from hengtu.law.archive.settings import archive_setting
from hengtu.law.procedure import day_of
from hengtu.ledger.access_log import note_access


def may_read_main(account: Account, case: EnforcementCase, on: date) -> bool:
    """Whether an account may open the main file: whoever may see the case, or holds a loan."""
    seen = EnforcementCase.objects.visible_to(account, on).filter(pk=case.pk).exists()
    return seen or _has_loan(account, case, on, inner=False)


def may_read_inner(account: Account, case: EnforcementCase, on: date) -> bool:
    """Whether an account may open the inner file: its readers by post, who handles the case, or a loan that says so."""
    if holds_one_of(account, case.agency, on, INNER_READERS):
        return True
    handles = may_work_on(account, case.pk, on=on) and holds_one_of(account, case.agency, on, frozenset({"officer"}))
    return handles or _has_loan(account, case, on, inner=True)


def _has_loan(account: Account, case: EnforcementCase, on: date, *, inner: bool) -> bool:
    loans = FileLoan.objects.filter(case_id=case.pk, asked_by=account, state=LoanState.GRANTED, until_on__gte=on)
    return (loans.filter(inner=True) if inner else loans).exists()


def note_consultation(account: Account, case: EnforcementCase, what: str, purpose: str, at: datetime) -> None:
    """Note who opened which volume and what for. Raises: ArchiveRefused ``reason_missing`` without a purpose."""
    because = reasoned(purpose, "查阅用途")
    note_access(who=account.get_username(), what=f"archive/{case.pk}/{what}", purpose=because[:200], at=at)


def ask_for_file(*, wanted: str, purpose: str, inner: bool, by: Account, at: datetime) -> FileLoan:
    """Ask to consult a file by its number; its keeper answers.

    Raises: ArchiveRefused ``file_unknown``, ``reason_missing``, ``asked_already``.
    """
    because = reasoned(purpose, "调阅用途")
    named = wanted.strip()
    file = ArchivedFile.objects.exclude(number="").filter(number=named).select_related("agency").first()
    if file is None:
        raise ArchiveRefused("file_unknown", "没有这个档号。请照案卷封面或者决定书来函写全，包括年份和编号。")
    if file.destroyed_on is not None:
        raise ArchiveRefused("file_destroyed", "这份案卷保管期满，已经依规定销毁，只留下销毁清册。")
    if FileLoan.objects.filter(case_id=file.case_id, asked_by=by, state=LoanState.ASKED).exists():
        raise ArchiveRefused("asked_already", "已经申请过，正在等档案管理人员答复。")
    return FileLoan.objects.create(
        case_id=file.case_id,
        agency=file.agency,
        **scope_values(file.agency),
        wanted=file.number,
        purpose=because,
        inner=inner,
        asked_by=by,
        asked_at=at,
    )


@transaction.atomic
def answer_loan(
    *, loan: FileLoan, granted: bool, until_on: date | None, answer: str, by: Account, at: datetime
) -> FileLoan:
    """Allow a loan until a day, or refuse it with a reason. The inner file is allowed by a head.

    Raises: ArchiveRefused ``keeper_required``, ``head_required``, ``answered_already``, ``until_out_of_range``,
        ``second_person_required``, ``reason_missing``.
    """
    loan = FileLoan.objects.select_for_update().select_related("agency").get(pk=loan.pk)
    on = day_of(at)
    if not holds_one_of(by, loan.agency, on, KEEPERS | HEADS):
        raise ArchiveRefused("keeper_required", "调阅由案卷管理人员或者负责人批准。")
    if loan.state != LoanState.ASKED:
        raise ArchiveRefused("answered_already", "这项申请已经答复过。请刷新页面看。")
    if loan.asked_by_id == by.pk:
        raise ArchiveRefused("second_person_required", "自己的申请请另一名案卷管理人员或者负责人批准。")
    if granted:
        if loan.inner and not holds_one_of(by, loan.agency, on, HEADS):
            raise ArchiveRefused("head_required", "副卷是内部材料，由本机关负责人批准。")
        loan.until_on = _until(loan, until_on, on)
        loan.state = LoanState.GRANTED
        loan.answer = answer.strip()[:300]
    else:
        loan.state, loan.answer = LoanState.REFUSED, reasoned(answer, "不同意的理由")
    loan.answered_by, loan.answered_at = by, at
    loan.save(update_fields=["state", "until_on", "answer", "answered_by", "answered_at"])
    return loan


def _until(loan: FileLoan, until_on: date | None, on: date) -> date:
    longest = archive_setting("loan_days", str(loan.agency.legal_subject.division_code), on)
    last = on + timedelta(days=longest.amount)
    chosen = until_on or last
    if not on <= chosen <= last:
        message = f"调阅到期日应在今天到{last.isoformat()}之间（最长{longest.words}）。"
        raise ArchiveRefused("until_out_of_range", message)
    return chosen

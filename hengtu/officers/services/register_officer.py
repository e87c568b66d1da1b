"""Enter an officer or an auxiliary in the register."""

from __future__ import annotations

from datetime import date

from hengtu.agencies.models import Account, Agency, scope_values
from hengtu.lib.coded_error import CodedError
from hengtu.officers.models import Officer, OfficerKind


class OfficerRefused(CodedError):
    """The register entry is not in order."""


def register_officer(
    *,
    name: str,
    agency: Agency,
    effective_from: date,
    kind: str = OfficerKind.OFFICER,
    account: Account | None = None,
) -> Officer:
    """Register someone as an officer or an auxiliary of an agency from a day on.

    Raises:
        OfficerRefused: ``name_missing``, ``unknown_kind`` or ``account_taken``.
    """
    if not name.strip():
        raise OfficerRefused("name_missing", "请填写姓名。")
    if kind not in OfficerKind.values:
        raise OfficerRefused("unknown_kind", f"没有「{kind}」这一类别，请选择执法人员或执法辅助人员。")
    if account is not None and Officer.objects.filter(account=account).exists():
        raise OfficerRefused("account_taken", f"账号 {account.username} 已登记为另一名执法人员，请核对账号。")
    return Officer.objects.create(
        name=name.strip(),
        agency=agency,
        **scope_values(agency),
        kind=kind,
        account=account,
        effective_from=effective_from,
    )

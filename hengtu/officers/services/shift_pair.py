"""Go on duty as two: one proposes, the other agrees; within the pair the second confirms by his own PIN."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hengtu.agencies.models import Account
from hengtu.agencies.services.confirmation_pin import PinRefused, check_pin
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import civil_date
from hengtu.officers.models import LONGEST_SHIFT, AgreedBy, Officer, OfficerKind, ShiftPair
from hengtu.officers.selectors.shift import pair_of


class PairRefused(CodedError):
    """The pair would not be one, or the time does not fit."""


def propose_pair(
    *, officer: Officer, partner: Officer, starts_at: datetime, ends_at: datetime, at: datetime
) -> ShiftPair:
    """Propose to go on duty together; the partner still has to agree.

    Args:
        officer: who proposes.
        partner: another officer of the same legal subject.
        starts_at, ends_at: aware instants, the end excluded, at most 24 hours apart.
        at: instant of proposing.
    Raises:
        PairRefused: ``pair_with_oneself``, ``not_an_officer``, ``other_legal_subject``, ``ends_before_start``,
            ``shift_too_long`` or ``shift_over``.
    """
    _check_two(officer, partner, starts_at, ends_at)
    _check_time(starts_at, ends_at, at)
    pair = ShiftPair(proposed_by=officer, partner=partner, starts_at=starts_at, ends_at=ends_at, proposed_at=at)
    pair.place_in(officer.agency)
    pair.save()
    return pair


def agree_pair(*, pair: ShiftPair, by: Account, at: datetime) -> ShiftPair:
    """Agree with one's own account; only the partner can.

    Raises:
        PairRefused: ``not_the_partner``, ``pair_ended`` or ``shift_over``.
    """
    if pair.partner.account_id != by.pk:
        raise PairRefused("not_the_partner", f"要由{pair.partner.name}本人同意，才成为值勤搭档。")
    return _agree(pair, AgreedBy.ACCOUNT, at)


def agree_pair_by_pin(*, pair: ShiftPair, pin: str, at: datetime) -> ShiftPair:
    """Agree with the partner's own PIN on the device of the one who proposed; call it outside of transactions.

    Raises:
        PairRefused: ``pair_ended``, ``shift_over`` or ``no_account``.
        PinRefused: the PIN was not accepted.
    """
    _check_open(pair, at)
    account = pair.partner.account
    if account is None:
        raise PairRefused("no_account", f"{pair.partner.name}没有账号，不能用确认码同意。请管理员先开通账号。")
    check_pin(account, pin, at=at)
    return _agree(pair, AgreedBy.PIN, at)


@transaction.atomic
def end_pair(*, pair: ShiftPair, by: Account, at: datetime) -> ShiftPair:
    """End a pair before its time, or turn a proposal down; either of the two can. Ending twice changes nothing.

    Raises:
        PairRefused: ``not_one_of_the_two``.
    """
    if by.pk not in (pair.proposed_by.account_id, pair.partner.account_id):
        raise PairRefused("not_one_of_the_two", "值勤搭档只能由两人中的一人结束。")
    fresh = ShiftPair.objects.select_for_update().get(pk=pair.pk)
    if fresh.ended_at is None:
        fresh.ended_at, fresh.ended_by = at, by
        fresh.save(update_fields=["ended_at", "ended_by"])
    return fresh


def confirm_by_pin(*, officer: Officer, partner: Officer, pin: str, at: datetime) -> Account:
    """Confirm as the second officer on the device of the first, within the pair on duty; outside of transactions.

    Args:
        officer: whose device it is.
        partner: whose PIN it is; the other of the pair standing at that instant.
        at: instant of the confirmation.
    Returns: the account that confirmed.
    Raises:
        PinRefused: ``not_on_shift_together`` before the PIN is looked at, else what ``check_pin`` raises.
    """
    pair = pair_of(officer, at)
    account = None if pair is None or pair.other_than(officer).pk != partner.pk else pair.other_than(officer).account
    if account is None:
        raise PinRefused(
            "not_on_shift_together",
            f"{partner.name}现在不是{officer.name}的值勤搭档，不能在这台设备上用确认码确认。"
            "请先在“账号和安全”页面结成今天的搭档，或者由他用本人账号在自己的设备上确认。",
        )
    check_pin(account, pin, at=at)
    return account


def _check_two(officer: Officer, partner: Officer, starts_at: datetime, ends_at: datetime) -> None:
    if officer.pk == partner.pk:
        raise PairRefused("pair_with_oneself", "执法人员不得少于两人（行政处罚法第四十二条第一款），请另选一名搭档。")
    for one in (officer, partner):
        days = {civil_date(starts_at), civil_date(ends_at)}
        if one.kind != OfficerKind.OFFICER or not all(one.is_in_force(day) for day in days):
            raise PairRefused(
                "not_an_officer",
                f"{one.name}当日不是在册的执法人员，不能作为两名执法人员之一（行政处罚法第四十二条第一款）。请另选。",
            )
    if officer.legal_subject_id != partner.legal_subject_id:
        raise PairRefused(
            "other_legal_subject", f"{partner.name}属于另一个执法主体，不能结成搭档。请选择本单位的执法人员。"
        )


def _check_time(starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    if ends_at <= starts_at:
        raise PairRefused("ends_before_start", "结束时间须晚于开始时间，请核对。")
    if ends_at - starts_at > LONGEST_SHIFT:
        raise PairRefused("shift_too_long", "一次值勤最长24小时，请分次填写。")
    if ends_at <= at:
        raise PairRefused("shift_over", "这段时间已经过去，不能再结成搭档。请核对时间。")


def _check_open(pair: ShiftPair, at: datetime) -> None:
    if pair.ended_at is not None:
        raise PairRefused("pair_ended", "这次值勤搭档已经结束或者撤回，请重新提出。")
    if pair.ends_at <= at:
        raise PairRefused("shift_over", "这次值勤已经过了结束时间，请重新提出。")


@transaction.atomic
def _agree(pair: ShiftPair, how: AgreedBy, at: datetime) -> ShiftPair:
    fresh = ShiftPair.objects.select_for_update().get(pk=pair.pk)
    _check_open(fresh, at)
    if fresh.agreed_at is None:
        fresh.agreed_at, fresh.agreed_how = at, how
        fresh.save(update_fields=["agreed_at", "agreed_how"])
    return fresh

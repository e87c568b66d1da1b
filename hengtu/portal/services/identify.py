"""The staged identity check: the number of the card, and the phone or what stands on the paper."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import datetime
from itertools import takewhile

from django.db import transaction

from hengtu.documents.codes import normal_code
from hengtu.documents.models import DocumentDoor
from hengtu.lib.uids import uid_of
from hengtu.portal import limits
from hengtu.portal.errors import DoorLocked, IdentityWrong, NotRegistered
from hengtu.portal.models import IdentityTry, Tried
from hengtu.subjects.models import Party

BY_PAPER, BY_PHONE = 1, 2


def identify(*, door: DocumentDoor, tail: str, second: str, at: datetime, address: str) -> int:
    """Return how far somebody is identified, or refuse and count the try.

    Args:
        tail: last six characters of the identity number or credit code.
        second: last four digits of the registered phone (level 2), or the verification code on the paper (level 1).
        at: aware instant; address: where it came from, for the record of tries.
    Raises: NotRegistered, DoorLocked, IdentityWrong. A refused try is kept all the same.
    """
    party = party_behind(door)
    if party is None or not number_of(party):
        raise NotRegistered
    return tried(door, at, address, lambda: _level(door, party, tail, second))


def tried(door: DocumentDoor, at: datetime, address: str, level_of: Callable[[], int]) -> int:
    """Count one try at a door, whoever makes it, and return its level. Raises: DoorLocked, IdentityWrong."""
    with transaction.atomic():
        DocumentDoor.objects.select_for_update().get(pk=door.pk)  # two tries at once are counted as two
        until = locked_until(door, at)
        if until is not None:
            raise DoorLocked(until)
        level = level_of()
        _note(door, Tried.PASSED if level else Tried.WRONG, at, address, level)
    if level:
        return level
    left = limits.wrong_tries() - len(_wrong_in_a_row(door, at))
    until = locked_until(door, at)
    raise DoorLocked(until) if until is not None else IdentityWrong(left)


def locked_until(door: DocumentDoor, at: datetime) -> datetime | None:
    """Return until when the door is locked after too many wrong tries; None when it is not."""
    wrong = _wrong_in_a_row(door, at)
    if len(wrong) < limits.wrong_tries():
        return None
    until = wrong[0].at + limits.locked_for()
    return until if at < until else None


def lift_lock(*, door: DocumentDoor, by: str, at: datetime) -> None:
    """Open a locked door again: an officer has seen the identity card at the window."""
    IdentityTry.objects.create(
        stream_id=door.document.stream_id, party_uid=door.party_uid, at=at, result=Tried.LIFTED, by=by
    )


def party_behind(door: DocumentDoor) -> Party | None:
    """Return the registered party a door belongs to."""
    uid = uid_of(door.party_uid)
    return Party.objects.filter(uid=uid).first() if uid else None


def number_of(party: Party) -> str:
    """The number that tells this party: of the card for people, the credit code for organisations."""
    return normal_code(party.credit_code or party.id_number)


def _level(door: DocumentDoor, party: Party, tail: str, second: str) -> int:
    """Everything is compared, so that the time taken tells nothing about which half was wrong."""
    number_fits = same(normal_code(tail), number_of(party)[-limits.TAIL :])
    phone = "".join(char for char in party.phone if char.isdigit())[-limits.PHONE_TAIL :]
    typed = normal_code(second)
    by_phone = bool(phone) and same(typed, phone)
    by_paper = same(typed, door.document.verification_code)
    if not number_fits:
        return 0
    return BY_PHONE if by_phone else BY_PAPER if by_paper else 0


def same(typed: str, kept: str) -> bool:
    return hmac.compare_digest(typed.encode(), kept.encode())


def _wrong_in_a_row(door: DocumentDoor, at: datetime) -> list[IdentityTry]:
    """The wrong tries since the last that passed or was lifted, latest first, as far back as a lock lasts."""
    tries = IdentityTry.objects.filter(stream_id=door.document.stream_id, party_uid=door.party_uid)
    recent = tries.filter(at__gt=at - limits.locked_for()).order_by("-at", "-pk")
    return list(takewhile(lambda each: each.result == Tried.WRONG, recent))


def _note(door: DocumentDoor, result: Tried, at: datetime, address: str, level: int) -> None:
    IdentityTry.objects.create(
        stream_id=door.document.stream_id,
        party_uid=door.party_uid,
        at=at,
        result=result,
        level=level,
        address=address[:64],
    )

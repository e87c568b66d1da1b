"""Sessions of an account: how many at once, how long idle, how long at all; and why one ended."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hengtu.agencies.models import Account, EndedBecause, SignedInSession

_NOTED_EVERY = timedelta(minutes=1)
_KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True)
class SessionLimits:
    """``idle``: without a request; ``longest``: since sign-in; ``at_once``: sessions of one account, at least one."""

    idle: timedelta
    longest: timedelta
    at_once: int


@transaction.atomic
def begin_session(*, account: Account, device: str, at: datetime, limits: SessionLimits) -> SignedInSession:
    """Note a sign-in; the oldest sessions beyond the limit end, which they learn at their next request.

    Args:
        device: words for browser and system, at most 80 characters.
        at: aware instant.
    """
    Account.objects.select_for_update().get(pk=account.pk)  # two sign-ins at once count one another
    expire_sessions(account, at=at, limits=limits)
    mine = account.sessions.filter(ended_at=None).order_by("-began_at", "-id")
    surplus = list(mine.values_list("pk", flat=True)[limits.at_once - 1 :])
    account.sessions.filter(pk__in=surplus).update(ended_at=at, ended_because=EndedBecause.TOO_MANY)
    account.sessions.filter(ended_at__lt=at - _KEPT_FOR).delete()
    return SignedInSession.objects.create(account=account, device=device[:80], began_at=at, seen_at=at)


def see_session(*, uid: uuid.UUID, at: datetime, limits: SessionLimits) -> EndedBecause | None:
    """Note that a session is used; return why it has ended, or None while it goes on.

    A session nobody knows counts as signed out. The time of use is written once a minute at most.
    """
    session = SignedInSession.objects.filter(uid=uid).first()
    if session is None:
        return EndedBecause.SIGNED_OUT
    if session.ended_at is not None:
        return EndedBecause(session.ended_because)
    because = _worn_out(session, at, limits)
    if because is not None:
        SignedInSession.objects.filter(pk=session.pk).update(ended_at=at, ended_because=because)
    elif at - session.seen_at >= _NOTED_EVERY:
        SignedInSession.objects.filter(pk=session.pk).update(seen_at=at)
    return because


def open_sessions(account: Account, *, at: datetime, limits: SessionLimits) -> list[SignedInSession]:
    """Return the sessions that go on, the one used last first."""
    found = account.sessions.filter(ended_at=None).order_by("-seen_at", "-id")
    return [session for session in found if _worn_out(session, at, limits) is None]


def expire_sessions(account: Account, *, at: datetime, limits: SessionLimits) -> None:
    """End the sessions that are worn out, each with its reason."""
    for session in account.sessions.filter(ended_at=None):
        because = _worn_out(session, at, limits)
        if because is not None:
            account.sessions.filter(pk=session.pk).update(ended_at=at, ended_because=because)


def end_sessions(account: Account, *, because: EndedBecause, at: datetime, keep: uuid.UUID | None = None) -> int:
    """End all sessions of an account but the one with the uid ``keep``; return how many."""
    others = account.sessions.filter(ended_at=None)
    if keep is not None:
        others = others.exclude(uid=keep)
    return others.update(ended_at=at, ended_because=because)


def end_session(account: Account, uid: uuid.UUID, *, because: EndedBecause, at: datetime) -> bool:
    """End one session of an account; return whether there was one."""
    found = account.sessions.filter(uid=uid, ended_at=None)
    return bool(found.update(ended_at=at, ended_because=because))


def _worn_out(session: SignedInSession, at: datetime, limits: SessionLimits) -> EndedBecause | None:
    if at - session.began_at >= limits.longest:
        return EndedBecause.TOO_LONG
    return EndedBecause.IDLE if at - session.seen_at >= limits.idle else None

"""What happens when somebody has proved who he is: the session begins, and what is still owed is noted."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from hengtu.agencies.models import Account, Post, Role
from hengtu.agencies.services.sign_ins import SessionLimits, begin_session
from hengtu.web.device_words import device_words
from hengtu.web.second_factor import has_second_factor
from hengtu.web.standing import standing_of

SESSION = "sign_in"  # uid of the SignedInSession
OWED = "owes_second_factor"
ENDED = "ended_because"  # in the next, anonymous session, for the sign-in page
BACKEND = "django.contrib.auth.backends.ModelBackend"
MUST_HAVE_SECOND_FACTOR = frozenset(
    {Role.HANDLING_UNIT_HEAD, Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_HEAD, Role.LEGAL_REVIEWER, Role.ADMIN}
)


def limits() -> SessionLimits:
    """Return the limits of this installation."""
    return SessionLimits(
        idle=timedelta(minutes=settings.HENGTU_IDLE_MINUTES),
        longest=timedelta(hours=settings.HENGTU_SESSION_HOURS),
        at_once=max(1, settings.HENGTU_SESSIONS_AT_ONCE),
    )


def enter(request: HttpRequest, account: Account) -> None:
    """Sign somebody in whose every factor has been checked."""
    login(request, account, backend=BACKEND)
    request.session.pop(ENDED, None)
    request.session["standing"] = standing_of(account, timezone.localdate()).as_note()
    begin(request, account)


def begin(request: HttpRequest, account: Account) -> None:
    """Note the session among those of the account, and whether a second factor is owed."""
    device = device_words(request.headers.get("User-Agent", ""))
    row = begin_session(account=account, device=device, at=timezone.now(), limits=limits())
    request.session[SESSION] = str(row.uid)
    request.session[OWED] = must_have_second_factor(account) and not has_second_factor(account)


def session_uid(request: HttpRequest) -> uuid.UUID | None:
    """Return the uid of the session this request belongs to."""
    noted = request.session.get(SESSION)
    return uuid.UUID(noted) if noted else None


def must_have_second_factor(account: Account) -> bool:
    """Whether the posts of the account ask for a second factor here."""
    if not settings.HENGTU_REQUIRE_SECOND_FACTOR:
        return False
    posts = Post.objects.held_or_delegated(account, timezone.localdate())
    return posts.filter(role__in=MUST_HAVE_SECOND_FACTOR).exists()


def own_address(request: HttpRequest, target: str) -> str:
    """Return where to go next: only ever an address of this site, else the home page."""
    inside = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if target and inside else "/"

"""Keep what a form held when its session had ended, and give it back to the same person in the same browser."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings

from hengtu.agencies.models import Account, KeptPost
from hengtu.lib.encryption import FieldCipher, keys_from

KEPT_FOR = timedelta(hours=2)
LARGEST_BYTES = 256 * 1024
MOST_OF_ONE = 20  # a hundred clicks do not fill the disk
_SECRET = re.compile(r"passw|secret|(^|[_-])(pin|otp|csrfmiddlewaretoken)($|[_-])", re.IGNORECASE)


@dataclass(frozen=True)
class KeptForm:
    """What is given back: ``fields`` are pairs of name and value in their order."""

    uid: uuid.UUID
    path: str
    came_from: str
    fields: tuple[tuple[str, str], ...]
    left_out: bool
    kept_at: datetime


def is_secret(name: str) -> bool:
    """Whether a field must never be kept, going by its name."""
    return bool(_SECRET.search(name))


def keep_post(
    *,
    account: Account,
    browser: str,
    path: str,
    came_from: str,
    posted: Mapping[str, Sequence[str]],
    has_files: bool,
    at: datetime,
) -> uuid.UUID | None:
    """Keep a form for an account; return its uid, or None when it is too large to keep.

    Args:
        browser: digest of the browser's token.
        path: where the form was sent to, a path of this site.
        came_from: the page it was filled in on, a path of this site.
        posted: values by field name; secrets are left out.
        at: aware instant; what was kept earlier than ``KEPT_FOR`` goes.
    """
    KeptPost.objects.filter(kept_at__lt=at - KEPT_FOR).delete()
    fields = [(name, value) for name, values in posted.items() if not is_secret(name) for value in values]
    text = json.dumps(fields, ensure_ascii=False)
    if len(text.encode()) > LARGEST_BYTES:
        return None
    surplus = KeptPost.objects.filter(account=account).order_by("-kept_at", "-id").values_list("pk", flat=True)
    KeptPost.objects.filter(pk__in=list(surplus[MOST_OF_ONE - 1 :])).delete()
    hidden = any(is_secret(name) and name != "csrfmiddlewaretoken" for name in posted)
    row = KeptPost.objects.create(
        account=account,
        browser=browser,
        path=path,
        came_from=came_from,
        content=_cipher(settings.FIELD_KEY).encrypt(text),
        left_out=has_files or hidden,
        kept_at=at,
    )
    return row.uid


def kept_post(*, uid: uuid.UUID, account: Account, browser: str, at: datetime) -> KeptForm | None:
    """Return what was kept for this account in this browser, or None if there is nothing or it is too old."""
    mine = KeptPost.objects.filter(uid=uid, account=account, browser=browser, kept_at__gte=at - KEPT_FOR)
    row = mine.first()
    if row is None:
        return None
    fields = tuple((name, value) for name, value in json.loads(_cipher(settings.FIELD_KEY).decrypt(row.content)))
    return KeptForm(row.uid, row.path, row.came_from, fields, row.left_out, row.kept_at)


def forget_kept_post(*, uid: uuid.UUID, account: Account) -> None:
    """Throw away what was kept."""
    KeptPost.objects.filter(uid=uid, account=account).delete()


@lru_cache(maxsize=8)
def _cipher(keys: str) -> FieldCipher:
    return FieldCipher(keys_from(keys), "agencies.KeptPost.content")

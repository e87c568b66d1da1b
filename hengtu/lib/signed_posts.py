"""Posts between two machines that share a key: time and body are signed together, and old ones are refused."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime, timedelta

TIME, SIGNATURE = "X-Message-Time", "X-Message-Signature"
PATIENCE = timedelta(minutes=10)
_MOMENT = re.compile(r"[0-9]{1,12}")


class BadSignature(ValueError):
    """The post is not signed with the key we share, or was signed too long ago. ``code`` is stable."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def signed(key: str, body: bytes, at: datetime) -> dict[str, str]:
    """Return the headers that go with a body; ``at`` is the aware instant of sending."""
    moment = str(int(at.timestamp()))
    return {TIME: moment, SIGNATURE: _mac(key, moment, body)}


def check(key: str, body: bytes, moment: str, signature: str, *, at: datetime) -> None:
    """Refuse a body that the other side did not sign, or not within ten minutes of ``at``.

    Raises: BadSignature ``no_key``, ``signature`` or ``stale``.
    """
    if not key:
        raise BadSignature("no_key", "还没有设置与网关共用的密钥。")
    typed = signature.strip().lower().encode("utf-8", "replace")  # as bytes: letters beyond ASCII are no error
    if not hmac.compare_digest(_mac(key, moment, body).encode(), typed):
        raise BadSignature("signature", "签名不符。")
    if not _MOMENT.fullmatch(moment) or abs(at.timestamp() - int(moment)) > PATIENCE.total_seconds():
        raise BadSignature("stale", "签名时间与本机相差超过十分钟。")


def _mac(key: str, moment: str, body: bytes) -> str:
    return hmac.new(key.encode(), moment.encode("utf-8", "replace") + b"." + body, hashlib.sha256).hexdigest()

"""What tests of paying share: the first of the eight cases, served and unpaid, and the platform that signs."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import uuid4

from hengtu.cases.payments.callbacks import Post, take_post
from hengtu.cases.payments.orders import order_for
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.lib.signed_posts import SIGNATURE, TIME, signed

KEY = "only-a-test"


def on(day, hour=10):
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00").replace(tzinfo=CIVIL_TIME)


def said(order, /, **more):
    """A payment of an order as the platform reports it."""
    return {
        "event": uuid4().hex, "kind": "paid", "order": order.number, "reference": str(order.pk),
        "payee": order.agency.legal_subject.code, "serial": uuid4().hex[:20], "amount_fen": order.amount_fen,
        "payer": order.party_name, "paid_at": "2025-06-20T10:00:00+08:00", "receipt_no": "冀A0001",
        "channel": "手机支付", **more,
    }  # fmt: skip


def post(content, at=None, key=KEY, signed_at=None):
    """Have the platform post something; returns our answer."""
    at = at or on("2025-06-20", 11)
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = signed(key, body, signed_at or at)
    return take_post(Post(body, headers[TIME], headers[SIGNATURE]), at=at)


def the_order(served, day="2025-06-12"):
    return order_for(served.case_id, at=on(day))

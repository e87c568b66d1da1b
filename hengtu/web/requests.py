"""What a view behind ``login_required`` may rely on."""

from __future__ import annotations

from django.http import HttpRequest

from hengtu.agencies.models import Account


class SignedInRequest(HttpRequest):
    """A request whose reader is known."""

    user: Account

"""Uids as texts: many are references that may as well hold something else, such as a login name."""

from __future__ import annotations

from uuid import UUID


def uid_of(text: str) -> UUID | None:
    """Return the uid a text is, None for any other text.

    >>> uid_of("00000000-0000-0000-0000-000000000007"), uid_of("account:li")
    (UUID('00000000-0000-0000-0000-000000000007'), None)
    """
    try:
        return UUID(text)
    except ValueError:
        return None

"""Counting a store: what should be there against what was scanned; every thing lands in exactly one list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from hengtu.law.procedure.property import ThingState

# Where a thing is in the store: what is out, sealed in place or not taken in yet is not looked for.
IN_STORE = frozenset({ThingState.KEPT, ThingState.HANDING, ThingState.TO_RETURN, ThingState.MISSING})


@dataclass(frozen=True)
class Shelf:
    """One thing as the books have it. ``moved_at``: the last act about it; ``in_store``: it should be here."""

    code: str
    in_store: bool
    moved_at: datetime


@dataclass(frozen=True)
class Counted:
    """The outcome of a count, by codes. ``expected`` = found + missing + changed; ``extra`` stands beside it.

    ``changed``: moved by an act while the count ran, and not scanned; nobody can say it is missing.
    """

    found: tuple[str, ...]
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def expected(self) -> int:
        return len(self.found) + len(self.missing) + len(self.changed)

    @property
    def is_whole(self) -> bool:
        """Whether the count agrees with the books."""
        return not self.missing and not self.extra

    def as_json(self) -> dict[str, object]:
        """Return the lists as the act of the count holds them."""
        lists = {"found": self.found, "missing": self.missing, "changed": self.changed, "extra": self.extra}
        return {"expected": self.expected, **{name: list(codes) for name, codes in lists.items()}}


def count(books: Mapping[str, Shelf], scanned: Collection[str], *, since: datetime) -> Counted:
    """Compare the books of one store with what was scanned since an instant.

    Args:
        books: code -> what the books say now, of the things the counter answers for.
        scanned: codes as they were read; unknown ones are too many.
        since: aware instant at which the count began.
    """
    read = dict.fromkeys(scanned)
    here = [shelf for shelf in books.values() if shelf.in_store]
    unread = [shelf for shelf in here if shelf.code not in read]
    extra = [code for code in read if code not in books or not _may_be_here(books[code], since)]
    return Counted(
        found=tuple(shelf.code for shelf in here if shelf.code in read),
        missing=tuple(shelf.code for shelf in unread if shelf.moved_at <= since),
        changed=tuple(shelf.code for shelf in unread if shelf.moved_at > since),
        extra=tuple(extra),
    )


def _may_be_here(shelf: Shelf, since: datetime) -> bool:
    """It is in the books of the store, or left it after it was scanned."""
    return shelf.in_store or shelf.moved_at > since

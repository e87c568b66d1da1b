"""The list of a measure as things, each with an identity of its own (ACL:24): rows, ids, codes for labels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.acts import LegalAct

# How an act names the things it speaks of; one that names none speaks of the whole list, as acts always did.
THINGS = "things"
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: people read codes aloud
CODE_LENGTH = 12
CODE = re.compile(rf"[{ALPHABET}]{{{CODE_LENGTH}}}")
PARTS = re.compile(r"[；;|｜\t]")


@dataclass(frozen=True)
class Row:
    """One line of a list: what it is called, model, quantity in words, and what tells it from others of its kind."""

    name: str
    model: str = ""
    quantity: str = ""
    remark: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two lines the same thing."""
        return (self.name.strip(), self.model.strip(), self.remark.strip())

    def as_json(self) -> dict[str, str]:
        """Return the line as a payload holds it; what is not known is left out."""
        entries = {"name": self.name, "model": self.model, "quantity": self.quantity, "remark": self.remark}
        return {key: value for key, value in entries.items() if value}


def row_of(item: Any) -> Row:
    """Read one line of a list: an object with ``name``, or a text ``名称；规格；数量；特征``.

    Example:
        >>> row_of("轮胎；12R22.5；2条；胎号 A01")
        Row(name='轮胎', model='12R22.5', quantity='2条', remark='胎号 A01')
        >>> row_of("示A12345 小型客车")
        Row(name='示A12345 小型客车', model='', quantity='', remark='')
    """
    if isinstance(item, Mapping):
        return Row(*(str(item.get(key) or "") for key in ("name", "model", "quantity", "remark")))
    name, *more = (part.strip() for part in PARTS.split(str(item)))
    filled = [*more[:2], "；".join(each for each in more[2:] if each)] if more else []
    return Row(name, *filled)


def rows_of(items: Any) -> tuple[Row, ...]:
    """Return the lines of a list as they stand."""
    return tuple(row_of(item) for item in items or ())


def rows_of_acts(acts: Iterable[LegalAct | None]) -> tuple[Row, ...]:
    """Return the lines of several lists of one measure; a thing on both, as after an urgent seizure, stands once."""
    found: dict[tuple[str, str, str, int], Row] = {}
    for act in acts:
        seen: dict[tuple[str, str, str], int] = {}
        for row in rows_of(act.payload.get("items") if act else ()):
            seen[row.key] = seen.get(row.key, 0) + 1
            found.setdefault((*row.key, seen[row.key]), row)
    return tuple(found.values())


def thing_id(holder: str, number: int) -> str:
    """Return the identity of the n-th thing of a measure or a registration; it never changes."""
    return f"{holder}/{number}"


def holder_of(identity: str) -> str:
    """Return the measure or registration that a thing belongs to."""
    return identity.rpartition("/")[0]


def named_things(act: LegalAct) -> tuple[str, ...]:
    """Return the things an act names; empty where it speaks of everything."""
    return tuple(str(each) for each in act.payload.get(THINGS) or ())


def code_of(identity: str) -> str:
    """Return the code on the label of a thing: twelve characters, 60 bits of the hash of its identity.

    The identity holds the random uid of an act, so the code cannot be guessed, and a rebuild finds the same one.

    Example:
        >>> code_of("9b2f/1") == code_of("9b2f/1"), len(code_of("9b2f/1"))
        (True, 12)
    """
    number = int.from_bytes(hashlib.sha256(f"hengtu-thing:{identity}".encode()).digest()[:8])
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(CODE_LENGTH))


def normal_code(typed: str) -> str:
    """Return a typed or scanned code: the end of an address, without hyphens and blanks, in capitals."""
    last = typed.strip().rstrip("/").rpartition("/")[2]
    return "".join(last.split()).replace("-", "").upper()

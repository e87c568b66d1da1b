"""The paragraphs of the reasons in the form of an act: read from what was posted, moved, added, kept to length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from uuid import uuid4

from django.http import QueryDict

from hengtu.cases.desk.desk import Desk
from hengtu.cases.papers.reasoning.compose import OF_ACT
from hengtu.cases.papers.reasoning.paragraph import PARTS
from hengtu.cases.papers.reasoning.taking import OWN, Typed, carried

NAMES = ("key", "part", "about", "title", "text", "base", "because", "new")
PREFIX = "reason_"
LONGEST = 5000
LONGEST_BECAUSE = 300
MOST = 60
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]")
UP, ADD = "up:", "add:"


def typed_reasons(desk: Desk, kind: str, data: QueryDict | None) -> tuple[Typed, ...]:
    """Return the paragraphs as posted or kept in a draft; without either what was changed in the notice already."""
    if data is None or f"{PREFIX}key" not in data:
        told = () if kind == "notice_served" else desk.payload_of("notice_served").get("reasons") or ()
        return carried(told, OF_ACT[kind])
    columns = [data.getlist(f"{PREFIX}{name}") for name in NAMES]
    rows = list(zip(*columns, strict=False))[:MOST]
    return tuple(_typed(row) for row in rows if row[1] in OF_ACT[kind])


def _typed(row: Sequence[str]) -> Typed:
    key, part, about, title, text, base, because, new = (clean(each) for each in row)
    return Typed(key[:120], part, about[:80], title[:80], text, base, because[:LONGEST_BECAUSE], new == "new")


def clean(text: str) -> str:
    """Return text as it is compared and kept: one kind of line end, nothing unseen, no blank edges."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", lines).strip()


def too_long(typed: Sequence[Typed]) -> list[tuple[str, str]]:
    """Return anchor and sentence for every paragraph that is longer than a paper can take."""
    return [
        (f"f-reasons-{number}", f"{each.title}：有{len(each.text)}字，一段最多{LONGEST}字，请分成几段。")
        for number, each in enumerate(typed, start=1)
        if len(each.text) > LONGEST
    ]


def rearranged(data: QueryDict, intent: str) -> QueryDict:
    """Return what was posted with one paragraph moved up within its place, or an empty one added."""
    moved = data.copy()
    columns = {name: moved.getlist(f"{PREFIX}{name}") for name in NAMES}
    rows = [list(row) for row in zip(*columns.values(), strict=False)]
    if intent.startswith(UP):
        _move_up(rows, intent.removeprefix(UP))
    elif intent.removeprefix(ADD) in PARTS and len(rows) < MOST:
        part = intent.removeprefix(ADD)
        rows.append([f"{OWN}{uuid4().hex[:8]}", part, "", "补充的段落", "", "", "", ""])
    for position, name in enumerate(NAMES):
        moved.setlist(f"{PREFIX}{name}", [row[position] for row in rows])
    return moved


def _move_up(rows: list[list[str]], key: str) -> None:
    place = next((number for number, row in enumerate(rows) if row[0] == key), 0)
    above = next((number for number in range(place - 1, -1, -1) if rows[number][1] == rows[place][1]), None)
    if above is not None:
        rows.insert(above, rows.pop(place))

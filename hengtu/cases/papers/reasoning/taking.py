"""Taking paragraphs over: what people changed stays, what they left follows the case, old data are marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Literal

from hengtu.cases.papers.reasoning.paragraph import PARTS, Paragraph

OWN = "own:"  # keys of paragraphs that people added
Piece = tuple[Literal["same", "gone", "new"], str]


@dataclass(frozen=True)
class Typed:
    """A paragraph as a form sent it. ``base`` is the text it was made from, ``new``: take what is composed now."""

    key: str
    part: str
    about: str
    title: str
    text: str
    base: str
    because: str = ""
    new: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether people wrote something else than they were given."""
        return self.text != "" and self.text != self.base and not self.new


@dataclass(frozen=True)
class Taken:
    """A paragraph as it will be printed. ``composed`` is what the case gives now, empty where it gives nothing.

    ``outdated``: people changed a text that was made from other data than the case has now.
    """

    paragraph: Paragraph
    text: str
    base: str
    composed: str
    edited: bool = False
    outdated: bool = False
    because: str = ""

    @property
    def is_own(self) -> bool:
        return self.paragraph.key.startswith(OWN)

    @property
    def is_refreshed(self) -> bool:
        """Whether nobody changed it and the case gives another text than the form was given."""
        return not self.edited and self.base != self.composed

    @property
    def difference(self) -> tuple[Piece, ...]:
        """What has changed in the composed text since it was put better by hand."""
        return pieces(self.base, self.composed) if self.outdated else ()

    def as_payload(self) -> dict[str, Any]:
        """Return it as the act keeps it: the text, whose it is, and for a changed one what it was made from."""
        kept: dict[str, Any] = {
            "key": self.paragraph.key,
            "part": self.paragraph.part,
            "about": self.paragraph.about,
            "title": self.paragraph.title,
            "text": self.text,
            "edited": self.edited,
        }
        more = {"base": self.base, "because": self.because} if self.edited else {}
        return {**kept, **{key: value for key, value in more.items() if value}, **self._marks()}

    def _marks(self) -> dict[str, Any]:
        return {"outdated": True} if self.outdated else {}


def take_over(composed: Sequence[Paragraph], typed: Iterable[Typed]) -> tuple[Taken, ...]:
    """Return every paragraph as it will be printed, in the order of the form within each place.

    Args:
        composed: what the case gives now. typed: what the form sent, in its order; what it does not name is new.
    """
    sent = {each.key: each for each in typed}
    given = {each.key: each for each in composed}
    stays = [each for key, each in sent.items() if key in given or each.is_changed or key.startswith(OWN)]
    kept = [_one(given.get(each.key), each) for each in stays]
    for position, paragraph in enumerate(composed):
        if paragraph.key not in sent:
            before = {each.key for each in composed[:position]}
            places = [place for place, each in enumerate(kept, start=1) if each.paragraph.key in before]
            kept.insert(max(places, default=0), _untouched(paragraph))
    order = list(PARTS)
    return tuple(sorted(kept, key=lambda each: order.index(each.paragraph.part)))


def _untouched(paragraph: Paragraph) -> Taken:
    return Taken(paragraph, paragraph.text, paragraph.text, paragraph.text)


def _one(now: Paragraph | None, typed: Typed) -> Taken:
    if now is not None and (not typed.is_changed or typed.text == now.text):
        return replace(_untouched(now), base=typed.base)
    paragraph = now or Paragraph(typed.key, typed.part, typed.title, typed.text, typed.about)
    text_now = now.text if now else ""
    outdated = not typed.key.startswith(OWN) and typed.base != text_now
    return Taken(paragraph, typed.text, typed.base, text_now, edited=True, outdated=outdated, because=typed.because)


def carried(reasons: Iterable[Mapping[str, Any]], parts: Iterable[str]) -> tuple[Typed, ...]:
    """Return what people changed in an earlier act, to start from: written once, not typed again."""
    wanted = frozenset(parts)
    return tuple(_again(each) for each in reasons if each.get("edited") is True and each.get("part") in wanted)


def _again(entry: Mapping[str, Any]) -> Typed:
    key, part, about, title, text, base = (
        str(entry.get(name) or "") for name in ("key", "part", "about", "title", "text", "base")
    )
    return Typed(key, part, about, title, text, base)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return the two texts in one: what both have, what is gone, what is new."""
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", old[i1:i2]))
            continue
        found += [("gone", old[i1:i2])] if i2 > i1 else []
        found += [("new", new[j1:j2])] if j2 > j1 else []
    return tuple(found)

"""The texts of an instrument: which one is in force on a day, which articles it has as far as they were loaded.

What the rulebook knows of an instrument and what an office loaded since (``instrument_versions``) are read as one
row of texts, oldest first. Words of articles are no business of the law package: only their numbers are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hengtu.law.citations import PLACE, PLAIN, SHORT
from hengtu.law.jurisdiction import NATION
from hengtu.law.rulebook import records, rule_cache

STATE = "中华人民共和国"
AMENDED = ("修订", "修正", "修改")
_BLANK = re.compile(r"[\s　]")


@dataclass(frozen=True)
class Ended:
    """The last day (not included) of one article of a text, and the citation that takes its place, if any."""

    until: date
    successor: str | None = None


@dataclass(frozen=True)
class Text:
    """One text of an instrument, in force from ``since`` up to, not including, ``until``.

    ``articles`` maps an article (``64``, ``12-1``) to the number of items per clause; None: the text is not loaded.
    ``read`` are articles that were read although the text is not loaded; None: all of them were.
    ``successors``: article of the text before -> the citation that takes its place; "-" where nothing does.
    """

    instrument: str
    title: str
    short: str
    version: str
    since: date
    until: date | None
    confirmed: bool
    division: str = NATION
    articles: Mapping[str, Sequence[int]] | None = None
    read: frozenset[str] | None = None
    ended: Mapping[str, Ended] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)
    replaced_by: str | None = None
    record: str = ""
    loaded_by: str = ""
    is_repeal: bool = False  # no text: from ``since`` on the instrument has none

    @property
    def is_amended(self) -> bool:
        """Whether the text amends an older one, so that there was another text before its first day."""
        return any(word in self.version for word in AMENDED)

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Place:
    """A citation taken apart. ``instrument`` is an id of the rulebook where it is known, else the name as written."""

    instrument: str
    article: str = ""
    clause: int = 0
    item: int = 0
    known: bool = False


def instrument_ids() -> tuple[str, ...]:
    """Return the ids of all instruments, those of the rulebook first."""
    loaded = (str(each["instrument"]) for each in records("instrument_versions").values())
    return tuple(dict.fromkeys((*records("instruments"), *loaded)))


@rule_cache
def instrument_of(name: str) -> str | None:
    """Return the id of the instrument that a name, short name, alias or id means; None where none does."""
    return _names().get(_bare(name))


@rule_cache
def texts_of(instrument: str) -> tuple[Text, ...]:
    """Return the texts of an instrument, oldest first; a text ends where the next begins."""
    found = {text.since: text for text in _texts(instrument)}
    ordered = [found[since] for since in sorted(found)]
    ended = [_ending(text, follows) for text, follows in zip(ordered, (*ordered[1:], None), strict=False)]
    return tuple(text for text in ended if not text.is_repeal)


def text_on(instrument: str, on: date) -> Text | None:
    """Return the text in force on a day."""
    return next((text for text in texts_of(instrument) if text.holds(on)), None)


@rule_cache
def place_of(basis: str) -> Place | None:
    """Take a citation id apart; None where it names no place a text could have (``MOT:~64``, ``MOT:ch9``)."""
    short = SHORT.match(basis)
    if short:
        name, rest = short["id"], short["rest"] or ""
    else:
        plain = PLAIN.match(basis)
        if plain is None:
            return None
        name, rest = plain["name"], plain["rest"] or ""
    found = PLACE.match(rest) if rest else None
    if rest and found is None:
        return None
    instrument = instrument_of(name)
    article = "" if found is None else found["article"] + (f"-{found['insert']}" if found["insert"] else "")
    clause, item = (int(found[part] or 0) if found else 0 for part in ("clause", "item"))
    return Place(instrument or name, article, clause, item, known=instrument is not None)


def basis_at(instrument: str, article: str = "", clause: int = 0, item: int = 0) -> str:
    """Return the citation id of a place: ``APL:64i1``, ``航道法42i1``."""
    rest = article + (f"p{clause}" if clause else "") + (f"i{item}" if item else "")
    colon = ":" if rest and SHORT.fullmatch(instrument) else ""
    return f"{instrument}{colon}{rest}"


@rule_cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for identity, record in (*_loaded_names(), *records("instruments").items()):
        for name in (identity, record["title"], record.get("short", ""), *record.get("aliases", ())):
            names[_bare(str(name))] = identity
    return {name: identity for name, identity in names.items() if name}


def _loaded_names() -> list[tuple[str, Mapping[str, Any]]]:
    return [(str(each["instrument"]), each) for each in records("instrument_versions").values()]


def _bare(name: str) -> str:
    return _BLANK.sub("", name).strip("《》").removeprefix(STATE)


def _texts(instrument: str) -> list[Text]:
    record = records("instruments").get(instrument)
    texts = [_of_rulebook(record)] if record else []
    for identity, each in records("instrument_versions").items():
        if each["instrument"] == instrument:
            texts.append(_loaded(identity, each, record))
    return texts


def _of_rulebook(record: Mapping[str, Any]) -> Text:
    read = record.get("confirmed_articles")
    return Text(
        instrument=record["id"],
        title=record["title"],
        short=record["short"],
        version=record["version"],
        since=date.fromisoformat(record["effective_from"]),
        until=_day(record.get("effective_to")),
        confirmed=record["confirmed"],
        division=_home_of(record["title"]),
        read=None if read is None else frozenset(read),
        ended=_ended(record.get("ended_articles", {})),
        replaced_by=record.get("replaced_by"),
    )


def _loaded(identity: str, version: Mapping[str, Any], record: Mapping[str, Any] | None) -> Text:
    articles = version.get("articles")
    same = record is not None and record["effective_from"] == version["effective_from"]
    known = _of_rulebook(record) if record is not None and same else None
    return Text(
        instrument=version["instrument"],
        title=version["title"],
        short=record["short"] if record else version["title"].removeprefix(STATE),
        version=version["version"],
        since=date.fromisoformat(version["effective_from"]),
        until=_day(version.get("effective_to")) or (known.until if known else None),
        confirmed=articles is not None or (known.confirmed if known else False),
        division=version["division"],
        articles=articles,
        read=known.read if known else frozenset(),
        ended=known.ended if known else {},
        successors=version.get("successors", {}),
        replaced_by=version.get("replaced_by"),
        record=identity,
        loaded_by=version.get("loaded_by", ""),
        is_repeal=version.get("repeal", False),
    )


def _home_of(title: str) -> str:
    """The division whose name a title begins with, as local statutes do; else the nation."""
    names = {str(each["name"]): code for code, each in records("divisions").items()}
    return next((code for name, code in names.items() if title.startswith(name)), NATION)


def _ended(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Ended]:
    return {
        article: Ended(date.fromisoformat(entry["until"]), entry.get("successor")) for article, entry in entries.items()
    }


def _ending(text: Text, follows: Text | None) -> Text:
    """A text ends where the next begins, or where the instrument is repealed, whichever is earlier."""
    if follows is None or (text.until is not None and text.until <= follows.since):
        return text
    return replace(text, until=follows.since, replaced_by=follows.replaced_by if follows.is_repeal else None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

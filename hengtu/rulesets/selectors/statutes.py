"""Reading the library: which texts an account may read, articles by their words, two texts side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from django.db.models import Exists, OuterRef, Q

from hengtu.law.statute_text import article_zh
from hengtu.lib.search_words import Term, read_query
from hengtu.rulesets.models import ArticleWord, StatuteArticle, StatuteText, TextState

HITS = 30
_AROUND = 60  # characters shown around what was found


@dataclass(frozen=True)
class Hit:
    """One article that was found, with the part of its words around the first thing looked for."""

    article: StatuteArticle
    excerpt: str

    @property
    def title(self) -> str:
        return article_zh(self.article.number)


@dataclass(frozen=True)
class ComparedLine:
    """One line of two texts of an article. ``change``: same, changed, added or removed."""

    change: str
    before: str
    after: str


def texts_of_instrument(account: Any, instrument: str, on: date) -> list[StatuteText]:
    """Return the texts of an instrument that an account may read, newest first; drafts among them."""
    found = StatuteText.objects.readable_by(account, on).filter(instrument=instrument)
    return list(found.exclude(state=TextState.DISCARDED).select_related("agency").order_by("-effective_from", "uid"))


def found_articles(account: Any, typed: str, on: date, *, current: bool = True) -> list[Hit]:
    """Return published articles that hold everything typed, at most ``HITS``; nothing for an empty question.

    Args:
        current: only in the text of each instrument in force on the day.
    """
    query = read_query(typed)
    if not query:
        return []
    texts = StatuteText.objects.readable_by(account, on).filter(state=TextState.PUBLISHED, is_repeal=False)
    if current:
        texts = texts.filter(effective_from__lte=on).exclude(pk__in=_superseded(on))
    found = StatuteArticle.objects.filter(text__in=texts.values("pk")).select_related("text")
    for terms in query.clauses:
        found = found.filter(Exists(ArticleWord.objects.filter(_any_of(terms), article=OuterRef("pk"))))
    rows = found.order_by("text__title", "text__effective_from", "position")[:HITS]
    return [Hit(article, _excerpt(article.body, query.needles)) for article in rows]


def is_intact(text: StatuteText) -> bool:
    """Whether the words of a text are those whose digest was signed when it was published."""
    words = "\n".join(f"{article_zh(each.number)}　{each.body}" for each in text.articles.order_by("position"))
    return not text.sha256 or hashlib.sha256(words.encode()).hexdigest() == text.sha256


def compared(before: StatuteArticle | None, after: StatuteArticle | None) -> list[ComparedLine]:
    """Return two texts of an article line by line; what was rewritten stands in one row."""
    old, new = (each.body.splitlines() if each else [] for each in (before, after))
    lines: list[ComparedLine] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [ComparedLine("same", line, line) for line in old[a:b]]
        else:
            lines += _rewritten(old[a:b], new[c:d])
    return lines


def _rewritten(old: list[str], new: list[str]) -> Iterator[ComparedLine]:
    for before, after in zip_longest(old, new, fillvalue=""):
        yield ComparedLine("changed" if before and after else "removed" if before else "added", before, after)


def _superseded(on: date) -> Any:
    """Texts after which another one of the same instrument came into force, by the day."""
    later = StatuteText.objects.filter(
        instrument=OuterRef("instrument"),
        state=TextState.PUBLISHED,
        effective_from__gt=OuterRef("effective_from"),
        effective_from__lte=on,
    )
    return StatuteText.objects.filter(Exists(later)).values("pk")


def _any_of(terms: tuple[Term, ...]) -> Q:
    condition = Q()
    for term in terms:
        condition |= Q(word__startswith=term.word) if term.is_prefix else Q(word=term.word)
    return condition


def _excerpt(body: str, needles: tuple[str, ...]) -> str:
    words = body.replace("\n", " ")
    places = [words.find(needle) for needle in needles if needle in words]
    start = max(min(places, default=0) - _AROUND // 3, 0)
    cut = words[start : start + _AROUND * 2]
    return f"{'…' if start else ''}{cut}{'…' if start + len(cut) < len(words) else ''}"

"""Load a text of the law, and publish it once a second person has checked it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Agency, scope_values
from hengtu.law.instruments import basis_at, instrument_of, place_of, text_on
from hengtu.law.rulebook import records
from hengtu.law.statute_text import Article, Fault, article_zh, number_in, read_statute
from hengtu.law.validity import NONE_FOLLOWS
from hengtu.law.where_used import Use, articles_used, uses_of
from hengtu.lib.dates_zh import day_zh
from hengtu.lib.search_words import LONGEST_TEXT, words_of_text
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import LIBRARIANS
from hengtu.rulesets.models import ArticleWord, CitationCause, CitationTask, StatuteArticle, StatuteText, TextState
from hengtu.rulesets.reach import NATION, chain_of, keeps
from hengtu.rulesets.services.publish_pack import publish_pack
from hengtu.rulesets.services.standing import check_other_person, check_post, filled

FOLDER = "instrument_versions"


@dataclass(frozen=True)
class Loading:
    """A text as it is handed in. ``text`` empty: the instrument is repealed from ``effective_from`` on."""

    title: str
    version: str
    division: str
    effective_from: date
    source: str
    text: str = ""
    replaced_by: str = ""
    successors: Mapping[str, str] = field(default_factory=dict)


class TextUnreadable(RulesRefused):
    """A text with faults; they are given back, nothing is loaded."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [f"第{fault.line}行：{fault.problem}" for fault in faults]
        super().__init__("text_unreadable", f"有 {len(faults)} 处没有读懂，没有载入。请改好后再提交。", lines)


@transaction.atomic
def load_statute(*, agency: Agency, loading: Loading, mandate: Mandate) -> StatuteText:
    """Keep a text as a draft of the agency; nobody else reads it before it is published.

    Raises: RulesRefused ``no_post``, ``reason_missing``, ``not_our_place``, ``not_our_instrument``, ``text_missing``,
        ``text_published``, ``nothing_to_repeal``; TextUnreadable.
    """
    check_post(mandate, agency, LIBRARIANS, "载入法规文本")
    subject = agency.legal_subject
    title = filled(loading.title, 200, "法规名称").strip("《》")
    instrument = instrument_of(title) or title
    _check_place(subject, loading.division, instrument, mandate.day)
    _check_day(instrument, loading)
    articles = _articles(loading)
    row = StatuteText.objects.create(
        uid=uuid.uuid4(),
        agency=subject,
        **scope_values(subject),
        instrument=instrument,
        title=title,
        version=filled(loading.version, 120, "版本或者文号"),
        division=loading.division,
        effective_from=loading.effective_from,
        is_repeal=not articles,
        replaced_by=_replacement(loading.replaced_by),
        source=filled(loading.source, 300, "来源"),
        successors=dict(loading.successors),
        sha256=_digest(articles) if articles else "",
        state=TextState.DRAFT,
        loaded_by=mandate.by,
        loaded_at=mandate.at,
    )
    _write_articles(row, articles)
    _record(row, subject, "law_loaded", mandate)
    return row


@transaction.atomic
def publish_statute(*, text: StatuteText, mandate: Mandate) -> StatuteText:
    """Publish a draft: the law knows it from its day on, and what rests on lost or changed articles is queued.

    Raises: RulesRefused ``not_a_draft``, ``no_post``, ``reason_missing``, ``same_person``, ``text_published`` and
        those of ``publish_pack``.
    """
    row = StatuteText.objects.select_for_update().get(pk=text.pk)
    _check_draft(row)
    check_post(mandate, row.agency, LIBRARIANS, "发布法规文本")
    check_other_person(mandate, row.loaded_by_id, "载入和核对发布")
    _check_published(row.instrument, row.effective_from)
    touched = _touched(row)  # before the law knows the new text
    row.successors = _successors(row, touched)
    row.rule = f"{row.instrument}@{row.effective_from.isoformat()}{'-repeal' if row.is_repeal else ''}"
    row.state, row.published_by, row.published_at = TextState.PUBLISHED, mandate.by, mandate.at
    row.save()
    publish_pack(
        records={FOLDER: {row.rule: _rule(row)}},
        agency=row.agency,
        reason=f"{row.title}（{row.version}）",
        proposed_by=row.loaded_by,
        approved_by=mandate.by,
        at=mandate.at,
    )
    _queue(row, touched, mandate)
    _record(row, row.agency, "law_published", mandate)
    return row


@transaction.atomic
def discard_statute(*, text: StatuteText, mandate: Mandate) -> StatuteText:
    """Give up a draft; it stays on record. Raises: RulesRefused ``not_a_draft``, ``no_post``, ``reason_missing``."""
    row = StatuteText.objects.select_for_update().get(pk=text.pk)
    _check_draft(row)
    check_post(mandate, row.agency, LIBRARIANS, "放弃法规文本")
    row.state = TextState.DISCARDED
    row.save(update_fields=["state"])
    _record(row, row.agency, "law_discarded", mandate)
    return row


def read_successors(text: str, instrument: str) -> dict[str, str]:
    """Read lines such as ``第十二条 第十三条`` or ``12 无``: article of the old text -> citation in its place.

    Raises: RulesRefused ``successors_unreadable`` with the line.
    """
    found: dict[str, str] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        old, _, new = line.replace("→", " ").replace("，", " ").partition(" ")
        article, after = number_in(old), new.strip()
        number = number_in(after)
        if article is None or (number is None and after not in ("无", NONE_FOLLOWS)):
            raise RulesRefused(
                "successors_unreadable", f"“{line[:40]}”读不出来，请写成“第十二条 第十三条”或者“第十二条 无”。"
            )
        found[article] = basis_at(instrument, number) if number else NONE_FOLLOWS
    return found


def _check_place(agency: Agency, division: str, instrument: str, on: date) -> None:
    if not keeps(agency, division, on):
        who = "部级机构，或者本系统里最高一级的省级机构" if division == NATION else "本地区的机构"
        raise RulesRefused("not_our_place", f"{agency.short_name}不能发布这个地区的文本，请由{who}办理。")
    known = text_on(instrument, on)
    if known is not None and known.division != division:
        raise RulesRefused(
            "not_our_instrument", f"《{known.title}》已经登记为另一个地区的法规，不能在这里改动。请核对名称和适用地区。"
        )


def _check_day(instrument: str, loading: Loading) -> None:
    _check_published(instrument, loading.effective_from)
    if not loading.text.strip() and text_on(instrument, loading.effective_from - timedelta(days=1)) is None:
        raise RulesRefused(
            "nothing_to_repeal",
            f"到{day_zh(loading.effective_from)}没有可以废止的文本，请核对名称和日期，或者填入正文。",
        )


def _check_published(instrument: str, on: date) -> None:
    if StatuteText.objects.filter(instrument=instrument, effective_from=on, state=TextState.PUBLISHED).exists():
        raise RulesRefused(
            "text_published", f"这部法规自{day_zh(on)}起施行的文本已经发布，不能再发布一次。请核对日期。"
        )


def _check_draft(row: StatuteText) -> None:
    if row.state != TextState.DRAFT:
        raise RulesRefused("not_a_draft", f"这一文本{row.get_state_display()}，不能再改。请载入新的文本。")


def _articles(loading: Loading) -> tuple[Article, ...]:
    if not loading.text.strip():
        return ()
    found = read_statute(loading.text)
    if found.faults or not found.articles:
        raise TextUnreadable(found.faults or (Fault(1, loading.text[:40], "没有找到“第一条”这样的条号"),))
    return found.articles


def _replacement(words: str) -> str:
    """The instrument or article that takes the place of a repealed one, as a citation where it can be read."""
    name = words.strip().strip("《》")
    return (instrument_of(name) or name)[:120]


def _digest(articles: Iterable[Article]) -> str:
    words = "\n".join(f"{article.title}　{article.body}" for article in articles)
    return hashlib.sha256(words.encode()).hexdigest()


def _write_articles(row: StatuteText, articles: Sequence[Article]) -> None:
    rows = StatuteArticle.objects.bulk_create(
        StatuteArticle(
            text=row,
            position=position,
            number=article.number,
            place=" ".join(article.place)[:300],
            body=article.body,
            shape=list(article.shape),
        )
        for position, article in enumerate(articles, start=1)
    )
    words = [ArticleWord(article=each, word=word) for each in rows for word in sorted(words_of_article(row, each))]
    ArticleWord.objects.bulk_create(words, batch_size=2000)


def words_of_article(text: StatuteText, article: StatuteArticle) -> set[str]:
    """Return the words an article is found by: its own, its number, and the title of its instrument."""
    found = words_of_text(text.title) | words_of_text(article_zh(article.number)) | words_of_text(article.place)
    step = LONGEST_TEXT - 1  # one character of overlap, so that no pair is lost
    for start in range(0, max(len(article.body), 1), step):
        found |= words_of_text(article.body[start : start + LONGEST_TEXT])
    return found


def _touched(row: StatuteText) -> dict[str, CitationCause]:
    """Return the articles that are lost or say something else from the day on, as far as both texts are known."""
    before = text_on(row.instrument, row.effective_from - timedelta(days=1))
    used = articles_used(row.instrument)
    if row.is_repeal:
        every = before.articles if before and before.articles is not None else {}
        return dict.fromkeys((*used, *every), CitationCause.REPEALED)
    new = {article.number: article.body for article in row.articles.all()}
    old = _old_bodies(row)
    lost = [article for article in (*used, *(before.articles or () if before else ())) if article not in new]
    changed = [article for article, body in old.items() if article in new and new[article] != body]
    return dict.fromkeys(changed, CitationCause.CHANGED) | dict.fromkeys(lost, CitationCause.REPEALED)


def _old_bodies(row: StatuteText) -> dict[str, str]:
    older = StatuteText.objects.filter(
        instrument=row.instrument, state=TextState.PUBLISHED, is_repeal=False, effective_from__lt=row.effective_from
    )
    last = older.order_by("-effective_from").first()
    return dict(last.articles.values_list("number", "body")) if last else {}


def _successors(row: StatuteText, touched: Mapping[str, CitationCause]) -> dict[str, str]:
    """Every lost article stands in the rule, with what takes its place where somebody said so."""
    lost = {article: NONE_FOLLOWS for article, cause in touched.items() if cause is CitationCause.REPEALED}
    return lost | dict(row.successors)


def _rule(row: StatuteText) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": row.rule,
        "instrument": row.instrument,
        "title": row.title,
        "version": row.version,
        "effective_from": row.effective_from,
        "division": row.division,
        "loaded_by": row.agency.name,
    }
    if row.replaced_by:
        rule["replaced_by"] = row.replaced_by
    if row.successors:
        rule["successors"] = row.successors
    if row.is_repeal:
        return {**rule, "repeal": True}
    shapes = {article.number: article.shape for article in row.articles.all()}
    return {**rule, "articles": shapes, "sha256": row.sha256}


def _queue(row: StatuteText, touched: Mapping[str, CitationCause], mandate: Mandate) -> None:
    tasks = []
    for use in uses_of(row.instrument):
        place = place_of(use.basis)
        cause = touched.get(place.article) if place and place.article else None
        if place and not place.article and row.is_repeal:
            cause = CitationCause.REPEALED
        if cause is not None and _concerns(use, row.division):
            tasks.append(_task(row, use, cause, place.article if place else "", mandate))
    CitationTask.objects.bulk_create(tasks, ignore_conflicts=True)


def _concerns(use: Use, division: str) -> bool:
    """A benchmark of another place rests on its own texts; all other rules are everybody's."""
    if use.kind != "benchmarks" or division == NATION:
        return True
    return division in chain_of(records("benchmarks")[use.rule]["division"])


def _task(row: StatuteText, use: Use, cause: CitationCause, article: str, mandate: Mandate) -> CitationTask:
    follows = row.successors.get(article, row.replaced_by if row.is_repeal else "")
    return CitationTask(
        agency=row.agency,
        **scope_values(row.agency),
        text=row,
        cause=cause,
        kind=use.kind,
        rule=use.rule[:160],
        name=use.name[:400],
        basis=use.basis,
        successor="" if follows == NONE_FOLLOWS else follows,
        raised_at=mandate.at,
    )


def _record(row: StatuteText, agency: Agency, kind: str, mandate: Mandate) -> None:
    what = "废止" if row.is_repeal else ""
    more = {"text": row.uid.hex, "instrument": row.instrument, "sha256": row.sha256}
    record_change(
        agency,
        kind,
        mandate,
        subject=f"{what}《{row.title}》（{row.version}）",
        effective_from=row.effective_from,
        more=more,
    )

"""The law library: instruments, their texts and articles, what rests on them, search, and loading a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.case_view import Tag
from hengtu.documents.catalogue import form, form_ids
from hengtu.law.citations import cite
from hengtu.law.instruments import Text, basis_at, instrument_ids, instrument_of, place_of, texts_of
from hengtu.law.statute_text import article_zh, order_of, read_statute
from hengtu.law.validity import Validity, citation_state
from hengtu.law.where_used import Use, articles_used, uses_of
from hengtu.lib.coded_error import CodedError
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import LIBRARIANS
from hengtu.rulesets.models import StatuteArticle, StatuteText, TextState
from hengtu.rulesets.models.statutes import StatuteTextQuerySet
from hengtu.rulesets.reading import faulty_workbook, text_of_upload
from hengtu.rulesets.selectors.statutes import HITS, compared, found_articles, is_intact, texts_of_instrument
from hengtu.rulesets.services.load_statute import (
    Loading,
    discard_statute,
    load_statute,
    publish_statute,
    read_successors,
)
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.lawbook.desk import LAW_TABS, Desk, answer, area_of, place_name, places_for, reading, recorded
from hengtu.web.views.lawbook.forms import LoadForm, ReasonForm
from hengtu.web.views.lawbook.links import use_link

STATE_TAGS = {
    Validity.IN_FORCE: Tag("有效", "ok"),
    Validity.REPEALED: Tag("不再有效", "stop"),
    Validity.NOT_YET: Tag("尚未施行", "soon"),
    Validity.UNKNOWN_ARTICLE: Tag("没有这一条", "stop"),
    Validity.NOT_LOADED: Tag("没有载入", "word"),
}
LARGEST_FILE = 5 << 20  # bytes


@require_safe
@reading(LAW_TABS)
def statutes(desk: Desk) -> HttpResponse:
    """All instruments as they stand today; with a question, the articles that answer it."""
    q, name = desk.asked("q"), desk.asked("name")
    hits = found_articles(desk.account, q, desk.today) if q else []
    rows = [row for row in _instruments(desk) if name in row["title"] or name in row["short"]]
    may_load = desk.agency_for(LIBRARIANS) is not None
    drafts = _readable(desk).filter(state=TextState.DRAFT).select_related("agency").order_by("-loaded_at")
    shown = {"q": q, "name": name, "hits": hits, "most": HITS, "rows": rows, "may_load": may_load, "drafts": drafts}
    return desk.page("statutes.html", shown)


@require_safe
@reading(LAW_TABS)
def statute(desk: Desk, instrument: str) -> HttpResponse:
    """One instrument: its texts, its articles or at least those that rules rest on, on a day."""
    texts = _texts(instrument)
    on, problem = _day(desk)
    current = next((text for text in texts if text.holds(on)), None)
    loaded = _loaded(desk, instrument)
    shown = {
        "instrument": instrument,
        "title": (current or texts[-1]).title,
        "on": on,
        "problem": problem,
        "state": _tag(instrument, on),
        "message": citation_state(instrument, on).message,
        "texts": [_text_row(text, loaded) for text in reversed(texts)],
        "articles": _articles(instrument, current, loaded, on),
        "is_loaded": current is not None and current.articles is not None,
        "whole": [use for use in uses_of(instrument) if not _has_article(use)],
        "may_load": desk.agency_for(LIBRARIANS) is not None,
    }
    return desk.page("statute.html", shown, status=422 if problem else 200)


@require_safe
@reading(LAW_TABS)
def statute_article(desk: Desk, instrument: str, article: str) -> HttpResponse:
    """One article: its words, its texts side by side, and everything that rests on it."""
    texts = _texts(instrument)
    uses = uses_of(instrument, article)
    known = any(text.articles is not None and article in text.articles for text in texts)
    if not (uses or known) or _number(article) is None:
        raise Http404("法规库里没有这一条。")
    on, problem = _day(desk)
    rows = _versions_of_article(desk, instrument, article)
    before, after = _chosen(desk, rows, on)
    shown = {
        "instrument": instrument,
        "title": texts[-1].title,
        "article": article,
        "name": article_zh(article),
        "on": on,
        "problem": problem,
        "state": citation_state(basis_at(instrument, article), on),
        "tag": _tag(basis_at(instrument, article), on),
        "current": after,
        "rows": rows,
        "before": before,
        "lines": compared(before, after) if before and after and before != after else [],
        "uses": [(use.kind_zh, use_link(use), cite(use.basis)) for use in uses],
        "forms": _forms_resting_on(instrument, article),
        "case_count": _cases_resting_on(desk.account, uses, desk.today),
    }
    return desk.page("article.html", shown, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(LAW_TABS)
def statute_load(desk: Desk) -> HttpResponse:
    """Hand in a text: it is read first; what was not understood comes back, and can be fetched as a workbook."""
    agency = desk.agency_for(LIBRARIANS)
    if agency is None:
        raise PermissionDenied("载入法规文本由系统管理员、法制审核人员和负责人办理。")
    if "faulty" in desk.request.POST:
        return _faulty(desk.request.POST.get("text", ""))

    def make(**sent: Any) -> LoadForm:
        form = LoadForm(places_for(agency), initial={"title": desk.asked("title", 200)}, **sent)
        return _with_file(form) if sent else form

    def act(form: Any) -> HttpResponse:
        text = load_statute(agency=agency, loading=_loading(form), mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("law_loaded", "statute_text", text.pk)

    intro = "载入以后是草稿，由另一位同事核对后发布；发布之日起，引用旧条文会被提醒或者拒绝。没有读懂的行会退回来。"
    page = FormPage("载入法规文本", "载入", reverse("statutes"), intro, [(reverse("statutes"), "法规库")])
    return answer(desk, page, make, act)


@require_safe
@reading(LAW_TABS)
def statute_text(desk: Desk, uid: UUID) -> HttpResponse:
    """One loaded text: what it is, what it changes, and for a draft what is to be done with it."""
    found = _text(desk, uid)
    shown = {
        "text": found,
        "place": area_of(found.division, found.agency),
        "articles": found.articles.all(),
        "changes": _changes(found),
        "intact": is_intact(found),
        "tasks": found.tasks.count(),
        "may_act": found.state == TextState.DRAFT and desk.agency_for(LIBRARIANS) == found.agency,
        "is_own": found.loaded_by_id == desk.account.pk,
    }
    return desk.page("text.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(LAW_TABS)
def statute_publish(desk: Desk, uid: UUID) -> HttpResponse:
    found = _own(desk, uid)

    def act(form: Any) -> HttpResponse:
        publish_statute(text=found, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("law_published", "statute_text", found.pk)

    intro = (
        "请对照公布的文本逐条核对。发布以后不能再改，只能用新的文本接替；用到取消或者改动条文的规则会列入待核对的引用。"
    )
    return answer(desk, _page(found, "核对发布", "核对无误，发布", intro), ReasonForm, act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(LAW_TABS)
def statute_discard(desk: Desk, uid: UUID) -> HttpResponse:
    found = _own(desk, uid)

    def act(form: Any) -> HttpResponse:
        discard_statute(text=found, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("law_discarded", "statutes")

    return answer(desk, _page(found, "放弃草稿", "放弃", "这份草稿不再发布；记录留着。"), ReasonForm, act)


@dataclass(frozen=True)
class ArticleRow:
    """One line of an instrument: the article, its place in the text, its first words, how many rules rest on it."""

    number: str
    name: str
    place: str
    words: str
    used: int
    tag: Tag


def _instruments(desk: Desk) -> list[dict[str, Any]]:
    visible = set(
        StatuteText.objects.readable_by(desk.account, desk.today)
        .filter(state=TextState.PUBLISHED)
        .values_list("instrument", flat=True)
    )
    rows = []
    for identity in instrument_ids():
        texts = texts_of(identity)
        if not texts or (texts[-1].record and texts[0].record and identity not in visible):
            continue  # a rule of another place
        last = next((text for text in reversed(texts) if text.holds(desk.today)), texts[-1])
        rows.append(
            {
                "id": identity,
                "title": last.title,
                "short": last.short,
                "version": last.version,
                "since": last.since,
                "place": last.loaded_by or place_name(last.division),
                "tag": _tag(identity, desk.today),
                "articles": len(last.articles) if last.articles is not None else None,
                "used": len(uses_of(identity)),
            }
        )
    return sorted(rows, key=lambda row: (-row["used"], row["title"]))


def _tag(basis: str, on: date) -> Tag:
    return STATE_TAGS[citation_state(basis, on).state]


def _texts(instrument: str) -> tuple[Text, ...]:
    texts = texts_of(instrument)
    if not texts:
        raise Http404("法规库里没有这部法规。")
    return texts


def _loaded(desk: Desk, instrument: str) -> list[StatuteText]:
    found = texts_of_instrument(desk.account, instrument, desk.today)
    rulebook_knows = any(not text.record for text in texts_of(instrument))
    if not found and not rulebook_knows:
        raise Http404("法规库里没有这部法规。")
    return found


def _text_row(text: Text, loaded: list[StatuteText]) -> dict[str, Any]:
    row = next((each for each in loaded if each.rule == text.record and each.rule), None)
    return {"text": text, "row": row, "count": len(text.articles) if text.articles is not None else None}


def _articles(instrument: str, current: Text | None, loaded: list[StatuteText], on: date) -> list[ArticleRow]:
    used = articles_used(instrument)
    row = next((each for each in loaded if current and each.rule and each.rule == current.record), None)
    if row is not None:
        bodies = row.articles.all()
        return [
            ArticleRow(
                each.number,
                article_zh(each.number),
                each.place,
                each.body.splitlines()[0] if each.body else "",
                used.get(each.number, 0),
                STATE_TAGS[Validity.IN_FORCE],
            )
            for each in bodies
        ]
    return [
        ArticleRow(number, article_zh(number), "", "", used[number], _tag(basis_at(instrument, number), on))
        for number in sorted(used, key=order_of)
    ]


def _has_article(use: Use) -> bool:
    place = place_of(use.basis)
    return bool(place and place.article)


def _versions_of_article(desk: Desk, instrument: str, article: str) -> list[StatuteArticle]:
    texts = [text.pk for text in _loaded(desk, instrument) if text.state == TextState.PUBLISHED]
    rows = StatuteArticle.objects.filter(text__in=texts, number=article).select_related("text")
    return list(rows.order_by("-text__effective_from"))


def _chosen(desk: Desk, rows: list[StatuteArticle], on: date) -> tuple[StatuteArticle | None, StatuteArticle | None]:
    """The text to compare with and the one in force on the day; by default the one before it."""
    after = next((row for row in rows if row.text.effective_from <= on), rows[0] if rows else None)
    asked = desk.asked("with")
    older = [row for row in rows if after is not None and row.text.effective_from < after.text.effective_from]
    chosen = next((row for row in rows if str(row.text_id) == asked), None)
    return chosen or (older[0] if older else None), after


def _forms_resting_on(instrument: str, article: str) -> list[str]:
    """The forms of documents that name the article as what they rest on."""
    found = []
    for each in map(form, form_ids()):
        places = [place_of(basis) for basis in each.basis]
        if any(place and place.instrument == instrument and place.article == article for place in places):
            found.append(each.title)
    return sorted(found)


def _cases_resting_on(account: Account, uses: tuple[Use, ...], on: date) -> int | None:
    items = {use.rule for use in uses if use.kind == "violations"}
    if not items:
        return None
    return EnforcementCase.objects.visible_to(account, on).filter(violation__in=items).count()


def _number(article: str) -> tuple[int, int] | None:
    try:
        return order_of(article)
    except ValueError:
        return None


def _day(desk: Desk) -> tuple[date, str]:
    asked = desk.asked("on", 20)
    try:
        return (date.fromisoformat(asked) if asked else desk.today), ""
    except ValueError:
        return desk.today, f"“{asked}”不是日期，请写成 2026-09-24 这样。下面按今天查。"


def _text(desk: Desk, uid: UUID) -> StatuteText:
    rows = _readable(desk).select_related("agency", "loaded_by", "published_by")
    found: StatuteText = get_object_or_404(rows, pk=uid)
    return found


def _own(desk: Desk, uid: UUID) -> StatuteText:
    """A text of the agency where the reader keeps the law."""
    found = _text(desk, uid)
    if desk.agency_for(LIBRARIANS) != found.agency:
        raise PermissionDenied(f"这一文本由{found.agency.short_name}的系统管理员、法制审核人员和负责人办理。")
    return found


def _readable(desk: Desk) -> StatuteTextQuerySet:
    """What the reader may read; an administrator sees no cases, but the texts of the agency he loads for."""
    agency = desk.agency_for(LIBRARIANS)
    read = StatuteText.objects.readable_by(desk.account, desk.today)
    return read | StatuteText.objects.filter(agency=agency) if agency else read


def _changes(found: StatuteText) -> dict[str, list[str]]:
    """What a text changes against the last one before it that is loaded: new, rewritten and lost articles."""
    older = StatuteText.objects.filter(
        instrument=found.instrument,
        state=TextState.PUBLISHED,
        is_repeal=False,
        effective_from__lt=found.effective_from,
    )
    last = older.order_by("-effective_from").first()
    now = dict(found.articles.values_list("number", "body"))
    before: Mapping[str, str] = dict(last.articles.values_list("number", "body")) if last else {}
    used = articles_used(found.instrument)
    lost = [] if not now and not found.is_repeal else sorted({*before, *used} - set(now), key=order_of)
    return {
        "lost": [_successor(found, each) for each in lost],
        "changed": [article_zh(each) for each in now if each in before and before[each] != now[each]],
        "added": [article_zh(each) for each in now if last and each not in before],
    }


def _successor(found: StatuteText, article: str) -> str:
    follows = found.successors.get(article, "-")
    return article_zh(article) + (f"，由{cite(follows)}代替" if follows != "-" else "")


def _with_file(form: LoadForm) -> LoadForm:
    """Put what a file holds into the box, so that it can be mended there; what is wrong with its rows is said."""
    file = form.files.get("file")
    if file is None:
        return form
    if (file.size or 0) > LARGEST_FILE:
        form.add_error("file", "文件超过 5 兆字节，请分开或者去掉图片后再试。")
        return form
    try:
        text, faults = text_of_upload(file.read(), file.name or "")
    except CodedError as refusal:
        form.add_error("file", refusal.message)
        return form
    form.data = {**{name: form.data[name] for name in form.data}, "text": text}
    form.full_clean()
    if faults:
        form.add_error("file", f"有 {len(faults)} 行没有读懂，其余的在下面。")
        form.problems = tuple(f"第{fault.line}行：{fault.problem}" for fault in faults)  # type: ignore[attr-defined]
    return form


def _loading(form: Any) -> Loading:
    words = form.cleaned_data
    if words["is_repeal"] == bool(words["text"].strip()):
        raise RulesRefused("text_or_repeal", "请填入正文；如果是废止，勾选“这是废止”并且不填正文。")
    title = words["title"].strip().strip("《》")
    return Loading(
        title=title,
        version=words["version"],
        division=words["division"],
        effective_from=words["effective_from"],
        source=words["source"],
        text=words["text"],
        replaced_by=words["replaced_by"],
        successors=read_successors(words["successors"], instrument_of(title) or title),
    )


def _faulty(text: str) -> HttpResponse:
    faults = read_statute(text).faults
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(faulty_workbook(faults), content_type=kind)
    response["Content-Disposition"] = 'attachment; filename="faulty.xlsx"'
    return response


def _page(found: StatuteText, title: str, verb: str, intro: str) -> FormPage:
    back = reverse("statute_text", args=[found.pk])
    return FormPage(title, verb, back, intro, [(reverse("statutes"), "法规库"), (back, str(found))])

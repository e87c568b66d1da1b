"""The way of a case to an example: nominated, mended, reviewed, published, stopped."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengtu.agencies.models import Account, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import DecidedMatter, MessageKind
from hengtu.cases.selectors.access import case_to_work_on
from hengtu.cases.selectors.names_in_case import names_in_case
from hengtu.cases.selectors.telling import told_without_names
from hengtu.cases.services.tell import tell
from hengtu.rulesets.law_desk import HEADS
from hengtu.rulesets.models import TypicalCase, TypicalState
from hengtu.rulesets.services.typical_cases import (
    Story,
    nominate_case,
    publish_typical_case,
    publishers_for,
    review_nomination,
    rewrite_nomination,
    withdraw_typical_case,
)
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.lawbook.desk import ITEM_TABS, Desk, answer, area_of, reading, recorded
from hengtu.web.views.lawbook.forms import ReasonForm
from hengtu.web.views.lawbook.typical import case_to_read, may_now
from hengtu.web.views.lawbook.typical_forms import PublishForm, ReviewForm, StoryForm


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def typical_case_nominate(desk: Desk, case_id: UUID) -> HttpResponse:
    """Nominate a decided case; the texts are prepared from what was found and decided, without names."""
    source = case_to_work_on(desk.account, case_id, on=desk.today)
    decided = DecidedMatter.objects.filter(case=source).order_by("matter").first()
    if decided is None:
        raise PermissionDenied("案件还没有作出决定，不能推荐为典型案例。请在决定以后再推荐。")
    publishers = {str(each.pk): each for each in publishers_for(source.agency)}
    initial = told_without_names(decided)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        story = _story(words, words["kind"], decided.violation, decided.tier, source.pk)
        case = nominate_case(
            agency=source.agency, publisher=publishers[words["publisher"]], story=story,
            names=names_in_case(source.pk), mandate=desk.mandate(words["reason"]),
        )  # fmt: skip
        _tell_next(case, desk)
        return recorded("typical_nominated", "typical_case", case.pk)

    back = reverse("case", args=[source.pk])
    intro = "推荐以后由所选机构的法制审核人员审核、负责人发布；发布后显示在同一事项的案件旁边。"
    page = FormPage("推荐典型案例", "推荐", back, intro, [(back, source.number or source.title)])
    places = [(key, each.short_name) for key, each in publishers.items()]
    return answer(desk, page, lambda **sent: StoryForm(places, initial=initial, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def typical_case_rewrite(desk: Desk, uid: UUID) -> HttpResponse:
    found = _allowed(desk, uid, "rewrite")

    def act(form: Any) -> HttpResponse:
        story = _story(form.cleaned_data, found.kind, found.item, found.tier, found.source_case)
        names = names_in_case(found.source_case)
        rewrite_nomination(case=found, story=story, names=names, mandate=desk.mandate(form.cleaned_data["reason"]))
        _tell_next(found, desk)
        return recorded("typical_nominated", "typical_case", found.pk)

    initial = {name: getattr(found, name) for name in ("title", "happened", "handled", "meaning")}
    page = _page(found, "修改后重报", "重报", f"审核意见：{found.opinion}")
    return answer(desk, page, lambda **sent: StoryForm([], initial=initial, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def typical_case_review(desk: Desk, uid: UUID) -> HttpResponse:
    found = _allowed(desk, uid, "review")

    def act(form: Any) -> HttpResponse:
        passes = form.cleaned_data["answer"] == "pass"
        review_nomination(case=found, passes=passes, mandate=desk.mandate(form.cleaned_data["reason"]))
        _tell_next(found, desk)
        return recorded("typical_reviewed" if passes else "typical_returned", "typical_case", found.pk)

    return answer(
        desk,
        _page(found, "审核典型案例", "提交", "看案情是否真实、能不能认出当事人、对同类案件有没有用。"),
        ReviewForm,
        act,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def typical_case_publish(desk: Desk, uid: UUID) -> HttpResponse:
    found = _allowed(desk, uid, "publish")

    def act(form: Any) -> HttpResponse:
        words, names = form.cleaned_data, names_in_case(found.source_case)
        publish_typical_case(case=found, names=names, mandate=desk.mandate(words["reason"]), number=words["number"])
        _tell_next(found, desk)
        return recorded("typical_published", "typical_case", found.pk)

    intro = f"发布以后，{area_of(found.division, found.publisher)}办理这一事项的人都会在案件旁边看到。"
    return answer(desk, _page(found, "发布典型案例", "发布", intro), PublishForm, act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def typical_case_withdraw(desk: Desk, uid: UUID) -> HttpResponse:
    found = _allowed(desk, uid, "withdraw")

    def act(form: Any) -> HttpResponse:
        withdraw_typical_case(case=found, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("typical_withdrawn", "typical_case", found.pk)

    return answer(desk, _page(found, "停用", "停用", "停用以后不再显示在案件旁边；原文和记录留着。"), ReasonForm, act)


def _allowed(desk: Desk, uid: UUID, step: str) -> TypicalCase:
    found = case_to_read(desk, uid)
    if not may_now(desk, found)[step]:
        raise PermissionDenied(f"这个案例{found.get_state_display()}，现在不能由您办这一步。请回到案例看下一步由谁办。")
    return found


def _story(words: dict[str, Any], kind: str, item: str, tier: str, source: UUID) -> Story:
    return Story(kind, item, tier, source, words["title"], words["happened"], words["handled"], words["meaning"])


def _tell_next(case: TypicalCase, desk: Desk) -> None:
    """Tell whoever the next step waits for; the one who nominated, what became of it."""
    case.refresh_from_db()
    key = f"typical:{case.pk.hex}:{case.state}:{desk.now.isoformat()}"
    text = f"典型案例{case.get_state_display()}：{case.title}"
    url = reverse("typical_case", args=[case.pk])
    tell(_next_hands(case, desk), kind=MessageKind.PROPOSAL, text=text, key=key, at=desk.now, url=url)


def _next_hands(case: TypicalCase, desk: Desk) -> list[Account]:
    roles = {TypicalState.NOMINATED: [Role.LEGAL_REVIEWER], TypicalState.REVIEWED: sorted(HEADS)}
    waiting = roles.get(TypicalState(case.state))
    if waiting is None:
        return [case.nominated_by]
    found = {each.pk: each for role in waiting for each in holders_of(role, case.publisher, desk.today)}
    return [each for each in found.values() if each.pk != desk.account.pk]


def _page(found: TypicalCase, title: str, verb: str, intro: str) -> FormPage:
    back = reverse("typical_case", args=[found.pk])
    return FormPage(title, verb, back, intro, [(reverse("typical_cases"), "典型案例"), (back, found.title)])

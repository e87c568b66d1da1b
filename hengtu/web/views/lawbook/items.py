"""The item catalogue: the list, one item with everything that hangs on it, and the proposal to change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.selectors.rule_layers import RuleLine, rule_layers
from hengtu.cases.models import EnforcementCase
from hengtu.cases.words import CATEGORY_NAMES
from hengtu.law.citations import cite, printable
from hengtu.law.elements import elements_of
from hengtu.law.errors import LawError
from hengtu.law.items import GENERAL_LEVEL, Item, ItemKind, all_items, changes_of, decision_zh
from hengtu.law.jurisdiction import resolve
from hengtu.law.rulebook import records
from hengtu.rulesets.models import Guidance, ItemProposal, TypicalCase
from hengtu.rulesets.services.propose_item_change import Wanted, propose_item_change
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.lawbook.catalogue import (
    FORM_TAGS,
    KIND_NAMES,
    STOPPED,
    USABLE,
    ItemFilters,
    item_list,
    state_at,
)
from hengtu.web.views.lawbook.desk import ITEM_TABS, Desk, answer, reading, recorded
from hengtu.web.views.lawbook.forms import ItemChangeForm
from hengtu.web.views.lawbook.links import article_links
from hengtu.web.views.lawbook.telling import tell_next_level

STATUSES = ((USABLE, "在用"), (STOPPED, "不能用于新案件"))
FREQUENCIES = {"very_high": "很高", "high": "高", "medium": "中", "low": "低"}


@require_safe
@reading(ITEM_TABS)
def items(desk: Desk) -> HttpResponse:
    """The catalogue as it stands at the reader's place today."""
    filters = _filters(desk)
    found = item_list(filters, desk.division, desk.today)
    shown = {
        "list": found,
        "filters": filters,
        "kinds": KIND_NAMES.items(),
        "categories": CATEGORY_NAMES.items(),
        "statuses": STATUSES,
        "first_query": _query(filters, ""),
        "next_query": _query(filters, found.next_after),
    }
    return desk.page("items.html", shown)


@require_safe
@reading(ITEM_TABS)
def item_page(desk: Desk, item: str) -> HttpResponse:
    found = known_item(item)
    state = state_at(found, desk.division, desk.today)
    shown = {
        "item": found,
        "tag": FORM_TAGS[state.form],
        "kind": KIND_NAMES[found.kind],
        "category": CATEGORY_NAMES.get(found.category, ""),
        "state": state,
        "stopped": decision_zh(state.change) if state.change else "",
        "basis": article_links(found.basis),
        "level": _level(found),
        "frequency": FREQUENCIES.get(found.frequency, ""),
        "changes": [decision_zh(change) for change in reversed(changes_of(found.id))],
        "guidance": Guidance.objects.readable_by(desk.account, desk.today).for_item(found.id, desk.today),
        "typical": TypicalCase.objects.readable_by(desk.account, desk.today).published_for(found.id),
        "proposals": ItemProposal.objects.visible_to(desk.account, desk.today).filter(item=found.id)[:10],
        "may_propose": desk.law_agency is not None,
        **_of_penalty(found, desk),
    }
    return desk.page("item.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def item_propose(desk: Desk, item: str) -> HttpResponse:
    found, agency = known_item(item), desk.law_agency
    if agency is None:
        raise PermissionDenied("提出清理建议由法制审核人员和负责人办理。")

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        wanted = Wanted(found.id, words["change"], words["effective_from"], words["basis"], words["adjusted_to"])
        proposal = propose_item_change(agency=agency, wanted=wanted, mandate=desk.mandate(words["reason"]))
        tell_next_level(proposal, at=desk.now)
        return recorded("item_proposed", "item_proposal", proposal.pk)

    back = reverse("item", args=[found.id])
    intro = f"以{agency.short_name}的名义提出，逐级报上级审核；最后一级核准后，自生效之日起新的案件不能再用这一事项。"
    page = FormPage("提出清理建议", "提出", back, intro, [(reverse("items"), "事项目录"), (back, found.name)])
    return answer(desk, page, ItemChangeForm, act)


def known_item(identity: str) -> Item:
    """Return an item of the catalogue. Raises: Http404."""
    if identity not in all_items():
        raise Http404("事项目录里没有这一事项。")
    return all_items()[identity]


def _filters(desk: Desk) -> ItemFilters:
    kind, category, status = desk.asked("kind"), desk.asked("category"), desk.asked("status")
    return ItemFilters(
        q=desk.asked("q"),
        kind=kind if kind in set(ItemKind) else "",
        category=category if category in CATEGORY_NAMES else "",
        status=status if status in (USABLE, STOPPED) else "",
        after=desk.asked("after", 80),
    )


def _query(filters: ItemFilters, after: str) -> str:
    query = QueryDict(mutable=True)
    kept = {"q": filters.q, "kind": filters.kind, "category": filters.category, "status": filters.status}
    query.update({name: value for name, value in {**kept, "after": after}.items() if value})
    return query.urlencode()


def _level(item: Item) -> str:
    words, basis = GENERAL_LEVEL.get(item.kind, ("", ""))
    return f"{words}（{cite(basis)}）" if words else "没有载入"


def _of_penalty(item: Item, desk: Desk) -> dict[str, Any]:
    """What only penalty items have: texts, benchmarks of the place, elements, measures, how many cases."""
    if item.kind is not ItemKind.PENALTY:
        used = [all_items()[each] for each in item.violations if each in all_items()]
        return {"violations": used}
    rule = records("violations")[item.id]
    measures = [each for each in all_items().values() if item.id in each.violations]
    count = EnforcementCase.objects.visible_to(desk.account, desk.today).filter(violation=item.id).count()
    return {
        "versions": [_version(version) for version in reversed(rule["versions"])],
        "order_kind": rule["versions"][-1].get("order_kind", ""),
        "crime": rule.get("crime_referral", ""),
        "benchmarks": _benchmarks(item, desk),
        "elements": elements_of(item.id, None, place=_known(desk.division)),
        "measures": measures,
        "case_count": count,
    }


def _benchmarks(item: Item, desk: Desk) -> tuple[RuleLine, ...]:
    return rule_layers(item.id, _known(desk.division), desk.today).benchmarks


def _known(division: str) -> str:
    """The division, or the nation where the rulebook has no such place."""
    try:
        return resolve(division).chain[0]
    except LawError:
        return "国家"


def _version(version: Mapping[str, Any]) -> dict[str, Any]:
    cites = [each["cite"] if isinstance(each, Mapping) else each for each in version["penalty_provision"]]
    violated = [each["cite"] if isinstance(each, Mapping) else each for each in version["violated"]]
    return {
        "since": version["effective_from"],
        "until": version.get("effective_to", ""),
        "violated": article_links([each for each in violated if printable(each)]),
        "provisions": article_links([each for each in cites if printable(each)]),
        "confirmed": version["confirmed"],
        "source": version["source"],
    }

"""What a draft would have changed on last year's decisions of its place: counts with their whole, tiers that move.

Drafting is not seeing cases: whoever has no case in his reach is shown counts alone; numbers of decisions are shown to
those who may open them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hengtu.agencies.models import Agency
from hengtu.agencies.scope import subtree_of
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.decided_matters import decided_in
from hengtu.law.statute import item_of
from hengtu.rulesets.checking import check_table
from hengtu.rulesets.columns.decisions import from_rows
from hengtu.rulesets.columns.impact import Counts, Impact, impact
from hengtu.rulesets.models import BenchmarkDraft
from hengtu.web.views.rules.desk import Desk, makers_only, place_of

YEAR = timedelta(days=365)
EFFECTS = (("unchanged", "不变"), ("lighter", "变轻"), ("heavier", "变重"), ("unknown", "缺少事实，无法判断"))


@require_safe
@makers_only
def benchmark_impact(desk: Desk, uid: UUID) -> HttpResponse:
    draft = desk.draft(uid)
    checked = check_table(draft, draft.content, today=desk.today)
    first = desk.today - YEAR
    shown: dict[str, Any] = {
        "draft": draft,
        "item": item_of(draft.violation),
        "place": place_of(draft.agency, draft.division),
        "first": first,
        "problems": checked.problems,
    }
    if checked.problems:
        return desk.page("impact.html", shown, status=200)
    found = _impact(desk, draft, checked.rule)
    shown |= {
        "found": found,
        "effects": _effects(found.counts),
        "agencies": [(each, _effects(each.counts)) for each in found.agencies],
        "affected": _seen(desk, found),
    }
    return desk.page("impact.html", shown)


def _impact(desk: Desk, draft: BenchmarkDraft, rule: Any) -> Impact:
    cases = _cases_of(draft.agency)
    rows = decided_in(cases, desk.today - YEAR, desk.today, violation=draft.violation)
    with from_rows(rows) as decisions:
        return impact(rule, decisions)


def _cases_of(agency: Agency) -> Any:
    """Return the cases of an agency and of all below it: the layer for which it legislates."""
    column, identity = subtree_of(agency)
    return EnforcementCase.objects.filter(**{column: identity}) if column else EnforcementCase.objects.all()


def _effects(counts: Counts) -> list[dict[str, Any]]:
    """Return every effect with its number of decisions and the whole it is part of."""
    return [{"name": name, "count": getattr(counts, key), "of": counts.decisions} for key, name in EFFECTS]


def _seen(desk: Desk, found: Impact) -> Iterable[Any]:
    """Return the decisions that would change and that the reader may open, in the order of their numbers."""
    ids = [each.case_id for each in found.most_affected]
    visible = EnforcementCase.objects.visible_to(desk.account, desk.today).filter(pk__in=ids)
    may_open = {str(pk) for pk in visible.values_list("pk", flat=True)}
    return sorted((each for each in found.most_affected if each.case_id in may_open), key=lambda each: each.number)

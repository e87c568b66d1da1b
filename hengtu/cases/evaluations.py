"""Benchmarks whose evaluation falls due: who makes the rules of the place is told once, and once more when late."""

from __future__ import annotations

from datetime import date, datetime

from hengtu.agencies.models import Account, Agency, Post
from hengtu.cases.models import MessageKind
from hengtu.cases.services.tell import tell
from hengtu.lib.dates_zh import day_zh
from hengtu.rulesets.layers import divisions_of
from hengtu.rulesets.policies import RULE_ROLES
from hengtu.rulesets.selectors.tables import EVALUATED_SOON, TableLine, due_for_evaluation

PAGE = "/rules/"


def remind_of_evaluations(on: date, at: datetime) -> int:
    """Tell the makers of rules which of their published benchmarks is to be evaluated; return how many messages.

    Args:
        on: civil day; a benchmark is told of from :data:`EVALUATED_SOON` before its day.
    """
    posts = Post.objects.in_force(on).filter(role__in=RULE_ROLES, account__is_active=True).select_related("agency")
    makers: dict[Agency, set[int]] = {}
    for post in posts:
        makers.setdefault(post.agency, set()).add(post.account_id)
    return sum(
        _tell(accounts, line, on, at)
        for agency, accounts in makers.items()
        for line in due_for_evaluation(divisions_of(agency, on), before=on + EVALUATED_SOON)
    )


def _tell(accounts: set[int], line: TableLine, on: date, at: datetime) -> int:
    day = date.fromisoformat(line.evaluate_by)
    is_late = day < on
    words = "评估的日子已经过了" if is_late else "该评估了"
    text = f"裁量基准{words}：{line.title}，{day_zh(day)}以前评估；修改的起草新的一版，不改的写明结论"
    key = f"evaluation:{line.id}:{line.evaluate_by}:{is_late:d}"
    return tell(Account.objects.filter(pk__in=accounts), kind=MessageKind.DEADLINE, text=text, key=key, at=at, url=PAGE)

"""Who looked at a file: from the access log, by day, unit and post; no names, nobody's other business."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from hengtu.agencies.models import Post, Role
from hengtu.cases.services.by_kind import SERVICE_OF_KIND
from hengtu.documents.models import Document
from hengtu.evidence.models import Exhibit
from hengtu.ledger.models import AccessEntry
from hengtu.lib.dates_zh import civil_date

MOST = 400  # entries read; the newest
PAGES = ("", "/file", "/papers", "/print", "/receipt", "/matrix", "/like", "/doors", "/service", "/leniency",
         "/recordings", "/window")  # fmt: skip
WHAT = {
    "cases": "案件",
    "reviews": "案件（法制审核）",
    "discussions": "案件（集体讨论）",
    "documents": "文书",
    "exhibits": "证据",
    "subjects": "身份信息",
}


@dataclass(frozen=True)
class Look:
    """One day of one reader. ``who`` is a public post at a unit; ``what`` the kinds of thing looked at."""

    on: date
    who: str
    what: str
    why: str
    times: int


def looks_at(case_id: UUID, party_uid: str) -> tuple[Look, ...]:
    """Return who looked at a case, its papers and exhibits, and at the data of this one party; newest first.

    Left out: what parties themselves opened, looks at anybody else's data, and the restricted leads, which the log
    keeps under names of their own. Four queries.
    """
    entries = AccessEntry.objects.filter(what__in=_addresses(case_id, party_uid))
    rows = list(entries.exclude(Q(who="anonymous") | Q(who__startswith="party:")).order_by("-at")[:MOST])
    posts = _posts_of({row.who for row in rows})
    days: dict[tuple[date, str], list[AccessEntry]] = {}
    for row in rows:
        days.setdefault((civil_date(row.at), row.who), []).append(row)
    return tuple(_look(on, posts.get(who, []), looked) for (on, who), looked in days.items())


def _addresses(case_id: UUID, party_uid: str) -> list[str]:
    """Every name the log has for this case, exactly, so that an index finds them on any engine."""
    cases = [f"cases/{case_id}{page}" for page in PAGES]
    acts = [f"cases/{case_id}/do/{kind}" for kind in SERVICE_OF_KIND]
    papers = Document.objects.filter(stream_id=case_id).values_list("pk", flat=True)
    exhibits = Exhibit.objects.filter(stream_id=case_id).values_list("pk", flat=True)
    beside = [f"reviews/{case_id}", f"reviews/{case_id}/answer", f"discussions/{case_id}", f"subjects/{party_uid}"]
    return [*cases, *acts, *beside, *(f"documents/{uid}" for uid in papers), *(f"exhibits/{uid}" for uid in exhibits)]


def _posts_of(names: Iterable[str]) -> dict[str, list[Post]]:
    found: dict[str, list[Post]] = {}
    posts = Post.objects.filter(account__username__in=names).select_related("agency", "account").order_by("pk")
    for post in posts:
        found.setdefault(post.account.username, []).append(post)
    return found


def _look(on: date, posts: list[Post], looked: list[Any]) -> Look:
    post = next((each for each in posts if each.is_in_force(on)), None)
    who = f"{post.agency.short_name}，{Role(post.role).label}" if post else "工作人员"
    kinds = dict.fromkeys(WHAT.get(entry.what.partition("/")[0], "案件") for entry in looked)
    why = dict.fromkeys(entry.purpose for entry in looked if entry.purpose and not entry.purpose.isascii())
    return Look(on, who, "、".join(kinds), "、".join(why), len(looked))

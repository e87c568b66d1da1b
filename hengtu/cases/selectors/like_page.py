"""The page of like cases: where this case lies among them, and which they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from hengtu.agencies.models import Account
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.history import legal_history
from hengtu.cases.models import DecidedMatter, EnforcementCase
from hengtu.cases.selectors.beam import Beam, assessments_of, beams_of
from hengtu.cases.selectors.like_cases import SCOPES, LikeCases, Spread, alike, like_cases_of
from hengtu.law.discretion import Assessment
from hengtu.law.procedure import Situation, day_of
from hengtu.ledger.selectors.acts import acts_of_stream

PAGE = 25


@dataclass(frozen=True)
class LikeRow:
    """One decided matter of another case, without names; ``fine_yuan`` None: no fine."""

    case_id: UUID
    number: str
    title: str
    decided_on: date
    fine_yuan: Decimal | None


@dataclass(frozen=True)
class LikeList:
    """The like cases of one scope, the newest decision first. ``next_cursor`` empty on the last page."""

    matter: str
    scope: str
    name: str
    rows: tuple[LikeRow, ...]
    next_cursor: str


@dataclass(frozen=True)
class LikePage:
    """``spreads`` are the scopes of the matter whose list is shown, one of which is chosen."""

    beams: tuple[Beam, ...]
    spreads: tuple[Spread, ...]
    listed: LikeList | None


def like_page(
    case: EnforcementCase, account: Account, *, on: date, matter: str = "", scope: str = "", cursor: str = ""
) -> LikePage:
    """Gather the page of one case as of a day. Authorisation has happened before (``access_case``).

    Args:
        matter, scope: the list asked for; one that is not told falls back to the first that is.
        cursor: ``<date>_<id>`` of the last row shown; nonsense begins anew.
    """
    situation = Situation.of(legal_history(acts_of_stream(case.pk)))
    judged_on = day_of(situation.decision.occurred_at) if situation.decision else on
    assessments = assessments_of(situation, judged_on)
    penalties = situation.decided or situation.notified or situation.proposed
    found = like_cases_of(case, account, on, assessments, penalties)
    told = [like for like in found.values() if like.spreads]
    like = next((each for each in told if each.matter == matter), told[0] if told else None)
    beams = beams_of(situation, penalties, assessments, found)
    if like is None:
        return LikePage(beams, (), None)
    chosen = next((each.scope for each in like.spreads if each.scope == scope), like.spreads[0].scope)
    return LikePage(beams, like.spreads, _listed(case, like, assessments[like.matter], chosen, cursor))


def _listed(case: EnforcementCase, like: LikeCases, assessment: Assessment, scope: str, cursor: str) -> LikeList:
    others = alike(case, scope, like.until, assessment).exclude(case=case)
    newest = _after(others, cursor).select_related("case").order_by("-decided_on", "-id")
    rows = list(newest[: PAGE + 1])
    shown = rows[:PAGE]
    following = f"{shown[-1].decided_on.isoformat()}_{shown[-1].pk}" if len(rows) > PAGE else ""
    return LikeList(like.matter, scope, SCOPES[scope][1], tuple(map(_row, shown)), following)


def _after(found: AgencyScopedQuerySet[DecidedMatter], cursor: str) -> AgencyScopedQuerySet[DecidedMatter]:
    day, _, last = cursor.partition("_")
    try:
        on, key = date.fromisoformat(day), int(last)
    except ValueError:
        return found
    return found.filter(Q(decided_on__lte=on) & (Q(decided_on__lt=on) | Q(id__lt=key)))


def _row(row: DecidedMatter) -> LikeRow:
    return LikeRow(row.case_id, row.case.number, row.case.title, row.decided_on, row.fine_yuan)

"""Serious matters within a reach: suspected crimes on their way, and cases whose competence is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from hengtu.agencies.models import Account
from hengtu.cases.history import legal_history
from hengtu.cases.models import CaseDeadline, EnforcementCase
from hengtu.law.deadlines import term_named
from hengtu.law.procedure import Situation
from hengtu.law.procedure.crime import ANSWERS, Referral, Standing, referral_of
from hengtu.law.procedure.places import HERE, OUTCOMES, competence
from hengtu.ledger.models import Act
from hengtu.ledger.selectors.acts import acts_of_streams

MOST = 200  # of the newest; the page says when there are more
CRIME, DISPUTE = ("crime_suspected",), ("jurisdiction_disputed", "designation_requested", "designation_received")
CRIME_ZH = {
    Standing.UNDECIDED: "等正职负责人决定",
    Standing.TO_BE_SENT: "已批准，等移送",
    Standing.WITH_POLICE: "公安机关审查",
    Standing.OPENED: "公安机关已立案",
    Standing.NOT_TRANSFERRED: "决定不移送",
    Standing.POLICE_REFUSED: "公安机关不予立案",
    Standing.RETURNED: "已退回行政处理",
}
WAITING = frozenset({Standing.UNDECIDED, Standing.TO_BE_SENT, Standing.WITH_POLICE})


@dataclass(frozen=True)
class SeriousLine:
    """One case. ``lacks`` names what should be on file and is not; ``is_open``: something is still to come."""

    case: EnforcementCase
    about: str
    standing: str
    is_open: bool
    lacks: tuple[str, ...]
    due_on: date | None
    due_zh: str


@dataclass(frozen=True)
class Serious:
    """Open ones first, the newest first in each group. ``is_cut``: more than ``MOST`` of a kind."""

    crimes: tuple[SeriousLine, ...]
    disputes: tuple[SeriousLine, ...]
    is_cut: bool


def serious_matters(account: Account, *, on: date) -> Serious:
    """Return what a reader may see of crime transfers and disputes of competence, as the acts have them."""
    crimes, disputes = _cases(account, on, CRIME), _cases(account, on, DISPUTE)
    is_cut = max(len(crimes), len(disputes)) > MOST
    shown = {case.pk: case for case in [*crimes[:MOST], *disputes[:MOST]]}
    histories = acts_of_streams(shown)
    situations = {key: Situation.of(legal_history(histories.get(key, ()))) for key in shown}
    due = _due(shown)
    found_crimes = [_crime(case, referral_of(situations[case.pk]), due) for case in crimes[:MOST]]
    found_disputes = [_dispute(case, situations[case.pk], due) for case in disputes[:MOST]]
    return Serious(_open_first(found_crimes), _open_first(found_disputes), is_cut)


def _cases(account: Account, on: date, kinds: Sequence[str]) -> list[EnforcementCase]:
    acts = Act.objects.filter(stream_id=OuterRef("pk"), kind__in=kinds)
    found = EnforcementCase.objects.visible_to(account, on).filter(Exists(acts)).select_related("agency")
    return list(found.order_by("-found_on", "-id")[: MOST + 1])


def _due(shown: dict[UUID, EnforcementCase]) -> dict[UUID, CaseDeadline]:
    """The next day of each case that has one."""
    rows = CaseDeadline.objects.filter(case__in=list(shown), ended_on=None).exclude(due_on=None).order_by("-due_on")
    return {row.case_id: row for row in rows}


def _crime(case: EnforcementCase, referral: Referral, due: dict[UUID, CaseDeadline]) -> SeriousLine:
    standing = referral.standing
    about = str(referral.suspected.payload.get("crime", "")) if referral.suspected else ""
    return _line(case, about, CRIME_ZH.get(standing, ""), standing in WAITING, tuple(_lacks(referral)), due)


def _lacks(referral: Referral) -> Iterator[str]:
    """What the rules on transfer want on file: the receipt, the copy for the procuratorate, papers after opening."""
    answers = {act.payload.get("answer") for act in referral.answers}
    if referral.sent is not None and not answers & set(ANSWERS):
        yield "公安机关的回执"
    if referral.sent is not None and referral.sent.payload.get("copied_to_procuratorate") is not True:
        yield "抄送检察机关的记录"
    if referral.standing is Standing.OPENED and referral.handed_over is None:
        yield "涉案物品和材料的移交记录"


def _dispute(case: EnforcementCase, situation: Situation, due: dict[UUID, CaseDeadline]) -> SeriousLine:
    dispute, asked = situation.last("jurisdiction_disputed"), situation.last("designation_requested")
    about = str(dispute.payload.get("other_agency", "")) if dispute else ""
    standing = competence(situation)
    designated = situation.last("designation_received")
    if designated is not None:
        said = "已指定由本机关管辖" if standing == HERE else "已指定由其他机关管辖"
    elif asked is not None:
        said = f"已报请{asked.payload.get('superior', '上一级')}指定"
    else:
        said = OUTCOMES.get(standing, "")
    is_open = designated is None and standing != HERE
    return _line(case, about, said, is_open, (), due)


def _line(
    case: EnforcementCase, about: str, said: str, is_open: bool, lacks: tuple[str, ...], due: dict[UUID, CaseDeadline]
) -> SeriousLine:
    next_day = due.get(case.pk) if is_open else None
    name = str(term_named(next_day.term)["name"]) if next_day else ""
    return SeriousLine(case, about, said, is_open, lacks, next_day.due_on if next_day else None, name)


def _open_first(lines: list[SeriousLine]) -> tuple[SeriousLine, ...]:
    return tuple(sorted(lines, key=lambda line: not line.is_open))

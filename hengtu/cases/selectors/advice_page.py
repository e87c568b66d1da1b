"""What an adviser sees of the one case he was asked about: only what the consultation names, and nothing to press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hengtu.agencies.models import Account
from hengtu.cases.desk.desk import desk_for
from hengtu.cases.models import Consultation, EnforcementCase
from hengtu.cases.papers.preview import PaperPreview
from hengtu.cases.selectors.beam import Beam, assessments_of, beams_of
from hengtu.cases.selectors.facts import fact_lines
from hengtu.cases.selectors.matrix import ElementMatrix, matrix_of
from hengtu.cases.selectors.review import draft_papers, penalties_to_review
from hengtu.law.procedure.advising import SEES, consultation, opinion_to


@dataclass(frozen=True)
class AdvicePage:
    """``seen`` names what is open; what is not open is empty here, not merely hidden."""

    title: str
    agency: str
    who: str
    seen: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    matrix: ElementMatrix | None
    beams: tuple[Beam, ...]
    proposed: str
    papers: tuple[PaperPreview, ...]
    opinion: str


def advice_page(asked: Consultation, account: Account, at: datetime) -> AdvicePage:
    """Gather what one consultation opens. That it is this adviser's and still runs has been asked before."""
    case = EnforcementCase.objects.select_related("agency").get(pk=asked.stream_id)
    desk = desk_for(account, case, at=at)
    sees = frozenset(asked.sees)
    situation = desk.situation
    act = consultation(situation, str(asked.pk))
    answer = opinion_to(situation, act) if act else None
    penalties = penalties_to_review(desk) if "penalty" in sees else {}
    beams = beams_of(situation, penalties, assessments_of(situation, desk.on)) if "penalty" in sees else ()
    return AdvicePage(
        title=case.title,
        agency=desk.agency.legal_subject.name,
        who=act.by[0].name if act and act.by else "",
        seen=tuple(zh for key, zh in SEES.items() if key in sees),
        facts=fact_lines(situation, desk.opening) if "facts" in sees else (),
        matrix=matrix_of(asked.stream_id, desk.on) if "evidence" in sees else None,
        beams=beams,
        proposed="；".join(penalty.in_words() for penalty in penalties.values()),
        papers=draft_papers(desk) if "papers" in sees else (),
        opinion=str(answer.payload.get("opinion") or "") if answer else "",
    )

"""The digest: a prepared act on one screen and a half, for whoever is asked to agree to it.

The question, the amount, four lines, the beam, what others said, what the law asked and answered, and what to look at
twice. The answer of the law is a rehearsal of the act as it would be done if the last of those asked agreed now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hengtu.agencies.models import Account, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.sheets import SHEETS
from hengtu.cases.models import Awaited, Proposal, ProposalState
from hengtu.cases.papers.preview import PaperPreview, preview_papers, readable
from hengtu.cases.rehearsal import Rehearsed
from hengtu.cases.selectors.beam import Beam, assessments_of, beams_of
from hengtu.cases.selectors.case_view import Due, ObjectionLine, Prospect
from hengtu.cases.selectors.conditions import conditions_met
from hengtu.cases.selectors.deadlines import due_chip
from hengtu.cases.selectors.digest_lines import Line, four_lines, question_of
from hengtu.cases.selectors.like_cases import like_cases_of
from hengtu.cases.selectors.matrix import matrix_of
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.selectors.red_flags import Flag, Looked, red_flags_of
from hengtu.cases.services.answer_proposal import intent_of, may_answer
from hengtu.cases.services.carry_out import try_out
from hengtu.cases.words import kind_name
from hengtu.law.deadlines import is_right
from hengtu.law.procedure.matters import Penalty, plain, read_penalties
from hengtu.lib.coded_error import CodedError
from hengtu.lib.money_words import money_in_words

OPINIONS = {"pass": "审核同意", "change": "建议修改后同意", "refuse": "不同意"}
PUNISHING = frozenset({"report_approved", "decided", "not_punished", "spot_decided"})


@dataclass(frozen=True)
class Step:
    """One voice of the chain: the post, who, when, what was said. ``is_you`` is whose turn it is now, if the reader."""

    post: str
    who: str
    said: str
    at: datetime | None = None
    is_you: bool = False


@dataclass(frozen=True)
class Digest:
    """Everything the page of an approval shows. ``refusal`` is what a service said before the law was even asked."""

    question: str
    amount_yuan: float | None
    amount_words: str
    lines: tuple[Line, ...]
    beams: tuple[Beam, ...]
    chain: tuple[Step, ...]
    met: tuple[str, ...]
    objections: tuple[ObjectionLine, ...]
    refusal: str
    flags: tuple[Flag, ...]
    due: Due | None
    after: tuple[str, ...]
    papers: tuple[PaperPreview, ...]
    exhibits: int
    late_reason: str
    prospect: Prospect

    @property
    def refuses(self) -> bool:
        """Whether the law says no, or asks for a reason of lateness that nobody has given."""
        refusing = any(line.objection.refuses for line in self.objections)
        return bool(self.refusal) or refusing or (bool(self.objections) and not self.late_reason)


def digest_of(proposal: Proposal, desk: Desk) -> Digest:
    """Return the digest of a proposal for the person at the desk. Authorisation has happened before.

    Nothing is written, and nothing raises because something in the proposal is missing: the law names it instead.
    """
    rehearsed, refusal = _rehearsed(proposal, desk)
    penalties = penalties_of(proposal, desk)
    assessments = assessments_of(desk.situation, desk.on)
    alike = like_cases_of(desk.case, desk.account, desk.on, assessments, penalties) if penalties else {}
    looked = Looked(desk.case, desk.situation, penalties, assessments, desk.on)
    matrix = matrix_of(desk.case_id, desk.on) if proposal.kind in PUNISHING else None
    objections = tuple(map(objection_line, rehearsed.objections)) if rehearsed else ()
    return Digest(
        question=question_of(proposal.kind, desk),
        amount_yuan=amount_of(penalties),
        amount_words="；".join(in_capitals(penalty) for penalty in penalties.values()),
        lines=four_lines(proposal, desk, penalties, assessments),
        beams=beams_of(desk.situation, penalties, assessments, alike) if penalties else (),
        chain=chain_of(proposal, desk),
        met=conditions_met(proposal.kind, rehearsed.objections) if rehearsed else (),
        objections=objections,
        refusal=refusal,
        flags=red_flags_of(looked, proposal=proposal, acts=desk.acts, matrix=matrix),
        due=due_of_case(desk),
        after=SHEETS[proposal.kind].after if proposal.kind in SHEETS else (),
        papers=papers_of(rehearsed, desk) if rehearsed else (),
        exhibits=len(desk.exhibits),
        late_reason=str(proposal.content.get("late_reason", "")),
        prospect=_prospect(proposal, objections),
    )


def _rehearsed(proposal: Proposal, desk: Desk) -> tuple[Rehearsed | None, str]:
    if proposal.state != ProposalState.OPEN:
        return None, ""
    try:
        return try_out(intent_of(proposal, signing_desk(proposal, desk))), ""
    except CodedError as refusal:
        return None, refusal.message


def signing_desk(proposal: Proposal, desk: Desk) -> Desk:
    """Return the desk of whoever will agree last: this person, or somebody who holds the last post asked."""
    is_last = proposal.position >= len(proposal.roles) - 1
    if is_last and may_answer(proposal, desk.account, desk.at):
        return desk
    signer = last_signer(proposal, desk)
    return Desk(desk.case, desk.acts, signer, desk.at) if signer is not None else desk


def last_signer(proposal: Proposal, desk: Desk) -> Account | None:
    """Return somebody who may sign last; nobody signs what oneself prepared."""
    if not proposal.roles:
        return None
    holders = holders_of(proposal.roles[-1], desk.agency, desk.on)
    return next((holder for holder in holders if holder.pk != proposal.proposed_by_id), None)


def penalties_of(proposal: Proposal, desk: Desk) -> dict[str, Penalty]:
    """Return the penalties the prepared act names, per matter; half typed ones are left out."""
    case = desk.situation.case
    answers = readable(proposal.content.get("answers") or {})
    entry = answers.get("decided") or answers.get("proposed")
    return read_penalties(entry, case) if case and entry else {}


def amount_of(penalties: Mapping[str, Penalty]) -> float | None:
    """Return what is to be paid in all, None where nothing is."""
    total = round(sum(penalty.total_yuan for penalty in penalties.values()), 2)
    return total or None


def in_capitals(penalty: Penalty) -> str:
    """Say a penalty with its sums in capital characters: 罚款陆仟元整."""
    parts = ["警告"] if "warning" in penalty.kinds else []
    if "fine" in penalty.kinds:
        parts.append(f"罚款{money_in_words(Decimal(plain(penalty.amount_yuan)))}")
    if penalty.confiscate_yuan:
        parts.append(f"没收违法所得{money_in_words(Decimal(plain(penalty.confiscate_yuan)))}")
    return "，".join(parts) or "不予行政处罚"


def due_of_case(desk: Desk) -> Due | None:
    """Return the nearest deadline that binds the agency."""
    case = desk.case
    if case.due_on is None or is_right(case.due_term):
        return None
    return due_chip(case.due_term, case.due_on, desk.on)


def papers_of(rehearsed: Rehearsed, desk: Desk) -> tuple[PaperPreview, ...]:
    """Return the papers of a rehearsed act as they would read."""
    return preview_papers(desk.case_id, (*desk.acts, rehearsed.act), rehearsed.act, desk.agency)


def chain_of(proposal: Proposal, desk: Desk) -> tuple[Step, ...]:
    """Return who prepared it, what the reviewer and those asked said, and who comes next; the reader is 您."""
    return (_prepared(proposal, desk), *_reviewed(proposal, desk), *_answered(proposal), *_waiting(proposal, desk))


def _prepared(proposal: Proposal, desk: Desk) -> Step:
    second = str(proposal.content.get("second", ""))
    others = [officer.name for officer in desk.handlers if officer.account_id != proposal.proposed_by_id]
    named = [officer.name for officer in desk.handlers if str(officer.uid) == second] or others[:1]
    names = "、".join([proposal.proposed_by.name, *named])
    penalties = "；".join(penalty.in_words() for penalty in penalties_of(proposal, desk).values())
    return Step(
        "承办", names, f"建议{penalties}" if penalties else f"提请{kind_name(proposal.kind)}", proposal.proposed_at
    )


def _reviewed(proposal: Proposal, desk: Desk) -> tuple[Step, ...]:
    review = desk.situation.last("legal_reviewed")
    if review is None or proposal.kind not in PUNISHING | {"not_established"}:
        return ()
    points = len(review.payload.get("points") or ())
    said = OPINIONS.get(str(review.payload.get("opinion", "")), "") + (f"，提出 {points} 条" if points else "")
    return (Step("法制审核", "、".join(actor.name for actor in review.by), said, review.occurred_at),)


def _answered(proposal: Proposal) -> tuple[Step, ...]:
    answers = proposal.answers.select_related("by").order_by("at", "id")
    return tuple(
        Step(
            role_name(answer.role) or "第二名执法人员",
            answer.by.name,
            answer.get_verdict_display() + (f"：{answer.opinion}" if answer.opinion else ""),
            answer.at,
        )
        for answer in answers
    )


def _waiting(proposal: Proposal, desk: Desk) -> tuple[Step, ...]:
    if proposal.state != ProposalState.OPEN:
        return ()
    if proposal.awaited == Awaited.SECOND_OFFICER:
        first = (Step("第二名执法人员", proposal.addressee.name if proposal.addressee else "", "等确认"),)
        return (*first, *(Step(role_name(role), "", "") for role in proposal.roles))
    mine = may_answer(proposal, desk.account, desk.at)
    now = Step(role_name(proposal.role_due), "您" if mine else "", "等待签批", is_you=mine)
    return (
        now,
        *(Step(role_name(role), "", "在您之后" if mine else "") for role in proposal.roles[proposal.position + 1 :]),
    )


def role_name(role: str) -> str:
    """Return the name of a post by its id, empty for none."""
    return str(Role(role.upper()).label) if role.upper() in Role.values else ""


def _prospect(proposal: Proposal, objections: tuple[ObjectionLine, ...]) -> Prospect:
    waits = [line.objection.earliest_on for line in objections if line.objection.earliest_on]
    earliest = max(waits) if waits and len(waits) == len(objections) else None
    return Prospect(proposal.kind, kind_name(proposal.kind), "", objections, earliest)

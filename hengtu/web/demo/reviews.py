"""The demonstration's reviews: a file taken, an adviser asked, one sent back with two points, a discussion called."""

from __future__ import annotations

from datetime import datetime, timedelta

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account, Adviser
from hengtu.agencies.services.administer_advisers import register_adviser
from hengtu.cases.desk.desk import desk_for
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.meeting_page import heads_of, proposal_of
from hengtu.cases.services.consult_adviser import consult_adviser
from hengtu.cases.services.meet import call_meeting
from hengtu.cases.services.review_legally import review_legally
from hengtu.cases.services.take_review import take_review
from hengtu.law.procedure.advising import SEES
from hengtu.web.demo.player import Stage

POINTS = (
    {"point": "补充称重设备的检定证书", "kind": "evidence", "article": "行政处罚法第四十六条"},
    {"point": "写明当事人是否初次违法", "kind": "discretion", "article": ""},
)
LAWYER = ("law-adviser", "程观复", "法律顾问（只看咨询的案件）")


def review_some(stage: Stage, *, admin: Account, at: datetime, password: str) -> None:
    """Take the first file that waits for review and ask an adviser; send the second back; call a discussion."""
    adviser = _adviser(stage, admin, at, password)
    waiting = _waiting(stage, "legal_reviewed")
    reviewer = (stage.people["reviewer"],)
    if waiting:
        take_review(case_id=waiting[0].pk, by=reviewer, at=at)
        consult_adviser(
            case_id=waiting[0].pk,
            by=reviewer,
            at=at + timedelta(minutes=5),
            adviser=str(adviser.pk),
            question="证据能否证明违法行为，定性是否准确？",
            sees=list(SEES),
            until=(at + timedelta(days=7)).date().isoformat(),
        )
    if len(waiting) > 1:
        review_legally(case_id=waiting[1].pk, by=reviewer, at=at, opinion="change", points=POINTS)
    for case in _waiting(stage, "discussed")[:1]:
        _call(stage, case, at)


def _adviser(stage: Stage, admin: Account, at: datetime, password: str) -> Adviser:
    username, name, _ = LAWYER
    return register_adviser(
        agency=stage.agency.legal_subject,
        account=Account.objects.create_account(username, name, password),
        kind="LEGAL_ADVISER",
        qualification="演示证号 0001",
        firm="演示律师事务所（虚构）",
        effective_from=at.date(),
        effective_to=(at + timedelta(days=365)).date(),
        mandate=Mandate(admin, "演示聘书（虚构）", at),
    )


def _waiting(stage: Stage, kind: str) -> list[EnforcementCase]:
    found = EnforcementCase.objects.filter(agency=stage.agency, is_open=True, tasks__kind=kind)
    return list(found.select_related("agency").order_by("due_on", "pk"))


def _call(stage: Stage, case: EnforcementCase, at: datetime) -> None:
    handler = stage.people["officer-a"].account
    assert handler is not None
    desk = desk_for(handler, case, at=at)
    heads = heads_of(desk)
    if len(heads) < 2:
        return
    call_meeting(
        case=case,
        by=handler,
        at=at,
        held_at=at + timedelta(hours=5),
        place="三楼会议室",
        agenda="拟处罚款是否适当，是否同意提请的处理意见？",
        proposed=proposal_of(desk),
        heads=heads,
        chair=heads[0][0],
        reporter=stage.people["officer-a"].name,
        recorder=stage.people["officer-b"].name,
    )

"""Accountability in the demonstration: one record that ended with an exemption, one that waits for the officer."""

from __future__ import annotations

from datetime import datetime, timedelta

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.participants import official
from hengtu.law.accountability import Finding, Outcome, Step
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.lib.sm3 import sm3_hex
from hengtu.oversight.models import Accountability
from hengtu.oversight.protection.build import protection_file
from hengtu.oversight.protection.masking import masked_file
from hengtu.oversight.protection.paper import paper_of
from hengtu.oversight.services.accountability import (
    Matter,
    deciders_of,
    open_accountability,
    take_accountability_step,
)
from hengtu.oversight.services.watch_accountability import watch
from hengtu.web.demo.player import Stage

SUPERVISOR = "sup-city"
AGO = timedelta(days=45)  # so that the appeal has run out
DUTY = "现场检查的记录应当写明地点（行政处罚法第四十七条）"
EXEMPT = Finding(
    Outcome.EXEMPT, DUTY, "", "followed-the-law", "本人附的履职记录：两人持证、当场记录，漏写地点没有影响当事人的权利"
)


def hold_to_account(stage: Stage, *, at: datetime) -> int:
    """Open two records about the officer who handles; return how many. Nothing where the bureau has too few cases."""
    officer = stage.people["officer-a"].account
    supervisor = Account.objects.get(username=SUPERVISOR)
    assert officer is not None
    handled = [each for each in _closed(stage) if _own(officer, each) is not None][:2]
    if len(handled) < 2:
        return 0
    _exempted(officer, supervisor, handled[0], at)
    matter = Matter("当事人投诉送达时没有说明怎样缴款，请核查。", "complaint", handled[1].pk)
    open_accountability(
        officer=officer, agency=handled[1].agency, matter=matter, mandate=Mandate(supervisor, "核查投诉", at)
    )
    return 2


def _exempted(officer: Account, supervisor: Account, case: EnforcementCase, at: datetime) -> None:
    then = at - AGO
    matter = Matter("案卷评查发现调查笔录没有写明地点。", "finding", case.pk)
    record = open_accountability(
        officer=officer, agency=case.agency, matter=matter, mandate=Mandate(supervisor, "案卷评查", then)
    )
    act = _own(officer, case)
    assert act is not None
    _attach(record, officer, act, case, then + timedelta(days=1))
    said = Mandate(officer, "陈述", then + timedelta(days=1))
    take_accountability_step(record=record, step=Step.STATED, text="当时在检测站办公室制作，漏写了地点。", mandate=said)
    decider = deciders_of(record, then.date())[0]
    decided = Mandate(decider, "认定", then + timedelta(days=5))
    take_accountability_step(
        record=record, step=Step.DECIDED, text="查阅案卷和视频，情况属实。", mandate=decided, finding=EXEMPT
    )
    watch(at.date(), at)


def _attach(record: Accountability, officer: Account, act: StoredAct, case: EnforcementCase, at: datetime) -> None:
    file = protection_file(case, act.uid, official(officer).id, at=at)
    assert file is not None
    digest = sm3_hex(paper_of(masked_file(file)))
    text = f"附上“{file.examined.name}”的履职记录（{file.tag.label}）"
    own = Mandate(officer, text, at)
    take_accountability_step(record=record, step=Step.ATTACHED, text=text, mandate=own, attached=(act.uid, digest))


def _closed(stage: Stage) -> list[EnforcementCase]:
    rows = EnforcementCase.objects.filter(agency=stage.agency, closed_on__isnull=False, track="ORDINARY")
    return list(rows.select_related("agency__acts_in_name_of").order_by("-closed_on", "id")[:10])


def _own(officer: Account, case: EnforcementCase) -> StoredAct | None:
    """The officer's own investigation in a case."""
    person = official(officer).id
    acts = acts_of_stream(case.pk)
    return next((act for act in acts if act.kind == "investigated" and person in {ref.id for ref in act.by}), None)

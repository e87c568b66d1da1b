"""Put a protection file together from what the system already knows; nothing is stored and nothing typed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.case_view import Tag
from hengtu.law.citations import cite
from hengtu.law.diligence.examine import Examined, Finding, Standing
from hengtu.ledger.models import Act, CheckpointHead
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import ActorRef, StoredAct
from hengtu.oversight.own_acts import PEOPLE
from hengtu.oversight.protection.act_lines import act_lines, law_lines, people_lines
from hengtu.oversight.protection.around import Around
from hengtu.oversight.protection.before_lines import before_lines
from hengtu.oversight.protection.later_lines import later_lines
from hengtu.oversight.protection.party_lines import party_lines
from hengtu.oversight.protection.reason_lines import reason_lines
from hengtu.oversight.protection.shown_lines import shown_lines
from hengtu.oversight.protection.values import Anchor, Line, ProtectionFile, Section

STANDING_TAGS = {
    Standing.HELD: Tag("有", "ok"),
    Standing.NOTED: Tag("提示", "word"),
    Standing.MADE_GOOD: Tag("已说明", "word"),
    Standing.LACKING: Tag("缺", "soon"),
}
SECTIONS = (
    ("act", "这次行为", act_lines, ""),
    ("people", "谁办的，有没有资格", people_lines, "行为里没有记人员。"),
    ("law", "法律怎么看", law_lines, ""),
    ("before", "事前的提醒和答复", before_lines, "办理以前，系统没有就这个案件给他发过提醒，也没有预警。"),
    ("shown", "音像和证据", shown_lines, "这一步没有音像记录，也没有取得证据。"),
    ("reasons", "理由、审核和上级的意见", reason_lines, "这一步没有写理由，也还没有经过审核、讨论。"),
    ("party", "告知了什么，当事人说了什么", party_lines, "还没有告知当事人，当事人也没有说过什么。"),
    ("later", "后来", later_lines, "后来没有更正、督办、复议、诉讼，规则也没有变。"),
)


def protection_file(case: EnforcementCase, act_uid: UUID, person: str, *, at: datetime) -> ProtectionFile | None:
    """Return the file of one act for one person who took part; None where he did not, or there is no such act.

    Args:
        person: id of the actor as the act has it. at: aware instant at which it is made.
    Authorisation has happened before (``policies.may_see``).
    """
    acts = acts_of_stream(case.pk)
    act = next((each for each in acts if each.uid == act_uid), None)
    ref = person_in(act, person) if act else None
    if act is None or ref is None:
        return None
    around = Around(case, acts, act, ref, at)
    sections = (*_sections(around), gap_section(around.examined))
    return ProtectionFile(case, act, ref, around.examined, anchor_of(act), sections, at)


def people_of(act: StoredAct) -> tuple[ActorRef, ...]:
    """Return those of the agency who took part in an act."""
    return tuple(ref for ref in act.by if ref.kind in PEOPLE)


def person_in(act: StoredAct, person: str) -> ActorRef | None:
    """Return how somebody took part in an act; None where he did not."""
    return next((ref for ref in people_of(act) if ref.id == person), None)


def anchor_of(act: StoredAct) -> Anchor:
    """Return where an act stands, and the first checkpoint whose head of the chain covers it."""
    text = json.loads(Act.objects.values_list("canonical", flat=True).get(uid=act.uid))
    head = (
        CheckpointHead.objects.filter(chain=act.stream.hex, seq__gte=act.seq)
        .order_by("seq", "checkpoint_id")
        .values_list("checkpoint_id", "checkpoint__at")
        .first()
    )
    number, when = head or (None, None)
    return Anchor(act.seq, act.hash, str(text["commitment"]), number, when)


def gap_section(examined: Examined) -> Section:
    """Return the list of what an act of this kind needs, what is missing first."""
    order = list(reversed(Standing))
    found = sorted(examined.findings, key=lambda each: order.index(each.standing))
    empty = "这一步没有必须具备的项目。"
    return Section("gaps", "应当有的，有没有", tuple(map(_finding_line, found)), empty)


def _finding_line(finding: Finding) -> Line:
    basis = "、".join(map(cite, finding.basis)) or finding.item.rests_on
    parts = [finding.words, basis]
    if finding.standing is Standing.LACKING:
        parts.append(f"怎样补：{finding.item.how}" if finding.can_mend else f"现在不能补：{finding.item.how}")
    return Line(finding.item.zh, "；".join(each for each in parts if each), tag=STANDING_TAGS[finding.standing])


def _sections(around: Around) -> Iterable[Section]:
    for key, title, lines, empty in SECTIONS:
        yield Section(key, title, tuple(lines(around)), empty)

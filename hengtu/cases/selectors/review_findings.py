"""What the system found under each question of the legal review: text to read, never an answer.

The reviewer answers; a finding only says where to look (APL:58).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from hengtu.cases.desk.desk import Desk
from hengtu.cases.papers.preview import PaperPreview
from hengtu.cases.selectors.beam import Beam
from hengtu.cases.selectors.digest_lines import party_says
from hengtu.cases.selectors.matrix import ElementMatrix
from hengtu.law import discretion
from hengtu.law.dates_zh import day_zh
from hengtu.law.discretion import Assessment
from hengtu.law.jurisdiction import resolve
from hengtu.law.objections import Objection
from hengtu.law.procedure import Situation
from hengtu.law.procedure.matters import Penalty
from hengtu.law.procedure.situation import CIVIL_TIME, is_statement

NOT_OF_THE_HANDLERS = frozenset({"review_missing", "review_not_passed", "review_outdated", "agency_head_required"})
SAID_BY = {"decision_late": "case_decision_run_out"}
PARTY_RIGHTS = frozenset(
    {"notice_not_served", "notice_not_served_to_party", "hearing_request_window_open", "statement_defence_window_open",
     "hearing_not_held", "statement_not_rechecked"}
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """What findings are read from. ``objections`` are those a decision as proposed would meet today.

    ``is_clean``: the pre-check found nothing about the procedure.
    """

    desk: Desk
    penalties: Mapping[str, Penalty]
    assessments: Mapping[str, Assessment]
    beams: tuple[Beam, ...]
    matrix: ElementMatrix
    papers: tuple[PaperPreview, ...]
    objections: tuple[Objection, ...]
    is_clean: bool = True


def not_found_yet(objections: Iterable[Objection], codes: Container[str]) -> tuple[Objection, ...]:
    """Leave out what the pre-check says under the same question already."""
    return tuple(each for each in objections if each.code not in codes and SAID_BY.get(each.code) not in codes)


def findings_of(read: Read) -> dict[str, str]:
    """Return the finding under each check, by the key of the opinion form."""
    return {
        "subject_lawful": _subject(read.desk),
        "officers_qualified": _officers(read.desk.situation),
        "procedure_lawful": _procedure(read),
        "facts_clear": _facts(read.matrix),
        "law_correct": _law(read.desk),
        "discretion_proper": _discretion(read),
        "within_powers": _powers(read),
        "documents_proper": _documents(read.papers),
        "rights_protected": _rights(read),
        "crime_suspected": _crime(read),
    }


def _subject(desk: Desk) -> str:
    case = desk.situation.case
    place = str(desk.opening.get("place", ""))
    where = f"案发地{place}" if place else ""
    area = resolve(case.jurisdiction).name if case else ""
    return (
        "；".join(each for each in (f"名义：{desk.agency.legal_subject.name}", where, f"管辖地{area}") if each) + "。"
    )


def _officers(situation: Situation) -> str:
    names: dict[str, None] = {}
    invalid: dict[str, None] = {}
    for act in situation.acts:
        for actor in act.by:
            if actor.id in situation.investigators:
                names.setdefault(actor.name)
                if actor.certificate_valid is False:
                    invalid.setdefault(f"{actor.name}（{day_zh(act.occurred_at.astimezone(CIVIL_TIME))}）")
    said = f"{len(names)} 名办案人员：{'、'.join(names)}"
    return f"{said}；证件当日无效：{'、'.join(invalid)}。" if invalid else f"{said}；每次取证当日证件有效。"


def _procedure(read: Read) -> str:
    others = [each for each in read.objections if each.code not in NOT_OF_THE_HANDLERS]
    if others:
        return "现在决定还有障碍：" + "；".join(each.message for each in others) + "。"
    if not read.is_clean:
        return "现在决定的障碍见预审。"
    return "按送审的处理意见决定，除法制审核外没有程序上的障碍。"


def _facts(matrix: ElementMatrix) -> str:
    if not matrix.needed:
        return "案件还没有写明违法行为。"
    if matrix.proved == matrix.needed:
        return f"{matrix.needed} 个要件都有证据。"
    names = "、".join(row.name for row in matrix.open_rows)
    return f"{matrix.needed} 个要件，{matrix.proved} 个已证明；没有证明的：{names}。"


def _law(desk: Desk) -> str:
    case = desk.situation.case
    said = []
    for matter in case.matters if case else ():
        item = discretion.violation(matter.violation, matter.violation_on)
        said.append(f"违反{'、'.join(item.violated)}；依据{'、'.join(item.penalty_provisions)}。")
    return "".join(dict.fromkeys(said))


def _discretion(read: Read) -> str:
    said = [beam.finding for beam in read.beams if beam.finding]
    sources = dict.fromkeys(beam.source for beam in read.beams if beam.source)
    return "；".join([*said, *(f"基准：{source}" for source in sources)]) + "。" if said else "还没有拟处理意见。"


def _powers(read: Read) -> str:
    outside = [
        reason
        for matter, penalty in read.penalties.items()
        if penalty.punishes and matter in read.assessments
        for reason in read.assessments[matter].outcome.allows(
            penalty.kind, penalty.amount_yuan, penalty.confiscate_yuan
        )
    ]
    if outside:
        return "；".join(outside) + "。"
    return "种类和数额在法律规定之内。" if read.penalties else "还没有拟处理意见。"


def _documents(papers: tuple[PaperPreview, ...]) -> str:
    missing = [f"{paper.title}缺{'、'.join(paper.missing)}" for paper in papers if paper.missing]
    changed = [block.label for paper in papers for block in paper.blocks if block.state == "changed"]
    said = "；".join(missing) if missing else "送审稿没有缺项"
    return f"{said}；与通知书不同的：{'、'.join(changed)}。" if changed else f"{said}。"


def _rights(read: Read) -> str:
    said = party_says(read.desk.situation) or "还没有送达违法行为通知书。"
    open_rights = [each.message for each in read.objections if each.code in PARTY_RIGHTS]
    unheard = [
        act for act in read.desk.situation.statements if is_statement(act.payload) and not act.payload.get("recheck")
    ]
    warn = "；".join(dict.fromkeys(open_rights)) or ("意见还没有复核" if unheard else "")
    return f"{said}{warn}{'。' if warn else ''}"


def _crime(read: Read) -> str:
    crimes = dict.fromkeys(each.crime_referral for each in read.assessments.values() if each.crime_referral)
    answers = [str(act.payload["crime_check"]) for act in read.desk.situation.acts if act.payload.get("crime_check")]
    if not crimes:
        return "这一事项旁边没有规定移送的罪名。"
    said = f"核查记录：{answers[-1].rstrip('。')}" if answers else "还没有核查记录"
    return f"可能涉嫌{'、'.join(crimes)}；{said}。"

"""What a file lacks before it is archived: read from what was done and what lies in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.archive.layout import Part
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.services import services_of
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.rows import nearest_rows

VOUCHERS = ("voucher", "receipt_no", "fiscal_receipt", "bank_slip", "receipt_number")


@dataclass(frozen=True)
class Held:
    """A paper that lies in the file: its form, the act that made it, and what missing paper it was handed in for."""

    form: str
    act: str = ""
    supplies: str = ""


@dataclass(frozen=True)
class Missing:
    """A paper that should be in the file and is not.

    ``code`` stays the same from one look to the next. ``must``: without the paper a reason is written into the index.
    """

    code: str
    what: str
    why: str
    way_out: str
    part: Part
    must: bool
    basis: tuple[str, ...]


def missing_papers(
    situation: Situation, held: Sequence[Held], *, place: str, on: date, damaged: Sequence[str] = ()
) -> tuple[Missing, ...]:
    """Return what the file of a case lacks, in the order of the procedure.

    Args:
        held: every paper that stands, and what was handed in besides.
        damaged: titles of exhibits whose original is gone or changed.
    Source: APL:47
    """
    supplied = {each.supplies for each in held if each.supplies}
    found = (
        *_papers(situation, held, place, on),
        *_receipts(situation),
        *_review(situation),
        *_vouchers(situation),
        *_evidence(situation, held, damaged),
    )
    return tuple(each for each in found if each.code not in supplied)


def _papers(situation: Situation, held: Sequence[Held], place: str, on: date) -> Iterator[Missing]:
    for row in nearest_rows("file_contents", place, on):
        acts = situation.all(*row["acts"])
        papers = [each for each in held if each.form in row["forms"]]
        made_by = {each.act for each in papers}
        without = [act for act in acts if act.uid not in made_by]
        if len(papers) >= len(acts):  # a paper may have left the house with an earlier act
            continue
        for act in without:
            why = f"{day_zh(day_of(act.occurred_at))}做过这一步，卷里没有它的文书"
            yield _missing(f"{row['id']}:{act.uid}", row["zh"], why, row["way_out"], row)


def _missing(code: str, what: str, why: str, way_out: str, row: dict[str, object]) -> Missing:
    basis = tuple(str(each) for each in row["basis"])  # type: ignore[attr-defined]
    return Missing(code, what, why, way_out, Part(str(row["part"])), bool(row["must"]), basis)


def _receipts(situation: Situation) -> Iterator[Missing]:
    """Each paper that was served in a way that leaves a slip has the slip (CPL:87)."""
    for service in services_of(situation):
        if service.receipt_missing and service.served is not None:
            served_on = day_zh(day_of(service.served.occurred_at))
            yield Missing(
                f"receipt:{service.served.uid}",
                f"{service.document.zh}的送达凭证",
                f"{served_on}送达，回执、照片或者见证材料还没有交回",
                "到送达页登记回执；回执遗失的，写明送达经过",
                Part.MAIN,
                False,
                ("APL:47", "CPL:87"),
            )


def _review(situation: Situation) -> Iterator[Missing]:
    if situation.has("decided") and not situation.has("legal_reviewed"):
        yield Missing(
            "review-of-decision",
            "法制审核意见书",
            "普通程序作出了处罚决定，没有审核记录",
            "依法不需要审核的，写明理由",
            Part.INNER,
            False,
            ("APL:47", "APL:58"),
        )


def _vouchers(situation: Situation) -> Iterator[Missing]:
    """Money that came in through a payment order has the receipt of the treasury; older entries are listed only."""
    for act in situation.all("paid", "fine_refunded"):
        if any(act.payload.get(key) for key in VOUCHERS):
            continue
        word = "缴款" if act.kind == "paid" else "退款"
        yield Missing(
            f"voucher:{act.uid}",
            f"{word}凭证",
            f"{day_zh(day_of(act.occurred_at))}{word}{_yuan(act)}元，没有票据号，卷里只有登记记录",
            "向收款银行或者非税平台要票据，扫描后补入",
            Part.MAIN,
            bool(act.payload.get("order")),
            ("APL:47", "APL:67p3"),
        )


def _yuan(act: LegalAct) -> str:
    return f"{float(act.payload.get('amount_yuan') or 0):g}"


def _evidence(situation: Situation, held: Sequence[Held], damaged: Sequence[str]) -> Iterator[Missing]:
    for title in damaged:
        yield Missing(
            f"original:{title}",
            f"证据“{title}”的原件",
            "原件丢失或者与取证时的摘要不一致",
            "从备份恢复；恢复不了的，写明经过",
            Part.MAIN,
            True,
            ("APL:47", "APL:46p3"),
        )
    if situation.has("decided", "spot_decided") and not any(each.form in EVIDENCE for each in held):
        yield Missing(
            "evidence",
            "证据材料",
            "作出了处罚决定，卷里没有证据单也没有笔录",
            "到案件的证据页登记，或者写明证据存在哪里",
            Part.MAIN,
            False,
            ("APL:47", "APL:40"),
        )


EVIDENCE = ("exhibit", "f02_interview", "f03_inquest", "f04_scene_record", "f05_sampling", "x_statement_record")

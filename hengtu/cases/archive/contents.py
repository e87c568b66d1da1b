"""What is to be bound: documents, exhibits, payments, papers handed in; each knows its place, and is printed late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.conf import settings

from hengtu.cases.models import FilePaper
from hengtu.cases.papers.load import standing_documents
from hengtu.cases.words import kind_name
from hengtu.documents.models import Document
from hengtu.documents.selectors.documents import title_of
from hengtu.documents.services.bind_volumes import Sheet
from hengtu.documents.services.loose_sheets import ExhibitSheet, SheetMaker
from hengtu.documents.services.render_signed import render_signed
from hengtu.evidence.models import Exhibit
from hengtu.evidence.services.verify_exhibit import read_display
from hengtu.law.acts import LegalAct
from hengtu.law.archive.layout import ATTACHMENT, EXHIBIT, INNER_ATTACHMENT, PAYMENTS, Part
from hengtu.law.archive.missing import VOUCHERS
from hengtu.law.procedure import Situation, day_of
from hengtu.ledger.values import StoredAct
from hengtu.lib.blobs import BlobStore
from hengtu.lib.dates_zh import day_zh

MONEY = ("paid", "spot_cash_collected", "spot_cash_banked", "fine_refunded")


@dataclass(frozen=True)
class Item:
    """One paper of a file. ``key`` names it in acts (``document:<uid>``); ``printed`` makes its sheet."""

    key: str
    form: str
    act_kind: str
    printed: Callable[[SheetMaker], Sheet]


def contents_of(
    case_id: UUID, acts: Sequence[StoredAct], situation: Situation, *, without: frozenset[str] = frozenset()
) -> tuple[Item, ...]:
    """Return what is to be bound, in the order of issue.

    Args:
        without: keys of what an earlier volume holds already.
    """
    kinds = {act.uid: act.kind for act in acts}
    documents = standing_documents(case_id)
    exhibits = list(Exhibit.objects.filter(stream_id=case_id).order_by("seq"))
    papers = list(FilePaper.objects.filter(case_id=case_id))
    items = (
        *(_document(each, kinds) for each in documents),
        *(_exhibit(each) for each in exhibits),
        *_payments(situation, after=bool(without)),
        *(_handed_in(each) for each in papers),
    )
    return tuple(item for item in items if item.key not in without)


def _document(document: Document, kinds: dict[UUID, str]) -> Item:
    kind = kinds.get(document.act_uid, "") if document.act_uid else ""

    def printed(_: SheetMaker) -> Sheet:
        return Sheet(title_of(document), document.number, day_zh(document.issued_on), render_signed(document))

    return Item(f"document:{document.uid}", document.form, kind, printed)


def _exhibit(exhibit: Exhibit) -> Item:
    def printed(maker: SheetMaker) -> Sheet:
        return maker.exhibit(
            ExhibitSheet(
                seq=exhibit.seq,
                title=exhibit.title,
                kind=exhibit.get_kind_display(),
                proof_purpose=exhibit.proof_purpose,
                collected_at=exhibit.collected_at,
                place=exhibit.place,
                collectors="、".join(_collector(entry) for entry in exhibit.collectors),
                sm3=exhibit.sm3,
                picture=read_display(exhibit),
            )
        )

    return Item(f"exhibit:{exhibit.uid}", EXHIBIT, "", printed)


def _collector(entry: dict[str, str]) -> str:
    certificate = entry.get("certificate", "")
    return f"{entry['name']}（{certificate}）" if certificate else entry["name"]


def _payments(situation: Situation, *, after: bool) -> Iterator[Item]:
    """One sheet of what came in and went back; a supplement lists such acts with all others."""
    acts = situation.all(*MONEY)
    if not acts or after:
        return
    rows = [(f"{day_zh(day_of(act.occurred_at))}\n{kind_name(act.kind)}", _money_words(act)) for act in acts]
    last = day_zh(day_of(acts[-1].occurred_at))
    yield Item("payments", PAYMENTS, "", partial(_listed, "罚款缴纳情况", last, rows))


def _listed(title: str, day: str, rows: Sequence[tuple[str, str]], maker: SheetMaker) -> Sheet:
    return maker.listed(title, day, rows)


def _money_words(act: LegalAct) -> str:
    voucher = next((str(act.payload[key]) for key in VOUCHERS if act.payload.get(key)), "")
    by = "、".join(actor.name for actor in act.by if actor.name)
    words = (
        f"{float(act.payload.get('amount_yuan') or 0):,g}元",
        f"票据号{voucher}" if voucher else "没有登记票据号",
        f"登记人{by}" if by else "",
        str(act.payload.get("reason") or ""),
    )
    return "；".join(word for word in words if word)


def _handed_in(paper: FilePaper) -> Item:
    form = ATTACHMENT if paper.part == Part.MAIN else INNER_ATTACHMENT

    def printed(maker: SheetMaker) -> Sheet:
        content = BlobStore(settings.BLOB_ROOT).read(paper.sha256)
        day = day_zh(paper.dated_on)
        if paper.media == "pdf":
            return Sheet(paper.title, paper.number, day, content)
        return maker.scanned(paper.title, paper.number, day, content)

    return Item(f"paper:{paper.uid}", form, "", printed)


def acts_sheet(acts: Iterable[LegalAct]) -> Item:
    """Return the sheet that lists what was done after archiving, with reasons and outcomes."""
    rows = [(f"{day_zh(day_of(act.occurred_at))}\n{kind_name(act.kind)}", _said(act)) for act in acts]
    last = rows[-1][0].split("\n")[0] if rows else ""
    return Item("acts", ATTACHMENT, "", partial(_listed, "归档以后办理的事项", last, rows))


def _said(act: LegalAct) -> str:
    by = "、".join(actor.name for actor in act.by if actor.name)
    amount = act.payload.get("amount_yuan")
    words = [by, f"{float(amount):,g}元" if amount else "", str(act.payload.get("reason") or "")]
    return "；".join(word for word in words if word) or "见行为链"

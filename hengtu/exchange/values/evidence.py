"""Values of exhibits, papers and services."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from hengtu.documents.models import Document
from hengtu.documents.selectors.documents import title_of
from hengtu.evidence.models import Exhibit
from hengtu.exchange.source import Source
from hengtu.exchange.values.registry import Item, condition, grain, value
from hengtu.law.procedure.services import PaperService, services_of


@grain("exhibit")
def exhibits(source: Source) -> Iterable[Item]:
    """One record per exhibit; those of acts whose content was erased are erased with them."""
    for exhibit in source.exhibits:
        uid = str(exhibit.uid)
        acts = tuple(str(act.uid) for act in source.acts if _names(act.payload, uid))
        yield Item(uid, exhibit, acts or (str(source.acts[0].uid),))


def _names(payload: dict[str, Any] | None, uid: str) -> bool:
    listed = (payload or {}).get("exhibits") or ()
    return any(isinstance(each, dict) and each.get("uid") == uid for each in listed)


@grain("document")
def documents(source: Source) -> Iterable[Item]:
    """One record per paper that was made, withdrawn and replaced ones among them: their state says so."""
    for document in source.documents:
        yield Item(str(document.uid), document, (str(document.act_uid),) if document.act_uid else ())


@grain("service")
def services(source: Source) -> Iterable[Item]:
    """One record per paper that is to reach the party."""
    for paper in services_of(source.situation):
        acts = [paper.made.uid, *(each.act.uid for each in paper.attempts)]
        acts += [paper.served.uid] if paper.served else []
        yield Item(f"{paper.document.id}:{paper.made.uid}", paper, tuple(acts))


@condition("served", of="service")
def served(_: Source, paper: PaperService) -> bool:
    """It reached the party, or was announced."""
    return paper.served is not None


@value("exhibit.id", "证据标识")
def exhibit_id(_: Source, exhibit: Exhibit) -> str:
    return str(exhibit.uid)


@value("exhibit.kind", "证据种类")
def exhibit_kind(_: Source, exhibit: Exhibit) -> str:
    return exhibit.kind


@value("exhibit.title", "证据名称")
def exhibit_title(_: Source, exhibit: Exhibit) -> str:
    return exhibit.title


@value("exhibit.proves", "证明目的")
def exhibit_proves(_: Source, exhibit: Exhibit) -> str:
    return exhibit.proof_purpose


@value("exhibit.source", "来源")
def exhibit_source(_: Source, exhibit: Exhibit) -> str:
    return exhibit.source


@value("exhibit.collectors", "取证人")
def exhibit_collectors(_: Source, exhibit: Exhibit) -> list[str]:
    return [str(each.get("name", "")) for each in exhibit.collectors if each.get("name")]


@value("exhibit.collected_at", "取证时间")
def exhibit_collected_at(_: Source, exhibit: Exhibit) -> datetime:
    return exhibit.collected_at


@value("exhibit.place", "取证地点")
def exhibit_place(_: Source, exhibit: Exhibit) -> str:
    return exhibit.place


@value("exhibit.sm3", "文件摘要（SM3）")
def exhibit_sm3(_: Source, exhibit: Exhibit) -> str:
    return exhibit.sm3


@value("exhibit.size", "文件大小（字节）")
def exhibit_size(_: Source, exhibit: Exhibit) -> int:
    return exhibit.size


@value("document.id", "文书标识")
def document_id(_: Source, document: Document) -> str:
    return str(document.uid)


@value("document.form", "文种")
def document_form(_: Source, document: Document) -> str:
    return document.form


@value("document.title", "文书名称")
def document_title(_: Source, document: Document) -> str:
    return title_of(document)


@value("document.number", "文号")
def document_number(_: Source, document: Document) -> str:
    return document.number


@value("document.issued_on", "落款日期")
def document_issued_on(_: Source, document: Document) -> date:
    return document.issued_on


@value("document.version", "文书格式版本")
def document_version(_: Source, document: Document) -> str:
    return document.form_version


@value("document.hash", "内容摘要（SHA-256）")
def document_hash(_: Source, document: Document) -> str:
    return document.data_hash


@value("document.is_sealed", "已经盖章")
def document_is_sealed(_: Source, document: Document) -> bool:
    return document.seal_id is not None


@value("document.state", "文书状态")
def document_state(_: Source, document: Document) -> str:
    return document.state


@value("service.paper", "送达的文书")
def service_paper(_: Source, paper: PaperService) -> str:
    return paper.document.zh


@value("service.method", "送达方式", mend="services")
def service_method(_: Source, paper: PaperService) -> str:
    return str(paper.served.payload.get("served") or "") if paper.served else ""


@value("service.on", "送达生效日", mend="services")
def service_on(_: Source, paper: PaperService) -> date | None:
    return paper.effective_on


@value("service.at", "送达时间", mend="services")
def service_at(_: Source, paper: PaperService) -> datetime | None:
    return paper.served.occurred_at if paper.served else None


@value("service.receiver", "签收人", mend="services")
def service_receiver(_: Source, paper: PaperService) -> str:
    return str(paper.served.payload.get("receiver") or "") if paper.served else ""


@value("service.place", "送达地点", mend="services")
def service_place(_: Source, paper: PaperService) -> str:
    return str(paper.served.payload.get("left_at") or "") if paper.served else ""


@value("service.has_receipt", "送达回证已经收回", mend="services")
def service_has_receipt(_: Source, paper: PaperService) -> bool:
    return not paper.receipt_missing

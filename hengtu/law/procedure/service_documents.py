"""Every paper that must reach the party: which act makes it, which act is its service, which ways are shut to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.service_methods import METHODS

SERVED_GENERALLY = "document_served"


@dataclass(frozen=True)
class ServedDocument:
    """A paper to be served.

    ``made_by``: kinds of act after which it is to be served; ``service``: the kind of act that is its service.
    ``direct_first``: the law wants it handed over first; ``on_the_spot``: handed over where the measure is taken.
    ``handed_over``: the act that makes it hands it over itself where the party is there, so nothing is missing then.
    """

    id: str
    zh: str
    forms: tuple[str, ...]
    made_by: tuple[str, ...]
    service: str = SERVED_GENERALLY
    basis: tuple[str, ...] = ("CPL:87",)
    direct_first: bool = False
    on_the_spot: bool = False
    handed_over: bool = False


DOCUMENTS: Mapping[str, ServedDocument] = {
    each.id: each
    for each in (
        ServedDocument(
            "notice", "违法行为通知书", ("f11_violation_notice",), ("report_approved",), "notice_served", ("APL:44",)
        ),
        ServedDocument(
            "hearing_notice",
            "听证通知书",
            ("f12_hearing_notice",),
            ("hearing_appointed",),
            "hearing_notice_served",
            ("APL:64i2",),
        ),
        ServedDocument(
            "decision",
            "处理决定书",
            ("f15_penalty_decision", "x_no_penalty_decision"),
            ("decision_issued", "not_punished", "not_established"),
            "decision_served",
            ("APL:61p1",),
        ),
        ServedDocument(
            "reminder",
            "催告书",
            ("f19_reminder",),
            ("decision_served", "spot_decided"),
            "reminder_served",
            ("ACL:38",),
            direct_first=True,
        ),
        ServedDocument(
            "correction",
            "责令改正通知书",
            ("f16_correct_order",),
            ("correction_ordered",),
            basis=("APL:28p1",),
            handed_over=True,
        ),
        ServedDocument(
            "measure_decision",
            "行政强制措施决定书",
            ("f08_measure_decision",),
            ("measure_taken",),
            basis=("ACL:24",),
            on_the_spot=True,
            handed_over=True,
        ),
        ServedDocument(
            "measure_extension",
            "延长行政强制措施期限通知书",
            ("f09_measure_extension",),
            ("measure_extended",),
            basis=("ACL:25p2",),
        ),
        ServedDocument(
            "measure_release",
            "解除行政强制措施决定书",
            ("f10_measure_release",),
            ("measure_lifted",),
            basis=("ACL:28",),
            handed_over=True,
        ),
        ServedDocument(
            "testing_period",
            "检测、鉴定期间告知书",
            ("x_testing_period_notice",),
            ("testing_period_told",),
            basis=("ACL:25p3",),
            handed_over=True,
        ),
        ServedDocument(
            "deferral",
            "分期（延期）缴纳罚款通知书",
            ("f17_defer_notice",),
            ("instalments_granted", "deferral_refused"),
            basis=("APL:66p2",),
        ),
        ServedDocument(
            "enforcement_decision",
            "行政强制执行决定书",
            ("f20_enforcement_decision",),
            ("enforcement_decided",),
            basis=("ACL:38",),
            direct_first=True,
        ),
        ServedDocument(
            "substitute_decision",
            "代履行决定书",
            ("f21_substitute_decision",),
            ("substitute_decided",),
            basis=("ACL:38", "ACL:51"),
            direct_first=True,
        ),
        ServedDocument(
            "enforcement_change",
            "中止（终结、恢复）行政强制执行通知书",
            ("f22_suspend_end_resume",),
            ("enforcement_suspended", "enforcement_resumed", "enforcement_ended"),
            basis=("ACL:39p1", "ACL:40"),
        ),
        ServedDocument(
            "transfer_notice", "案件移送告知书", ("x_transfer_notice",), ("case_transferred",), basis=("MOT:9p1",)
        ),
    )
}
_BY_SERVICE = {each.service: each for each in DOCUMENTS.values() if each.service != SERVED_GENERALLY}
SERVICES = (*_BY_SERVICE, SERVED_GENERALLY)
# What may only be handed over where it was made; with the party absent it is brought afterwards, never sent by message.
_AFTERWARDS = frozenset({"mail", "entrust", "forward", "announce"})


def document_of(kind: str, named: object) -> ServedDocument | None:
    """Return the paper that an act serves or tries to serve: its own, or the one it names."""
    return _BY_SERVICE.get(kind) or DOCUMENTS.get(str(named or ""))


def ways_shut(
    document: ServedDocument, method: str, *, party_absent: bool, tried_directly: bool
) -> Iterator[Objection]:
    """Yield why a paper may not be served this way (ACL:24, ACL:38).

    Args:
        party_absent: the party was not there when the measure was taken.
        tried_directly: handing it over was tried, or refused, and is on file.
    """
    way = METHODS[method].zh
    if document.on_the_spot and (method == "electronic" or (method in _AFTERWARDS and not party_absent)):
        yield void(
            "service_method_forbidden",
            f"{document.zh}应当当场交付，不能采用{way}",
            ("ACL:24",),
            "请当场交付；当事人不在场的，写明情况，再直接送达或者留置送达。",
        )
    if document.direct_first and method not in ("direct", "leave") and not tried_directly:
        yield curable(
            "direct_service_first",
            f"{document.zh}应当先直接送达，还没有直接送达的记录，不能采用{way}",
            ("ACL:38",),
            "请先直接送达；当事人拒绝接收或者无法直接送达的，登记这次送达未成，再采用其他方式。",
        )

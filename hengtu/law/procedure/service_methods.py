"""The ways to serve a paper 送达方式: from which day each counts, under which article, and what it needs.

Order of the law: hand over, else leave at the residence, electronically with signed consent, by mail or through another
body where handing over is difficult, and by announcement last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.situation import service_day


@dataclass(frozen=True)
class Method:
    """One way to serve. ``counts_from`` ends the sentence 以…为送达日期; ``needs`` says the condition in words."""

    id: str
    zh: str
    counts_from: str
    needs: str
    basis: tuple[str, ...]
    slip: bool = True


METHODS: Mapping[str, Method] = {
    each.id: each
    for each in (
        Method(
            "direct",
            "直接送达",
            "受送达人在送达回证上签收的日期",
            "受送达人或者法律允许的代收人签收",
            ("CPL:87", "CPL:88"),
        ),
        Method(
            "leave", "留置送达", "把文书留在受送达人住所的日期", "拒绝签收，有见证人签名或者拍照、录像", ("CPL:89",)
        ),
        Method(
            "electronic",
            "电子送达",
            "本机关系统显示发送成功的日期",
            "当事人在送达地址确认书上签名同意，没有撤回",
            ("APL:61p2", "MOT:18i3"),
            slip=False,
        ),
        Method(
            "mail", "邮寄送达", "回执上注明的收件日期", "直接送达有困难，回执写明谁签收；退回的不是送达", ("CPL:91",)
        ),
        Method("entrust", "委托送达", "受送达人签收的日期", "直接送达有困难，写明受委托的机关", ("CPL:91",)),
        Method(
            "forward",
            "转交送达",
            "受送达人签收的日期",
            "受送达人是军人、被监禁或者被采取强制性教育措施",
            ("CPL:92", "CPL:93", "CPL:94"),
        ),
        Method(
            "announce",
            "公告送达",
            "公告期满的日期",
            "下落不明或者其他方式都无法送达，写明原因和经过",
            ("CPL:95", "MOT:18"),
            slip=False,
        ),
    )
}
# Who may sign for whom (CPL:88): a citizen's family living with him, an organisation's head or mail room.
RECEIVERS = {
    "party": "受送达人本人",
    "adult_family": "同住的成年家属",
    "agent": "代理人",
    "designated": "受送达人指定的代收人",
    "legal_representative": "法定代表人、主要负责人",
    "mail_clerk": "收发人员",
}
OF_CITIZENS, OF_ORGANISATIONS = frozenset({"party", "adult_family"}), frozenset({"legal_representative", "mail_clerk"})
ARRIVAL_PROVED = "arrival_proved"


@dataclass(frozen=True)
class ServiceReason:
    """Why a paper counts as served on its day: one sentence, and the articles it rests on."""

    sentence: str
    basis: tuple[str, ...]


def reason_of(act: LegalAct) -> ServiceReason | None:
    """Return why an act of service counts from its day; None for an act that names no method.

    Source: CPL:87 to CPL:95, APL:61, MOT:18
    """
    method = METHODS.get(str(act.payload.get("served")))
    if method is None:
        return None
    day = day_zh(service_day(act))
    if method.id == "electronic" and act.payload.get(ARRIVAL_PROVED):
        said = f"电子送达，当事人证明文书到达其确认的系统的日期是{day}，以当事人证明的日期为送达日期。"
        return ServiceReason(said, ("MOT:18i3",))
    return ServiceReason(f"{method.zh}，以{method.counts_from}为送达日期：{day}。", method.basis)

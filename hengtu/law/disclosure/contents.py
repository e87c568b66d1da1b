"""What is published of which act, which fields it has, and how each field is masked (APL:48p1, APL:50, GB118)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hengtu.law.settings import procedure_setting

DECISION, RESULT = "decision", "result"


class Mask(StrEnum):
    """How a field is masked before it is published."""

    PLAIN = "plain"  # as it stands: it names nobody
    PARTY = "party"  # a person's name hidden, an organisation's in full
    ORGANISATION = "organisation"  # only where the party is one
    TEXT = "text"  # free text: names, numbers, plates, phones, homes are taken out


@dataclass(frozen=True)
class PublicField:
    """One field of a public record."""

    key: str
    zh: str
    mask: Mask


@dataclass(frozen=True)
class Publishing:
    """What is published of one kind of act.

    ``term``: the deadline of the rulebook; ``published_by``: the act that publishes; ``is_required``: False where only
    a place's own rule asks for it.
    """

    kind: str
    zh: str
    about: str
    term: str
    published_by: str
    basis: tuple[str, ...]
    is_required: bool = True


# GB118: agency, party, number, item, facts summary, basis, result, date
FIELDS = (
    PublicField("agency", "执法机关", Mask.PLAIN),
    PublicField("party", "当事人", Mask.PARTY),
    PublicField("credit_code", "统一社会信用代码", Mask.ORGANISATION),
    PublicField("number", "决定书文号", Mask.PLAIN),
    PublicField("item", "违法事项", Mask.PLAIN),
    PublicField("facts", "主要事实", Mask.TEXT),
    PublicField("basis", "依据", Mask.PLAIN),
    PublicField("result", "处理结果", Mask.TEXT),
    PublicField("decided_on", "决定日期", Mask.PLAIN),
)
_PENALTY, _OTHER = ("APL:48p1", "GB118"), ("GB118", "GIR:26")
PUBLISHINGS = {
    each.kind: each
    for each in (
        Publishing("decision_issued", "行政处罚决定", DECISION, "publish_penalty", "decision_published", _PENALTY),
        Publishing("spot_decided", "当场行政处罚决定", DECISION, "publish_penalty", "decision_published", _PENALTY),
        Publishing("not_punished", "不予行政处罚决定", DECISION, "publish_other", "decision_published", _OTHER, False),
        Publishing("enforcement_decided", "行政强制执行决定", RESULT, "publish_other", "result_published", _OTHER),
        Publishing("substitute_decided", "代履行决定", RESULT, "publish_other", "result_published", _OTHER),
    )
}  # fmt: skip


def is_required(publishing: Publishing, jurisdiction: str, on: date) -> bool:
    """Return whether an act is published without anybody asking.

    A decision not to punish is published where the place says so (setting ``publish_no_penalty``): no national text
    puts it among the penalties of APL:48.

    Raises: LawError ``unknown_jurisdiction``.
    """
    if publishing.is_required:
        return True
    row = procedure_setting("publish_no_penalty", jurisdiction, on)
    return row is not None and row["value"] == "yes"

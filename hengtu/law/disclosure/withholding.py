"""What is never published, and on which grounds a head withholds a decision or a part of it (GIR:14 to GIR:16)."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE, PART = "whole", "part"
SCOPES = {WHOLE: "全部不予公开", PART: "部分不公开"}


@dataclass(frozen=True)
class Ground:
    """One ground of withholding; ``whole_only``: hiding a part would not be enough."""

    id: str
    zh: str
    basis: tuple[str, ...]
    whole_only: bool = False


GROUNDS = {
    each.id: each
    for each in (
        Ground("state_secret", "涉及国家秘密", ("APL:50", "GIR:14")),
        Ground("business_secret", "涉及商业秘密，公开会损害其合法权益", ("APL:50", "GIR:15")),
        Ground("privacy", "涉及个人隐私，公开会损害其合法权益", ("APL:50", "GIR:15")),
        Ground("minor", "当事人行为时不满十八周岁", ("APL:50", "GIR:15"), whole_only=True),
        Ground("danger", "可能危及国家安全、公共安全、经济安全、社会稳定", ("GIR:14",)),
        Ground("open_investigation", "公开会妨碍尚未办结的其他案件的调查", ("GIR:16",)),
    )
}  # fmt: skip

"""What is never published, and on which grounds a head withholds a decision or a part of it (GIR:14 to GIR:16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.moment import Moment

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


def ground_fits(moment: Moment) -> Iterator[Objection]:
    """The ground is one the law knows, and hiding a part can be enough for it."""
    ground, scope = GROUNDS.get(str(moment.asked("ground"))), moment.asked("scope")
    if ground is None:
        names = "、".join(each.zh for each in GROUNDS.values())
        yield curable(
            "withholding_ground_unknown", f"没有写明不予公开的情形：{names}", ("GIR:14", "GIR:15"), "请选择其中一种。"
        )
    elif scope == PART and ground.whole_only:
        yield curable(
            "withholding_part_not_enough",
            f"{ground.zh}的决定不公开，遮盖一部分不够",
            ground.basis,
            "请选择全部不予公开。",
        )


def scope_fits(moment: Moment) -> Iterator[Objection]:
    """Either everything is withheld, or the passages to be hidden are named."""
    scope = moment.asked("scope")
    if scope not in SCOPES:
        yield curable("withholding_scope_unknown", "没有写明是全部还是部分不公开", ("GIR:37",), "请选择全部或者部分。")
    elif scope == PART and not moment.asked("parts"):
        yield curable(
            "withholding_parts_missing", "部分不公开的，没有写明遮盖哪些文字", ("GIR:37",), "请一行写一处要遮盖的文字。"
        )


def review_day_follows(moment: Moment) -> Iterator[Objection]:
    """A withholding is looked at again on a day named beforehand: what stands in the way may pass (GIR:18)."""
    day = str(moment.asked("review_on") or "")
    if day <= moment.on.isoformat():  # also where nothing was written
        yield curable(
            "withholding_review_day",
            "没有写明以后哪一天复查能否公开",
            ("GIR:18",),
            "请填写一个以后的日期，例如三个月以后。",
        )

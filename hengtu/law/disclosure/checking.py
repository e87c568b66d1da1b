"""The disclosure check: may this text go out, and may it go out without anybody looking (APL:48, APL:50)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hengtu.law.objections import Objection, curable, void

ADULT = 18
SENSITIVE = (
    "国家秘密", "绝密", "机密级", "秘密级", "商业秘密", "个人隐私", "病历", "疾病", "残疾", "未成年", "学生",
    "婚姻", "宗教",
)  # fmt: skip


@dataclass(frozen=True)
class Examined:
    """What the check is asked about: one party of one decision, the masked text, and what is known of the person.

    ``age``: full years on the day of the violation, None where the day of birth is not known; ``left``: numbers and
    names that still stand in the masked text; ``suspected``: words that may be somebody's name; ``trade_name``: the
    name of an individual business in which the operator may be named, whom nobody has registered.
    """

    is_person: bool
    age: int | None
    masked: str
    left: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    heard_in_private: bool = False
    is_juvenile_ground: bool = False
    trade_name: str = ""


def age_on(born_on: date | None, day: date) -> int | None:
    """Return full years on a day; None where the day of birth is not known."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def bars(examined: Examined) -> tuple[Objection, ...]:
    """Return what forbids publishing, whoever wants it."""
    return tuple(_bars(examined))


def doubts(examined: Examined) -> tuple[Objection, ...]:
    """Return what a person has to look at first; nothing goes out by itself while there is one."""
    return tuple(_doubts(examined))


def is_minor(examined: Examined) -> bool:
    """Whether the party was under eighteen, by the day of birth or by the ground of the decision."""
    return examined.is_juvenile_ground or (examined.is_person and examined.age is not None and examined.age < ADULT)


def _bars(examined: Examined) -> Iterator[Objection]:
    if is_minor(examined):
        yield void(
            "publication_of_minor",
            "当事人行为时不满十八周岁，处理决定不公开",
            ("APL:50", "GIR:15"),
            "请由负责人办理“决定不予公开”，选择“当事人行为时不满十八周岁”。",
        )
    if examined.left:
        yield curable(
            "publication_identifies",
            f"遮盖以后还能认出个人：{'、'.join(examined.left[:3])}",
            ("APL:50",),
            "请在案件的“结果公示”页加上要遮盖的文字，再公开。",
        )


def _doubts(examined: Examined) -> Iterator[Objection]:
    if examined.is_person and examined.age is None and not examined.is_juvenile_ground:
        yield curable(
            "publication_age_unknown", "没有登记当事人的出生日期，不能确认已满十八周岁", ("APL:50",),
            "请补充身份证件号码，或者由负责人核对以后公开。",
        )  # fmt: skip
    if examined.suspected:
        yield curable(
            "publication_maybe_name", f"可能是其他人的姓名：{'、'.join(examined.suspected[:3])}", ("APL:50",),
            "请核对：是姓名的，加上遮盖；不是的，由负责人公开。",
        )  # fmt: skip
    if examined.trade_name:
        yield curable(
            "publication_trade_name", f"字号“{examined.trade_name}”里可能有经营者的姓名，还没有登记经营者", ("APL:50",),
            "请在当事人资料里登记经营者，系统就会遮盖；字号里没有姓名的，由负责人公开。",
        )  # fmt: skip
    if words := [word for word in SENSITIVE if word in examined.masked]:
        yield curable(
            "publication_sensitive", f"事实里提到“{'”“'.join(words[:3])}”", ("APL:50", "GIR:14", "GIR:15"),
            "请核对是否涉及国家秘密、商业秘密或者个人隐私。",
        )  # fmt: skip
    if examined.heard_in_private:
        yield curable(
            "publication_private_hearing", "本案的听证不公开举行", ("APL:64i3",),
            "请核对不公开听证的原因是否也不能公开决定。",
        )  # fmt: skip

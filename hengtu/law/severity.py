"""Which of two penalties is heavier: a partial order, for "not heavier" (APL:45p2); incomparable is an answer.

The law lists kinds of penalty (APL:9) without ranking them. Only what follows from the kinds themselves is ordered: a
permit suspended is less than the permit revoked, business restricted is less than business stopped, a warning is less
than anything but nothing. A fine is not comparable with a suspension; money is compared with money of its own kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from hengtu.law.money import yuan_zh
from hengtu.law.outcome import KINDS_ZH


class Order(Enum):
    """How the first of two compares with the second."""

    LIGHTER = "lighter"
    SAME = "same"
    HEAVIER = "heavier"
    INCOMPARABLE = "incomparable"


# kind -> the kinds that are next above it; the rest follows by going on
NEXT_ABOVE: dict[str, tuple[str, ...]] = {
    "none": ("warning", "confiscate"),
    "warning": (
        "public_criticism",
        "fine",
        "confiscate_items",
        "suspend_certificate",
        "downgrade_qualification",
        "restrict_business",
        "restrict_employment",
    ),
    "suspend_certificate": ("revoke",),
    "downgrade_qualification": ("revoke",),
    "restrict_business": ("suspend_business",),
    "suspend_business": ("close_down",),
}
SAME_WORDS = {
    "revoke_permit": "revoke",
    "suspend_permit": "suspend_certificate",
    "downgrade": "downgrade_qualification",
    "stop_business": "suspend_business",
    "bar_person": "restrict_employment",
    "confiscate_gain": "confiscate",
    "confiscate_illegal_gains": "confiscate",
    "confiscate_goods": "confiscate_items",
}
MONEY = frozenset({"fine", "confiscate"})
OTHER_NAMES_ZH = {
    "public_criticism": "通报批评",
    "restrict_business": "限制开展生产经营活动",
    "close_down": "责令关闭",
    "confiscate": "没收违法所得",
}


@dataclass(frozen=True)
class Sanction:
    """A penalty as it is compared: its kinds, the fine and the confiscated gains in yuan."""

    kinds: frozenset[str]
    fine_yuan: float = 0
    confiscate_yuan: float = 0

    @property
    def ordered(self) -> frozenset[str]:
        """The kinds under the words this module knows them by."""
        return frozenset(SAME_WORDS.get(kind, kind) for kind in self.kinds) - {"none", ""}


def name_zh(kind: str) -> str:
    """Return what people call a kind of penalty."""
    known = SAME_WORDS.get(kind, kind)
    return OTHER_NAMES_ZH.get(known) or KINDS_ZH.get(known, kind)


def compare_kinds(first: str, second: str) -> Order:
    """Compare two kinds of penalty, whatever their amounts and durations.

    Example:
        >>> compare_kinds("suspend_certificate", "revoke")
        <Order.LIGHTER: 'lighter'>
        >>> compare_kinds("fine", "suspend_business")
        <Order.INCOMPARABLE: 'incomparable'>
    """
    left, right = SAME_WORDS.get(first, first), SAME_WORDS.get(second, second)
    if left == right:
        return Order.SAME
    if right in _above(left):
        return Order.LIGHTER
    return Order.HEAVIER if left in _above(right) else Order.INCOMPARABLE


@cache
def _above(kind: str) -> frozenset[str]:
    following = NEXT_ABOVE.get(kind, ())
    return frozenset(following).union(*(_above(each) for each in following))


def compare(first: Sanction, second: Sanction) -> Order:
    """Compare two whole penalties; incomparable where each is heavier in something, or a kind has no rank."""
    more, less = any(heavier_in(first, second)), any(heavier_in(second, first))
    if more and less:
        return Order.INCOMPARABLE
    if not more and not less:
        return Order.SAME
    return Order.HEAVIER if more else Order.LIGHTER


def heavier_in(decided: Sanction, told: Sanction) -> Iterator[str]:
    """Say in what one penalty is heavier than another, or cannot be shown not to be; nothing when it is not heavier.

    A kind that was not told is no heavier when it takes the place of one that was told and lies above it.
    Source: APL:45p2
    """
    if decided.fine_yuan > told.fine_yuan:
        more = yuan_zh(decided.fine_yuan - told.fine_yuan)
        yield f"决定罚款 {yuan_zh(decided.fine_yuan)}，比告知的 {yuan_zh(told.fine_yuan)}多 {more}"
    if decided.confiscate_yuan > told.confiscate_yuan:
        yield f"决定没收 {yuan_zh(decided.confiscate_yuan)}，告知的是 {yuan_zh(told.confiscate_yuan)}"
    dropped = told.ordered - decided.ordered
    for kind in sorted(decided.ordered - told.ordered - MONEY):
        ranks = {compare_kinds(kind, other) for other in dropped}
        if Order.LIGHTER not in ranks:
            yield _said_of(kind, ranks)


def _said_of(kind: str, ranks: set[Order]) -> str:
    if Order.HEAVIER in ranks or not ranks:
        return f"决定的处罚种类有告知中没有的「{name_zh(kind)}」"
    return f"决定的「{name_zh(kind)}」与告知的处罚种类不能比较轻重，按没有告知处理"

"""The ways a case is closed, each with what must be true of it.

The chapter on closing of the ministry's rule (MOT:ch8) was seen, its list was not read: the kinds are a setting of this
system. They are chosen and stated; no article is printed for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.crime import OPENED, referral_of
from hengtu.law.procedure.matters import plain
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.shares import shares_of
from hengtu.law.procedure.situation import Situation


@dataclass(frozen=True)
class ClosingKind:
    """One way to close. ``id`` is what acts carry under ``closing``, ``code`` what the closing report prints."""

    id: str
    code: str
    zh: str
    holds: Callable[[Moment], Iterator[Objection]]


def closing_of(moment: Moment) -> ClosingKind:
    """Return the kind an act states, else the one that follows from the case.

    Raises: KeyError for a kind that is not in the table.
    """
    named = moment.asked("closing")
    return CLOSING_KINDS[str(named)] if named else CLOSING_KINDS[implied_closing(moment.situation)]


def implied_closing(situation: Situation) -> str:
    """The kind that follows from how the case was decided, where nobody states another."""
    if situation.has("not_punished"):
        return "not_punished"
    if situation.has("not_established", "investigation_ended", "filing_cancelled"):
        return "filing_cancelled"
    if situation.has("case_transferred") or referral_of(situation).last_answer == OPENED:
        return "transferred"
    return "carried_out"


def _cancelled(moment: Moment) -> Iterator[Objection]:
    if not moment.situation.has("investigation_ended", "not_established", "filing_cancelled"):
        yield _unfit("没有终止调查、撤销立案或者认定违法事实不能成立的决定", "请先作出相应的决定。")


def _not_punished(moment: Moment) -> Iterator[Objection]:
    if not moment.situation.has("not_punished"):
        yield _unfit("没有不予行政处罚的决定", "请选择与处理结果一致的结案情形。")


def _carried_out(moment: Moment) -> Iterator[Objection]:
    """Everything decided is paid, the additional fine included, unless enforcement was lawfully ended."""
    if moment.situation.has("not_punished", "not_established", "investigation_ended"):
        return
    open_yuan, owing = _still_pursued(moment)
    if open_yuan > 0:
        yield curable(
            "not_carried_out",
            f"{owing}还有 {plain(open_yuan)} 元没有缴纳",
            ("APL:66p1",),
            "请在缴清后结案；申请法院执行已受理、依法终结执行等其他情形，选择相应的结案情形。",
        )


def _still_pursued(moment: Moment) -> tuple[float, str]:
    """What is neither paid nor given up, and by whom where there are several: the case waits for the last of them."""
    names = {each.id: each.name for each in moment.case.parties}
    shares = shares_of(moment.situation) or {"": moment.situation}
    owed = {
        party: settle(share, moment.on).outstanding_yuan
        for party, share in shares.items()
        if not share.has("enforcement_ended")
    }
    return round(sum(owed.values()), 2), "、".join(names.get(party, "") for party, yuan in owed.items() if yuan)


# What another part of the procedure calls handing the case to the competent body or to the judicial organs.
TRANSFERS = ("case_transferred", "crime_sent_to_police")


def _transferred(moment: Moment) -> Iterator[Objection]:
    if not moment.situation.has(*TRANSFERS):
        yield _unfit("没有移送的记录", "请先办理移送。")


def _object_lost(moment: Moment) -> Iterator[Objection]:
    """Enforcement was ended on a ground of the statute (ACL:40); before there is a decision a reason is stated."""
    if not moment.situation.has("enforcement_ended"):
        yield _unfit("没有终结执行的决定", "请先按法定情形终结执行（行政强制法第四十条）。")
        return
    open_yuan, owing = _still_pursued(moment)
    if open_yuan > 0:
        yield _unfit(f"{owing}的执行没有终结，还有 {plain(open_yuan)} 元没有缴纳", "请等各当事人都缴清或者终结执行。")


def _other(moment: Moment) -> Iterator[Objection]:
    if not moment.asked("reason"):
        yield _unfit("没有写明是什么情形", "请写明结案的理由。")
    elif _still_pursued(moment)[0] > 0:
        yield curable(
            "not_carried_out",
            "罚款没有缴清，不能按其他情形结案",
            ("APL:66p1",),
            "请在缴清、终结执行或者法院受理执行申请以后结案。",
        )


def _court_accepted(moment: Moment) -> Iterator[Objection]:
    waiting = [name for name, share in _owing(moment) if not _is_accepted(share)]
    if waiting or not moment.situation.has("court_accepted"):
        yield _unfit(
            f"人民法院还没有受理{'、'.join(filter(None, waiting))}强制执行的申请",
            "请在登记法院受理以后再按这种情形结案。",
        )


def _owing(moment: Moment) -> list[tuple[str, Situation]]:
    """Those who still have something to pay that was not given up, each with its share; one without a name alone."""
    shares = shares_of(moment.situation)
    if not shares:
        return [("", moment.situation)]
    names = {each.id: each.name for each in moment.case.parties}
    return [
        (f"对{names[party]}", share)
        for party, share in shares.items()
        if settle(share, moment.on).outstanding_yuan > 0 and not share.has("enforcement_ended")
    ]


def _is_accepted(share: Situation) -> bool:
    accepted = share.last("court_accepted")
    return accepted is not None and not share.after(accepted, "court_refused")


def _unfit(message: str, remedy: str) -> Objection:
    return curable("closing_does_not_fit", message, (), remedy)


_KINDS = (
    ClosingKind("filing_cancelled", "CL1", "撤销立案、终止调查或者违法事实不能成立", _cancelled),
    ClosingKind("not_punished", "CL2", "作出不予行政处罚决定", _not_punished),
    ClosingKind("carried_out", "CL3", "作出处罚决定且已执行完毕", _carried_out),
    ClosingKind("transferred", "CL4", "移送有管辖权的行政机关或者司法机关", _transferred),
    ClosingKind("object_lost", "CL5", "执行标的灭失等客观原因，已经终结执行", _object_lost),
    ClosingKind("other", "CL6", "其他应予结案的情形", _other),
    ClosingKind("court_accepted", "CL7", "申请人民法院强制执行且法院已经受理", _court_accepted),
)
CLOSING_KINDS = {kind.id: kind for kind in _KINDS}

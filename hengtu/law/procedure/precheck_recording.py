"""The pre-check of the whole-process record (APL:47): acts of the list without a film, certificates not shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.finding import Finding, Gravity
from hengtu.law.procedure.situation import Situation
from hengtu.law.recording.duties import FILM, IDENTITY, Duty, duty_of

# How it was recorded that certificates were shown: in the record the party signed, filmed, photographed, on a screen.
IDENTITY_WAYS = {
    "record": "笔录写明、当事人签名",
    "recording": "执法记录仪录下",
    "photo": "拍照",
    "screen": "电子证件扫码或者亮屏",
}
IDENTITY_SHOWN, FILMED = "identity_shown", "filmed"


def recording_findings(
    whole: Situation, acts: tuple[LegalAct, ...], recorded: Collection[str] | None
) -> Iterator[Finding]:
    """Yield what the record of the standing acts lacks. Without ``recorded`` nothing is said about films.

    Source: APL:47, APL:55p1; the list is that of the place on the day of each act
    """
    case = whole.case
    if case is None:
        return
    standing = {id(act) for act in whole.acts} | {act.uid for act in whole.acts if act.uid}
    for number, act in enumerate(acts, start=1):
        if id(act) not in standing and act.uid not in standing:
            continue
        film = duty_of(act, category=case.category, place=case.jurisdiction, mode=FILM)
        filmed = act.payload.get(FILMED) is True or recorded is None or act.uid in recorded
        if film is not None and not filmed:
            yield _not_filmed(film, number, act)
        identity = duty_of(act, category=case.category, place=case.jurisdiction, mode=IDENTITY)
        if identity is not None and not act.payload.get(IDENTITY_SHOWN):
            yield _not_shown(identity, number, act)


def _not_filmed(duty: Duty, number: int, act: LegalAct) -> Finding:
    return Finding(
        "recording_missing",
        Gravity.SERIOUS,
        f"{duty.name}要有音像记录（{duty.layer}：{duty.rests_on}），没有找到",
        duty.basis or ("APL:47",),
        "请导入记录仪里的视频或者人工关联；确实没有的，写明原因报负责人审核。",
        number,
        act.kind,
        act.uid,
    )


def _not_shown(duty: Duty, number: int, act: LegalAct) -> Finding:
    return Finding(
        "identity_not_recorded",
        Gravity.NOTE,
        "没有记明向当事人或者有关人员出示了执法证件",
        duty.basis,
        "请用更正写明出示的时间和怎样留下的记录。",
        number,
        act.kind,
        act.uid,
    )


def recorded_in(acts: Iterable[LegalAct]) -> frozenset[str] | None:
    """Return an empty set where acts say of themselves whether they were filmed (``filmed``), so that it is judged;
    None where no act says either: then films are not judged."""
    return frozenset() if any(FILMED in act.payload for act in acts) else None

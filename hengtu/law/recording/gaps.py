"""What the record of a step lacks 全过程记录缺口: every step has operator, time, device and place (APL:47)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

WORDS = {
    "video": "没有音像记录",
    "operator": "没有记明执法人员",
    "time": "没有记明时间",
    "place": "没有记明地点",
    "device": "没有记明记录的设备",
    "identity": "没有记明出示执法证件",
}
WAYS_OUT = {
    "video": "导入视频或者人工关联；确实没有的，写明原因报负责人审核。",
    "operator": "用更正写明是谁办的。",
    "time": "用更正写明起止时间。",
    "place": "用更正写明地点。",
    "device": "补录和导入的，写明当时用什么记录。",
    "identity": "用更正写明出示证件的时间和方式。",
}


@dataclass(frozen=True)
class StepRecord:
    """What is known of one step in the field, as its act has it. ``must_film`` and ``filmed`` come from the matching;
    ``must_identify`` from the list."""

    operators: int
    occurred_at: datetime | None
    place: str
    device: str
    must_film: bool = False
    filmed: bool = False
    must_identify: bool = False
    identified: bool = False


def gaps_of(step: StepRecord) -> Iterator[str]:
    """Yield the codes of what is missing, in the order of ``WORDS``. Source: APL:47, APL:55p1."""
    if step.must_film and not step.filmed:
        yield "video"
    if not step.operators:
        yield "operator"
    if step.occurred_at is None:
        yield "time"
    if not step.place.strip():
        yield "place"
    if not step.device.strip():
        yield "device"
    if step.must_identify and not step.identified:
        yield "identity"


def is_prompt(occurred_at: datetime, recorded_at: datetime, *, within: timedelta) -> bool:
    """Whether a step was recorded in time; exactly at the end still counts."""
    return recorded_at - occurred_at <= within

"""The clock of a body camera: what it showed, how far it was off, whether the corrected time can be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Trust(StrEnum):
    """Whether a recording may be matched by time. Only ``TRUSTED`` is; everything else is linked by hand."""

    TRUSTED = "TRUSTED"
    CLOCK_UNKNOWN = "CLOCK_UNKNOWN"
    CLOCK_FAR_OFF = "CLOCK_FAR_OFF"
    IN_THE_FUTURE = "IN_THE_FUTURE"
    ENDS_BEFORE_START = "ENDS_BEFORE_START"
    OFFICER_UNKNOWN = "OFFICER_UNKNOWN"
    CAMERA_OF_TWO = "CAMERA_OF_TWO"


WORDS = {
    Trust.TRUSTED: "时间可信",
    Trust.CLOCK_UNKNOWN: "没有校过时钟，误差不明",
    Trust.CLOCK_FAR_OFF: "时钟相差太多",
    Trust.IN_THE_FUTURE: "校正后的时间晚于入库时间",
    Trust.ENDS_BEFORE_START: "结束时间不晚于开始时间",
    Trust.OFFICER_UNKNOWN: "不知道是谁佩戴的",
    Trust.CAMERA_OF_TWO: "领用登记或者清单上不止一人",
}


@dataclass(frozen=True)
class Measured:
    """One comparison of clocks: at ``at`` (true time) the camera was ahead by ``offset`` (negative: behind)."""

    at: datetime
    offset: timedelta


@dataclass(frozen=True)
class Reading:
    """When something was filmed. Without a known offset the camera's own times stand, and ``trust`` says so."""

    starts_at: datetime
    ends_at: datetime
    offset: timedelta | None
    trust: Trust


def offset_at(ends_at: datetime, measured: Iterable[Measured], *, within: timedelta) -> timedelta | None:
    """Return the offset that counts for a recording that ended then: the first measured after it, else the last before.

    A camera is compared when it is docked, after recording; what was measured longer than ``within`` away says nothing.
    The camera's own end is compared with the measurement as the camera would have shown it.
    """
    near = [each for each in measured if abs(each.at + each.offset - ends_at) <= within]
    after = [each for each in near if each.at + each.offset >= ends_at]
    if after:
        return min(after, key=lambda each: each.at).offset
    return max(near, key=lambda each: each.at).offset if near else None


def reading_of(
    starts_at: datetime, ends_at: datetime, offset: timedelta | None, *, docked_at: datetime, largest: timedelta
) -> Reading:
    """Correct the camera's times by the measured offset and say whether the result may be matched by itself.

    Args:
        starts_at, ends_at: as the camera's clock had them (aware).
        offset: by how much the camera was ahead; None when nobody measured it.
        docked_at: when the file came in: nothing was filmed after that.
        largest: an offset beyond it is a clock that was lost, not one that drifts.
    """
    if ends_at <= starts_at:
        return Reading(starts_at, ends_at, offset, Trust.ENDS_BEFORE_START)
    if offset is None:
        return Reading(starts_at, ends_at, None, Trust.CLOCK_UNKNOWN)
    begin, end = starts_at - offset, ends_at - offset
    trust = Trust.TRUSTED
    if abs(offset) > largest:
        trust = Trust.CLOCK_FAR_OFF
    elif end > docked_at:
        trust = Trust.IN_THE_FUTURE
    return Reading(begin, end, offset, trust)

"""Times and places that disagree: the camera's, the device's, the record's. A finding, never a silent correction."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from hengtu.evidence.models import Capture, Exhibit
from hengtu.evidence.selectors.particulars import Statements, claims_in, newest
from hengtu.lib.picture_claims import Claims

EARTH_M = 6_371_000


@dataclass(frozen=True)
class Difference:
    """``code`` is stable; ``message`` says in Chinese what disagrees and by how much."""

    code: str
    message: str


def differences_of(exhibit: Exhibit, capture: Capture | None = None) -> tuple[Difference, ...]:
    """Return what of an exhibit's times and places disagrees beyond the settings; empty where all agree or is unsaid.

    The bounds are settings (``HENGTU_CAMERA_CLOCK_MINUTES``, ``HENGTU_CAMERA_PLACE_METRES``): no law gives them.
    Source: APL:46p2 (evidence must be verified)
    """
    return differences_in(exhibit, capture, newest(exhibit))


def differences_in(exhibit: Exhibit, capture: Capture | None, statements: Statements) -> tuple[Difference, ...]:
    """Return the same where what is stated about the exhibit is read already."""
    claims = claims_in(statements)
    return (*_times(exhibit, capture, claims), *_clock(capture), *_places(exhibit, claims))


def _times(exhibit: Exhibit, capture: Capture | None, claims: Claims) -> Iterator[Difference]:
    # a document's date says when it was written, not when it was taken as evidence
    if claims.taken_at is None or not exhibit.media_type.startswith(("image/", "video/", "audio/")):
        return
    recorded, whose = (capture.device_at, "设备时间") if capture else (exhibit.collected_at, "填写的取证时间")
    apart = claims.taken_at - recorded
    if abs(apart) > timedelta(minutes=settings.HENGTU_CAMERA_CLOCK_MINUTES):
        yield Difference("camera_clock_differs", f"文件自带的拍摄时间比{whose}{_apart(apart)}，可能是相机时钟不准")


def _clock(capture: Capture | None) -> Iterator[Difference]:
    if capture is None or capture.clock_offset_seconds is None:
        return
    apart = timedelta(seconds=capture.clock_offset_seconds)
    if abs(apart) > timedelta(minutes=settings.HENGTU_CAMERA_CLOCK_MINUTES):
        yield Difference("device_clock_differs", f"取证设备的时钟比服务器{_apart(apart)}，取证时间按服务器时钟写")


def _places(exhibit: Exhibit, claims: Claims) -> Iterator[Difference]:
    here, there = _place(exhibit.latitude, exhibit.longitude), _place(claims.latitude, claims.longitude)
    metres = metres_between(here, there) if here and there else 0.0
    if metres > settings.HENGTU_CAMERA_PLACE_METRES:
        far = f"{metres / 1000:.1f}公里" if metres >= 1000 else f"{metres:.0f}米"
        yield Difference("camera_place_differs", f"文件自带的拍摄位置与设备定位相距{far}")


def _place(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two places (latitude, longitude in degrees) along the earth, in metres."""
    south, north = math.radians(one[0]), math.radians(other[0])
    half_up, half_across = (north - south) / 2, math.radians(other[1] - one[1]) / 2
    chord = math.sin(half_up) ** 2 + math.cos(south) * math.cos(north) * math.sin(half_across) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(min(1.0, chord)))


def _apart(apart: timedelta) -> str:
    """Write how far a clock runs ahead (快) or behind (慢), in the largest two units."""
    minutes = round(abs(apart).total_seconds() / 60)
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    parts = [f"{days}天" if days else "", f"{hours}小时" if hours else "", f"{left}分钟" if left and not days else ""]
    return ("早" if apart < timedelta() else "晚") + "".join(parts)

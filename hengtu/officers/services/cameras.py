"""Keeping body cameras: registering one, handing it out and taking it back, comparing its clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from hengtu.agencies.administration import Change, Mandate, record_change
from hengtu.agencies.models import Agency
from hengtu.agencies.policies import Role
from hengtu.lib.coded_error import CodedError
from hengtu.officers.models import BodyCamera, CameraAssignment, ClockCheck, Officer

# Who keeps the equipment of a unit. An officer docks his own camera and compares its clock, no more.
KEEPERS = frozenset(
    {Role.HANDLING_UNIT_HEAD, Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_HEAD, Role.ARCHIVIST, Role.ADMIN}
)
LONGEST_OFFSET = timedelta(days=36_500)


class CameraRefused(CodedError):
    """Something about a camera that is not in order."""


def may_keep_cameras(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles registers and hands out cameras."""
    return bool(KEEPERS & {role.upper() for role in roles})


@transaction.atomic
def register_camera(*, agency: Agency, serial: str, model: str, mandate: Mandate) -> BodyCamera:
    """Enter a camera of an agency, in use from the day of the mandate. Raises: CameraRefused ``camera_known``."""
    serial, model = serial.strip(), model.strip()
    if not serial or not model:
        raise CameraRefused("camera_incomplete", "请写明记录仪的出厂编号和型号。")
    if BodyCamera.objects.filter(serial=serial).exists():
        raise CameraRefused("camera_known", f"编号{serial}的记录仪已经登记过了，请核对编号。")
    camera = BodyCamera(serial=serial[:64], model=model[:100], effective_from=mandate.day)
    camera.place_in(agency)
    camera.save(force_insert=True)
    record_change(agency, "camera_registered", mandate, subject=str(camera), effective_from=mandate.day)
    return camera


@transaction.atomic
def hand_out(
    *, camera: BodyCamera, officer: Officer, starts_at: datetime, mandate: Mandate, ends_at: datetime | None = None
) -> CameraAssignment:
    """Assign a camera to an officer from an instant on; nobody else may wear it meanwhile.

    Args:
        ends_at: when it comes back, where that is known already.
    Raises: CameraRefused ``camera_worn`` naming who wears it, ``camera_elsewhere`` for an officer of another subject.
    """
    if ends_at is not None and ends_at <= starts_at:
        raise CameraRefused("ends_before_start", "交还时间须晚于领用时间，请核对。")
    if officer.legal_subject_id != camera.legal_subject_id:
        raise CameraRefused("camera_elsewhere", f"{officer.name}不是本机关的人员，记录仪不能领给他。")
    BodyCamera.objects.select_for_update().get(pk=camera.pk)
    far = ends_at or starts_at + LONGEST_OFFSET
    worn = CameraAssignment.objects.over(starts_at, far).filter(camera=camera).select_related("officer").first()
    if worn is not None:
        raise CameraRefused(
            "camera_worn", f"这段时间记录仪{camera.serial}在{worn.officer.name}名下。请先登记交还，再领给别人。"
        )
    given = CameraAssignment(camera=camera, officer=officer, starts_at=starts_at, ends_at=ends_at)
    given.recorded_at, given.recorded_by = mandate.at, mandate.by
    given.save(force_insert=True)
    record_change(
        camera.agency, "camera_handed_out", mandate, subject=str(camera), changes=(Change("佩戴人", "", officer.name),)
    )
    return given


@transaction.atomic
def take_back(*, assignment: CameraAssignment, ends_at: datetime, mandate: Mandate) -> None:
    """Record that a camera came back. Raises: CameraRefused ``camera_not_out``, ``ends_before_start``."""
    if ends_at <= assignment.starts_at:
        raise CameraRefused("ends_before_start", "交还时间须晚于领用时间，请核对。")
    if not CameraAssignment.objects.filter(pk=assignment.pk, ends_at=None).update(ends_at=ends_at):
        raise CameraRefused("camera_not_out", "这台记录仪已经登记交还了。")
    camera = assignment.camera
    change = Change("佩戴人", assignment.officer.name, "")
    record_change(camera.agency, "camera_taken_back", mandate, subject=str(camera), changes=(change,))


@transaction.atomic
def check_clock(*, camera: BodyCamera, shown: datetime, checked_at: datetime, mandate: Mandate) -> ClockCheck:
    """Compare a camera's clock with the true time and keep by how much it is ahead.

    Args:
        shown: what the camera showed at ``checked_at``; both aware.
    Raises: CameraRefused ``checked_in_the_future``.
    """
    if checked_at > mandate.at:
        raise CameraRefused("checked_in_the_future", "校时时间还没有到，请核对。")
    seconds = round((shown - checked_at).total_seconds())
    check = ClockCheck(camera=camera, checked_at=checked_at, offset_seconds=seconds, checked_by=mandate.by)
    check.save(force_insert=True)
    change = Change("快多少秒", "", str(seconds))
    record_change(camera.agency, "clock_checked", mandate, subject=str(camera), changes=(change,))
    return check

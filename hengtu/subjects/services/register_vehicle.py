"""Register vehicles and vessels."""

from __future__ import annotations

import re
from enum import StrEnum

from hengtu.agencies.models import Agency, scope_values
from hengtu.lib.coded_error import CodedError
from hengtu.lib.plates import parse_plate
from hengtu.subjects.models import Party, Vehicle, Vessel

_VESSEL_NO = re.compile(r"[0-9A-Z]{6,32}", re.ASCII)
_AXLES = range(2, 61)


class PlateColour(StrEnum):
    """Colours of plates; the same number exists in several colours."""

    BLUE = "BLUE"
    YELLOW = "YELLOW"
    GREEN = "GREEN"
    YELLOW_GREEN = "YELLOW_GREEN"
    WHITE = "WHITE"
    BLACK = "BLACK"


class SubjectRefused(CodedError):
    """The vehicle's or vessel's data are not in order."""


def register_vehicle(
    *,
    agency: Agency,
    plate: str,
    plate_colour: str,
    vehicle_form: str = "",
    axle_count: int | None = None,
    owner: Party | None = None,
) -> Vehicle:
    """Return the vehicle of this plate and colour at the agency's legal subject, registered if it was not there.

    What is already known stays; what was empty is filled in.

    Raises:
        SubjectRefused: ``plate_colour`` or ``axle_count``; BadPlate.
    """
    if plate_colour not in list(PlateColour):
        raise SubjectRefused("plate_colour", "请选择车牌颜色：蓝、黄、渐变绿、黄绿双拼、白或黑。")
    if axle_count is not None and axle_count not in _AXLES:
        raise SubjectRefused("axle_count", f"轴数应在 2 到 60 之间，现在是 {axle_count}。请核对车辆。")
    vehicle, _ = Vehicle.objects.get_or_create(
        legal_subject_id=agency.legal_subject_id,
        plate=parse_plate(plate).text,
        plate_colour=plate_colour,
        defaults={"agency": agency, **scope_values(agency)},
    )
    vehicle.vehicle_form = vehicle.vehicle_form or vehicle_form
    vehicle.axle_count = vehicle.axle_count or axle_count
    vehicle.owner = vehicle.owner or owner
    vehicle.save()
    return vehicle


def register_vessel(*, agency: Agency, name: str, identification_no: str = "", owner: Party | None = None) -> Vessel:
    """Register a vessel; the identification number may still be unknown.

    Raises:
        SubjectRefused: ``vessel_name``, ``vessel_number`` or ``vessel_exists``.
    """
    number = identification_no.strip().upper()
    if not name.strip():
        raise SubjectRefused("vessel_name", "请填写船名；没有船名的，请填写「无船名船舶」并写明特征。")
    if number and not _VESSEL_NO.fullmatch(number):
        raise SubjectRefused("vessel_number", "船舶识别号只有数字和字母（例如 CN 加 11 位数字），请按船舶证书核对。")
    known = Vessel.objects.filter(legal_subject_id=agency.legal_subject_id, identification_no=number)
    if number and known.exists():
        raise SubjectRefused("vessel_exists", f"船舶识别号 {number} 已经登记，请从登记中选择该船。")
    return Vessel.objects.create(
        agency=agency, **scope_values(agency), name=name.strip(), identification_no=number, owner=owner
    )

"""Register a whole line of agencies at once: ministry, province, city, county bureau and its squad.

For demonstrations, case scripts and tests. Names are invented and say so; the codes carry right check characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.agencies.models import Agency, BusinessCategory, Level
from hengtu.agencies.services.register_agency import register_agency
from hengtu.lib.credit_codes import check_character

MINISTRY_CODE = "DEMO-MINISTRY"
_ALL = tuple(BusinessCategory.values)


@dataclass(frozen=True)
class AgencyLine:
    """One line through the tree; the squad acts in the bureau's name."""

    ministry: Agency
    province: Agency
    city: Agency
    bureau: Agency
    squad: Agency


def plant_line(
    *, province_code: str, since: date, word: str = "示例", short: str = "示", serial: int = 1
) -> AgencyLine:
    """Register a line in a province, below the one demonstration ministry; existing upper agencies are used again.

    Args:
        province_code: two digits of a real province, so that codes are well formed; city 99 and county 99 do not exist.
        since: first day of all of them.
        word: what the invented names begin with.
        short: short name of the province in document numbers.
        serial: tells several bureaus of one city apart, 1 to 99.
    """
    ministry = _once(MINISTRY_CODE, name="示例交通运输部", division_code="000000", level=Level.MINISTRY, since=since)
    province_division, city_division = f"{province_code}0000", f"{province_code}9900"
    county_division = f"{province_code}99{serial:02d}"
    province = _once(
        demonstration_credit_code(province_division, 0),
        name=f"{word}省交通运输厅",
        division_code=province_division,
        level=Level.PROVINCE,
        since=since,
        parent=ministry,
    )
    city = _once(
        demonstration_credit_code(city_division, 0),
        name=f"{word}市交通运输局",
        division_code=city_division,
        level=Level.CITY,
        since=since,
        parent=province,
    )
    bureau = register_agency(
        code=demonstration_credit_code(county_division, serial),
        name=f"{word}县{_ordinal(serial)}交通运输局",
        short_name=f"{word}县{_ordinal(serial)}交通局",
        division_code=county_division,
        level=Level.COUNTY,
        parent=city,
        categories=_ALL,
        effective_from=since,
        address=f"{word}市{word}县示范路 {serial} 号",
        zip_code="000000",
        contact="值班室",
        phone="000-00000000",
        reconsideration_body=f"{word}县人民政府",
        court=f"{word}县人民法院",
        province_short=short,
        document_word=word,
    )
    squad = register_agency(
        code=f"{bureau.code}-01",
        name=f"{bureau.name}综合行政执法大队",
        short_name="执法大队",
        division_code=county_division,
        level=Level.STATION,
        parent=bureau,
        acts_in_name_of=bureau,
        categories=_ALL,
        effective_from=since,
    )
    return AgencyLine(ministry, province, city, bureau, squad)


def demonstration_credit_code(division_code: str, serial: int) -> str:
    """Return a well-formed credit code of a government body (``11``) that no real body has."""
    body = f"11{division_code}DEM{serial:05d}X"
    return body + check_character(body)


def _once(
    code: str, *, name: str, division_code: str, level: Level, since: date, parent: Agency | None = None
) -> Agency:
    known = Agency.objects.filter(code=code).first()
    if known is not None:
        return known
    return register_agency(
        code=code,
        name=name,
        short_name=name,
        division_code=division_code,
        level=level,
        parent=parent,
        categories=_ALL,
        effective_from=since,
    )


def _ordinal(serial: int) -> str:
    return "" if serial == 1 else f"第{serial}"

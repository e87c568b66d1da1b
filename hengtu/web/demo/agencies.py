"""The invented province of the demonstration: cities, county bureaus, and a squad in each that acts in its name."""

from __future__ import annotations

from dataclasses import dataclass

from hengtu.agencies.models import Agency, BusinessCategory, Level, Role
from hengtu.agencies.models.account import Account
from hengtu.agencies.services.appoint import give_post
from hengtu.agencies.services.plant_tree import demonstration_credit_code
from hengtu.agencies.services.register_agency import register_agency
from hengtu.web.demo.stage import SINCE

ALL = tuple(BusinessCategory.values)
COUNTIES = {"青岚市": ("青岚县", "石渡县"), "白鹭市": ("霁月县",), "云渡市": ("松风县",)}


@dataclass(frozen=True)
class Bureau:
    """A county bureau (legal subject) and its squad."""

    bureau: Agency
    squad: Agency


@dataclass(frozen=True)
class Province:
    """The whole tree above and including the bureaus."""

    ministry: Agency
    province: Agency
    cities: tuple[Agency, ...]
    bureaus: tuple[Bureau, ...]


def plant_province(division: str) -> Province:
    """Register ministry, province, three cities and four counties of the invented 东陵省.

    Args:
        division: two digits under which the invented divisions are numbered.
    """
    ministry = _upper("DEMO-MINISTRY", "交通运输部（演示）", "000000", Level.MINISTRY, None)
    code = f"{division}0000"
    province = _upper(demonstration_credit_code(code, 0), "东陵省交通运输厅（演示）", code, Level.PROVINCE, ministry)
    cities, bureaus = [], []
    for position, (city_name, counties) in enumerate(COUNTIES.items(), start=91):
        city_code = f"{division}{position}00"
        city = _upper(
            demonstration_credit_code(city_code, 0), f"{city_name}交通运输局（演示）", city_code, Level.CITY, province
        )
        cities.append(city)
        bureaus += [
            _bureau(city, city_name, county, f"{division}{position}{serial:02d}")
            for serial, county in enumerate(counties, start=21)
        ]
    return Province(ministry, province, tuple(cities), tuple(bureaus))


def _upper(code: str, name: str, division_code: str, level: Level, parent: Agency | None) -> Agency:
    return register_agency(
        code=code,
        name=name,
        short_name=name.removesuffix("（演示）"),
        division_code=division_code,
        level=level,
        parent=parent,
        categories=ALL,
        effective_from=SINCE,
        address=f"演示市政务大道 {len(code)} 号",
        phone="000-55500000",
        reconsideration_body=_reconsideration(name, level),
        court=f"{name.partition('交通')[0] or '演示'}中级人民法院（演示）",
    )


def _reconsideration(name: str, level: Level) -> str:
    """Whoever hears reconsideration against a body of the demonstration: its government; the ministry itself."""
    return name if level == Level.MINISTRY else f"{name.partition('交通')[0]}人民政府"


def _bureau(city: Agency, city_name: str, county: str, division_code: str) -> Bureau:
    bureau = register_agency(
        code=demonstration_credit_code(division_code, 1),
        name=f"{county}交通运输局",
        short_name=f"{county}交通局",
        division_code=division_code,
        level=Level.COUNTY,
        parent=city,
        categories=ALL,
        effective_from=SINCE,
        address=f"{city_name}{county}示范路 1 号",
        zip_code="000000",
        contact="值班室",
        phone="000-55501000",
        reconsideration_body=f"{county}人民政府",
        court=f"{county}人民法院",
        province_short="陵",
        document_word=county[:2],
    )
    squad = register_agency(
        code=f"{bureau.code}-01",
        name=f"{county}交通运输综合行政执法大队",
        short_name=f"{county}执法大队",
        division_code=division_code,
        level=Level.STATION,
        parent=bureau,
        acts_in_name_of=bureau,
        categories=ALL,
        effective_from=SINCE,
    )
    return Bureau(bureau, squad)


def appoint_overseers(province: Province, password: str) -> list[tuple[str, str, str]]:
    """Appoint a supervisor for the first city and the province, an administrator for the first bureau and the
    province, and the head of the province; returns user name, name and post."""
    bureau = province.bureaus[0].bureau
    posts = (
        ("sup-city", "江望远", province.cities[0], Role.SUPERVISOR),
        ("sup-province", "钟鉴明", province.province, Role.SUPERVISOR),
        ("admin", "宋守册", bureau, Role.ADMIN),
        ("admin-province", "柏总管", province.province, Role.ADMIN),
        ("head-province", "卫允中", province.province, Role.AGENCY_HEAD),
    )
    return [_overseer(username, name, agency, role, password) for username, name, agency, role in posts]


def _overseer(username: str, name: str, agency: Agency, role: Role, password: str) -> tuple[str, str, str]:
    account = Account.objects.create_account(username, name, password)
    give_post(account=account, agency=agency, role=role, effective_from=SINCE)
    return username, name, f"{agency.short_name} {role.label}"

"""What the agencies of the demonstration make public before the fact: written and published by two people.

Places, telephones and lists are invented and say so where they could be taken for real ones.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account, Agency, Level, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.agencies.services.appoint import give_post
from hengtu.agencies.services.write_openness import Written, publish_openness, write_openness
from hengtu.lib.dates_zh import civil_date
from hengtu.web.demo.agencies import Province
from hengtu.web.demo.stage import SINCE

REASON = "演示：行政执法公示办法"
CHECKS = (
    ("道路货物运输企业安全生产", "货运企业", "5%", "每年一次", "国办发〔2024〕54号"),
    ("网约车平台资质和车辆", "网约车平台公司", "10%", "每年两次", "国办发〔2024〕54号"),
    ("公路建设工程质量", "在建工程项目", "20%", "每季度一次", "国办发〔2024〕54号"),
)
GUIDE = (
    (
        "接受调查、处理违法",
        "通知书、身份证件、营业执照或者道路运输证",
        "执法大队窗口，电话000-55501000",
        "工作日9:00至17:00",
    ),
    ("领回被扣押的车辆", "解除决定书、身份证件、车辆的证件", "停车场窗口，电话000-55501001", "每天8:00至20:00"),
    ("申请延期或者分期缴纳", "书面申请、经济困难的证明", "执法大队窗口或者当事人网页", "工作日9:00至17:00"),
)
DEVICES = (("省道S201线K12+300处（演示）", "固定式动态称重检测设备", "车货总质量超限"),)
EQUIPMENT = (("执法车辆", "4辆", "巡查、现场执法"), ("执法记录仪", "12台", "全过程音像记录"))
ABOVE = {
    "officers": "本级不直接派员执法，日常执法由所属的县级交通运输执法机构承担",
    "devices": "本级没有设置电子技术监控设备",
    "equipment": "本级没有直接使用的执法装备",
}


def open_up(province: Province, at: datetime) -> None:
    """Every agency shows what it must; one correction of the first bureau waits for its head.

    Administrator and head of the ministry keep the register of the levels above; nobody signs in as them.
    """
    on, before = civil_date(at), at - timedelta(days=30)
    admin, above = (Account.objects.get(username=name) for name in ("admin", "admin-province"))
    keeper = _keeper("admin-ministry", "钱守则", province.ministry, Role.ADMIN)
    chief = _keeper("head-ministry", "康济时", province.ministry, Role.AGENCY_HEAD)
    first = province.bureaus[0].bureau
    for bureau in (each.bureau for each in province.bureaus):
        head = holders_of(Role.AGENCY_HEAD, bureau, on)[0]
        publish_contents(bureau, writer=admin if bureau == first else above, publisher=head, at=before)
    for agency in (province.province, *province.cities):
        publish_contents(agency, writer=keeper, publisher=above, at=before)
    publish_contents(province.ministry, writer=keeper, publisher=chief, at=before)
    leave_one_waiting(first, writer=admin, at=at)


def _keeper(username: str, name: str, agency: Agency, role: Role) -> Account:
    account = Account.objects.create_account(username, name, None)
    give_post(account=account, agency=agency, role=role, effective_from=SINCE)
    return account


def publish_contents(agency: Agency, *, writer: Account, publisher: Account, at: datetime) -> None:
    """Write and publish every content an agency writes itself, by two people."""
    for section, written in _contents(agency).items():
        draft = write_openness(agency=agency, section_id=section, written=written, mandate=Mandate(writer, REASON, at))
        publish_openness(page=draft, mandate=Mandate(publisher, REASON, at + timedelta(minutes=30)))


def leave_one_waiting(agency: Agency, *, writer: Account, at: datetime) -> None:
    """One correction waits for the second person, with the day since which things are different."""
    rows = (*EQUIPMENT, ("便携式称重仪", "2台", "流动检测"))
    write_openness(
        agency=agency,
        section_id="equipment",
        written=Written(rows=rows),
        changed_on=civil_date(at) - timedelta(days=3),
        mandate=Mandate(writer, "演示：新购置检测设备", at),
    )


def _contents(agency: Agency) -> dict[str, Written]:
    is_county = agency.level == Level.COUNTY
    own = {
        "subject": Written(fields=_subject(agency)),
        "remedies": Written(fields=_remedies(agency)),
        "checks": Written(rows=CHECKS),
        "guide": Written(rows=GUIDE),
    }
    if is_county:
        return own | {"devices": Written(rows=DEVICES), "equipment": Written(rows=EQUIPMENT)}
    return own | {section: Written(none=why) for section, why in ABOVE.items()}


def _subject(agency: Agency) -> dict[str, str]:
    above = agency.parent.name if agency.parent else "国务院"
    return {
        "nature": "法定行政机关",
        "powers_from": "公路法、道路运输条例、公路安全保护条例等法律、法规",
        "duties": "公路路政、道路运政、水路运政、港口和工程质量监督的行政执法",
        "supervised_by": f"本级人民政府、{above}",
        "complaints": f"12328交通运输服务监督电话；{agency.short_name}监督电话000-55501328（演示）",
    }


def _remedies(agency: Agency) -> dict[str, str]:
    return {
        "reconsideration_at": f"{agency.reconsideration_body}行政复议机构，演示路1号，工作日9:00至17:00",
        "reconsideration_online": "掌上复议小程序（演示）",
        "court_at": f"{agency.court}立案大厅，也可以在人民法院在线服务平台立案（演示）",
    }

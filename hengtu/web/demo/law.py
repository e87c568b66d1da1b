"""The law's own pages in the demonstration: an invented rule with two texts, a proposal, guidance, an issue.

Everything invented says so in its name; no text of a real law is written here.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.appoint import give_post
from hengtu.cases.models import DecidedMatter, EnforcementCase
from hengtu.cases.selectors.names_in_case import names_in_case
from hengtu.cases.selectors.telling import told_without_names
from hengtu.lib.dates_zh import civil_date
from hengtu.rulesets.services.evaluate_fine import file_fine_issue, move_fine_issue
from hengtu.rulesets.services.load_statute import Loading, load_statute, publish_statute, read_successors
from hengtu.rulesets.services.propose_item_change import Wanted, answer_item_proposal, propose_item_change
from hengtu.rulesets.services.typical_cases import Story, nominate_case, publish_typical_case, review_nomination
from hengtu.rulesets.services.write_education import EducationDraft, publish_education, write_education
from hengtu.rulesets.services.write_guidance import Draft, publish_guidance, write_guidance
from hengtu.web.demo.agencies import Province
from hengtu.web.demo.stage import SINCE

RULE = "东陵省货运源头示范管理办法（演示）"
FIRST = """第一章　总则
第一条　本办法是演示用的虚构文本，不是任何地方的规定。
第二条　本办法所称货运源头单位，是指演示里装载货物的单位。
第二章　管理
第三条　货运源头单位应当做到：
（一）装载前核对车辆的外廓尺寸和总质量；
（二）登记放行的车辆；
（三）保存登记六个月。
前款所称登记，包括纸质的和电子的。
第四条　县级交通运输主管部门每年检查货运源头单位，检查频次由市级公布。
第三章　附则
第五条　本办法施行前的登记按原来的做法保存。
"""
SECOND = """第一章　总则
第一条　本办法是演示用的虚构文本，不是任何地方的规定。
第二条　本办法所称货运源头单位，是指演示里装载货物的单位。
第二章　管理
第三条　货运源头单位应当做到：
（一）装载前核对车辆的外廓尺寸和总质量；
（二）登记放行的车辆；
（三）保存登记一年。
第四条　县级交通运输主管部门按照公布的频次检查货运源头单位。
"""
GUIDE = """## 先核对什么

- 检测设备的**检定证书**在检测当日有效；
- 轴数和驱动轴，照片上看得清。

## 怎样说明理由

金额由公式算出，没有裁量余地；超限一吨以下的警告。这份指引是演示用的虚构文件。
"""
MEANING = """演示：平台派单记录、乘客的付款记录和询问笔录互相印证，证明的是“从事经营”，不是偶然搭乘。

没有违法所得的说明没有，不用罚款数额代替认定。"""
# item, title, how to do it right, what the law says: in the platform's own words
LESSONS = (
    (
        "overlimit-mass",
        "超限运输：上路前先过磅",
        "- 装货前看清车有几根轴，问清这种车能装多重。\n- 出场前过磅，磅单随车带。\n- 超了就卸下一部分，分车运。\n"
        "- 不能拆开的大件，上路以前办超限运输车辆通行证，按批准的路线和时间走。",
        "车货总质量超过公路的限定标准，会压坏路面和桥梁，制动距离也会变长。超过一吨以内的给予警告；超过一吨的，"
        "每满一吨罚款五百元，不满一吨的部分不计，最高三万元。",
    ),
    (
        "ridehail-vehicle-uncertified",
        "开网约车：车和人都要有证",
        "- 接单以前，给车办《网络预约出租汽车运输证》，驾驶员办《网络预约出租汽车驾驶员证》。\n"
        "- 到当地交通运输主管部门的窗口或者网上申请，办下来以前不接单。\n- 证件随车带，平台上登记的车和人与实际一致。",
        "没有运输证的车没有经过营运车辆的检查，也没有乘客的保险，出了事乘客得不到保障。没有取得运输证从事网约车经营的，"
        "处三千元以上一万元以下罚款。",
    ),
)
# login name, name, what people call the post; the city's and the province's people of the law
PEOPLE = (
    ("city-head", "卢见山", "城市负责人", Role.AGENCY_HEAD),
    ("province-head", "温如许", "省厅负责人", Role.CHIEF_HEAD),
    ("province-law", "闻人澈", "省厅法制审核", Role.LEGAL_REVIEWER),
)


def appoint_law_officers(province: Province, password: str) -> dict[str, Account]:
    """Make the accounts of ``PEOPLE``: one at the first city, two at the province."""
    places = {"city-head": province.cities[0]}
    found: dict[str, Account] = {}
    for username, name, _, role in PEOPLE:
        account = Account.objects.create_account(username, name, password)
        account.legally_qualified_from = SINCE if role == Role.LEGAL_REVIEWER else None
        account.save()
        give_post(account=account, agency=places.get(username, province.province), role=role, effective_from=SINCE)
        found[username] = account
    return found


def lay_out_law(province: Province, people: dict[str, Account], reviewer: Account, at: datetime) -> None:
    """Load, publish, propose and file through the services, some days before ``at``."""
    _texts(province.province, people, at)
    _proposal(province.bureaus[0].bureau, reviewer, people["city-head"], at)
    _guidance(province.province, people, at)
    _issue(province.bureaus[0].bureau, reviewer, at)
    _typical(province.province, people, reviewer, at)


def explain_items(province: Province, people: dict[str, Account], at: datetime) -> None:
    """Put an education page into use for the items of ``LESSONS``, before the cases: their papers print its code."""
    for item, title, how_to, body in LESSONS:
        draft = EducationDraft(
            item=item,
            division=province.province.division_code,
            title=title,
            how_to=how_to,
            body=body,
            effective_from=SINCE,
        )
        page = write_education(
            agency=province.province, draft=draft, mandate=_of(people["province-law"], "演示：普法计划", at)
        )
        publish_education(page=page, mandate=_of(people["province-head"], "演示：同意使用", at))


def _texts(agency: Agency, people: dict[str, Account], at: datetime) -> None:
    today = civil_date(at)
    texts = ((FIRST, "演示〔2024〕1号", date(today.year - 2, 1, 1), ""), (SECOND, "演示修订", today, "第五条 无"))
    for text, version, since, lost in texts:
        loading = Loading(
            RULE, version, agency.division_code, since, "演示用，虚构", text, "", read_successors(lost, RULE)
        )
        draft = load_statute(agency=agency, loading=loading, mandate=_of(people["province-law"], "载入演示文本", at))
        publish_statute(text=draft, mandate=_of(people["province-head"], "核对无误", at))


def _proposal(bureau: Agency, reviewer: Account, city: Account, at: datetime) -> None:
    start = civil_date(at) + timedelta(days=30)
    wanted = Wanted("taxi-driver-service", "SUSPEND", start, "演示：事项清理工作方案（虚构）")
    reason = "演示：本县没有巡游出租汽车，这一事项五年没有用过。"
    proposal = propose_item_change(agency=bureau, wanted=wanted, mandate=_of(reviewer, reason, at - timedelta(days=3)))
    answer_item_proposal(
        proposal=proposal, answer="AGREED", mandate=_of(city, "演示：同意，报省厅。", at - timedelta(days=1))
    )


def _guidance(agency: Agency, people: dict[str, Account], at: datetime) -> None:
    draft = Draft(
        kind="GUIDE",
        item="overlimit-mass",
        division=agency.division_code,
        title="超限运输处罚说理指引（演示）",
        body=GUIDE,
        effective_from=date(civil_date(at).year, 1, 1),
        number="演示〔2026〕2号",
    )
    paper = write_guidance(agency=agency, draft=draft, mandate=_of(people["province-law"], "演示", at))
    publish_guidance(guidance=paper, mandate=_of(people["province-head"], "演示：同意发布。", at))


def _issue(bureau: Agency, reviewer: Account, at: datetime) -> None:
    cases = EnforcementCase.objects.filter(violation="overlimit-mass", legal_subject_id=bureau.pk).order_by("pk")[:2]
    issue = file_fine_issue(
        agency=bureau,
        basis="HSPR:64",
        title="演示：一吨以内与一吨以上的差别",
        problem="演示：超限刚过一吨的罚款五百元，一吨以下只警告，检测误差会决定罚不罚。建议研究误差的处理。",
        cases=[case.pk for case in cases],
        mandate=_of(reviewer, "演示：罚款规定集中评估", at - timedelta(days=10)),
    )
    done = _of(reviewer, "演示：情况属实，误差处理另有检定规程，建议报送省厅。", at - timedelta(days=5))
    move_fine_issue(issue=issue, state="STUDIED", mandate=done, by_agency=bureau)


def _typical(agency: Agency, people: dict[str, Account], reviewer: Account, at: datetime) -> None:
    """One case of the demonstration published by the province as an example."""
    decided = DecidedMatter.objects.filter(violation="ridehail-vehicle-uncertified", fine_yuan__gt=0).order_by("pk")[:1]
    for matter in decided:
        told = told_without_names(matter)
        story = Story("TYPICAL", matter.violation, matter.tier, matter.case_id, **told, meaning=MEANING)
        names = names_in_case(matter.case_id)
        case = nominate_case(
            agency=matter.case.agency, publisher=agency, story=story, names=names, mandate=_of(reviewer, "演示", at)
        )
        review_nomination(case=case, passes=True, mandate=_of(people["province-law"], "演示：同意。", at))
        head = _of(people["province-head"], "演示：同意发布。", at)
        publish_typical_case(case=case, names=names, mandate=head, number="演示案例1号")


def _of(account: Account, reason: str, at: datetime) -> Mandate:
    return Mandate(account, reason, at)

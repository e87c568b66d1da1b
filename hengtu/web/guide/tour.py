"""The tour after the first sign-in: three steps for each role, each with where to go and where to read more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest
from django.urls import reverse

from hengtu.agencies.models import Role
from hengtu.agencies.services.tour import step_of_tour
from hengtu.web.requests import SignedInRequest

CLOSED = "tour_closed"  # noted in the session, so that the worklist need not ask again


@dataclass(frozen=True)
class Stop:
    """What is said at one step. ``links`` are (name of an address, words); ``pages`` are (page of the guide, words)."""

    title: str
    text: str
    links: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class TourStep:
    """A step as it is shown. ``links`` are (address, words)."""

    number: int
    title: str
    text: str
    links: tuple[tuple[str, str], ...]

    @property
    def next(self) -> int:
        return self.number + 1

    @property
    def previous(self) -> int:
        return self.number - 1


Tour = tuple[Stop, Stop, Stop]

_SAFE = Stop(
    "先办妥账号",
    "在“账号和安全”换掉一次性密码，有条件的打开登录动态码。密码不告诉任何人。",
    links=(("account", "账号和安全"),),
    pages=(("account", "怎么设置"),),
)
_ANYWHERE = Stop(
    "不会用的时候",
    "每一页最下面都有“这一页怎么用”，直接到那一段说明。写着“还不能”的地方点开，会说差什么、依据哪一条、请怎么补。",
    pages=(("roles", "按岗位看说明"), ("refused", "常见提示")),
)

OFFICER: Tour = (
    Stop(
        "先办妥账号，设好确认码",
        "执法人员不得少于两人（行政处罚法第四十二条第一款）。设好六位确认码，和同事结成值勤搭档，第二人就能在对方设备上当场确认，不用互相告诉密码。",
        links=(("account", "账号和安全"),),
        pages=(("two-officers", "两名执法人员怎么用"),),
    ),
    Stop(
        "要办的事都在待办里",
        "按法定期限先后排列，点标题就到要填的那张表。新的事从“登记线索”或者“当场查处”开始。",
        links=(("lead_new", "登记线索"), ("spot_new", "当场查处")),
        pages=(("ordinary", "十分钟办一件案件"),),
    ),
    Stop(
        "填到哪里存到哪里",
        "表单自动存草稿，换一台设备接着填。边填边写明差什么、依据哪一条、请怎么补。每一页最下面都有“这一页怎么用”。",
        links=(("drafts", "草稿"),),
        pages=(("act", "填写和提交"), ("refused", "常见提示")),
    ),
)
UNIT_HEAD: Tour = (
    _SAFE,
    Stop(
        "本单位的待办一眼看完",
        "首页列出本单位要办的事，快到期的在前。线索在线索页分派到人，等您答复的提请也在待办里。",
        links=(("leads", "线索"), ("deadlines", "期限日历")),
        pages=(("leads", "分派线索"),),
    ),
    _ANYWHERE,
)
REVIEWER: Tour = (
    _SAFE,
    Stop(
        "待审核的案件在法制审核里",
        "一页里左边是要件、证据、裁量和送审稿，右边是逐项问题和结论。系统先核，结论由您定。",
        links=(("reviews", "法制审核"),),
        pages=(("review", "怎样审核"),),
    ),
    Stop(
        "退回要写清补什么",
        "“建议修改后同意”一行写一条，承办人改好以后案件回到您这里，只看自上次以来的变化。参加过调查的人不能审核本案。每一页最下面都有“这一页怎么用”。",
        pages=(("review", "退回以后"), ("refused", "常见提示")),
    ),
)
HEAD: Tour = (
    _SAFE,
    Stop(
        "等您签批的排成一队",
        "打开一件，先看问题、数额和四行摘要，再看“要看一眼的”，最后选同意或者退回。两个选项都不预先勾选。手机上也能签批。",
        links=(("approvals", "等您签批"),),
        pages=(("approval", "提请和签批"),),
    ),
    Stop(
        "处罚决定逐件签批",
        "只有立案和结案可以勾选后一并同意。外出时，可以把岗位委托给别人一段时间，写明事项；集体讨论和涉嫌犯罪的移送不能委托。每一页最下面都有“这一页怎么用”。",
        links=(("administration_delegations", "岗位委托"),),
        pages=(("approval", "一并同意和委托"),),
    ),
)
ARCHIVIST: Tour = (
    _SAFE,
    Stop(
        "等着归档的案件在待办里",
        "结案以后案件出现在待办里。打开案件，用右上角的“案卷”先看装订出来的样子，再点“立卷归档”。",
        links=(("home", "我的待办"), ("cases", "案件")),
        pages=(("roles", "案卷管理"),),
    ),
    _ANYWHERE,
)
SUPERVISOR: Tour = (
    _SAFE,
    Stop(
        "首页是超过期限的案件",
        "您看得到本级和下级的案件，只看不办。点开期限，看逐日怎么算、依据哪一条。每次打开证据都记入查阅记录。",
        links=(("cases", "案件"), ("deadlines", "期限日历")),
        pages=(("roles", "监督"), ("deadlines", "期限为什么是这一天")),
    ),
    _ANYWHERE,
)
ADMIN: Tour = (
    _SAFE,
    Stop(
        "先有机构，再有人，再有岗位",
        "在“机构与人员”登记机构、开立账号、登记执法人员和证件、任命岗位；人多的用表格导入，先检查、后写入。",
        links=(("administration", "机构与人员"), ("administration_imports", "导入")),
        pages=(("administration", "机构与人员管理"),),
    ),
    Stop(
        "管理员看不到案件",
        "权限跟着岗位走，岗位写明从哪天到哪天。一次性密码只显示一次，请当面交给本人。每一页最下面都有“这一页怎么用”。",
        pages=(("administration", "账号怎么开立和停用"),),
    ),
)
HOTLINE: Tour = (
    _SAFE,
    Stop(
        "受理的事转成线索",
        "线索由持有效执法证件的执法人员登记。把时间、地点、车船号和反映的情况整理好，交给承办单位的执法人员登记；举报人的姓名和电话不写进线索。",
        links=(("messages", "消息"),),
        pages=(("roles", "投诉受理"), ("leads", "线索")),
    ),
    _ANYWHERE,
)
OTHERS: Tour = (
    _SAFE,
    Stop(
        "要办的事都在待办里",
        "按法定期限先后排列，点标题就到要填的那张表。看得到什么、办得了什么，由岗位决定；没有岗位的，请系统管理员登记。",
        links=(("home", "我的待办"), ("messages", "消息")),
        pages=(("roles", "各个岗位"),),
    ),
    _ANYWHERE,
)
TOURS: Mapping[str, Tour] = MappingProxyType(
    {
        Role.OFFICER: OFFICER,
        Role.HANDLING_UNIT_HEAD: UNIT_HEAD,
        Role.LEGAL_REVIEWER: REVIEWER,
        Role.AGENCY_HEAD: HEAD,
        Role.DEPUTY_HEAD: HEAD,
        Role.CHIEF_HEAD: HEAD,
        Role.ARCHIVIST: ARCHIVIST,
        Role.SUPERVISOR: SUPERVISOR,
        Role.ADMIN: ADMIN,
        Role.HOTLINE: HOTLINE,
    }
)


def tour_step(role: str, number: int) -> TourStep:
    """Return one step (1 to 3) of the tour of a role; a role without a tour of its own gets the general one."""
    stop = TOURS.get(role, OTHERS)[number - 1]
    places = tuple((reverse(name), words) for name, words in stop.links)
    reading = tuple((reverse("guide_page", args=[page]), f"说明：{words}") for page, words in stop.pages)
    return TourStep(number, stop.title, stop.text, places + reading)


def step_to_show(request: SignedInRequest | HttpRequest) -> TourStep | None:
    """Return the step this reader has come to, None when the tour is closed; the session remembers that it is."""
    if not request.user.is_authenticated or request.session.get(CLOSED):
        return None
    number = step_of_tour(request.user)
    if not number:
        request.session[CLOSED] = True
        return None
    return tour_step(request.session.get("standing", {}).get("role", ""), number)

"""The main navigation: the nouns of each role, only places that exist, each marked when the reader is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Place:
    """A place of the system: its address by name, what it is called, how it is drawn, the key after ``g``."""

    name: str
    label: str
    icon: str = ""
    key: str = ""


@dataclass(frozen=True)
class NavItem:
    """One entry. ``count`` is how much of it waits for the reader; 0 is not shown."""

    name: str
    label: str
    url: str
    is_here: bool
    count: int = 0
    icon: str = ""
    key: str = ""


@dataclass(frozen=True)
class NavGroup:
    label: str
    items: tuple[NavItem, ...]


HOME = Place("home", "我的待办", "list", key="d")
OVERDUE = Place("home", "超过期限", "list", key="d")
OVERVIEW = Place("home", "总览", "list", key="d")
DEADLINES = Place("deadlines", "期限日历", "calendar")
ALARMS = Place("alarms", "预警", "flag")
SERIOUS = Place("serious", "移送、争议和督办", "flag")
WINDOWS = Place("windows", "代办窗口", "people")
COMPLAINTS = Place("complaints_of_cases", "对办案的投诉", "flag")
DRAFTS = Place("drafts", "草稿")
MESSAGES = Place("messages", "消息", "bell", key="m")
LEADS = Place("leads", "线索", "flag", key="l")
CASES = Place("cases", "案件", "folder", key="c")
APPROVALS = Place("approvals", "等您签批", "sign")
REVIEWS = Place("reviews", "法制审核", "check")
DISCUSSIONS = Place("discussions", "集体讨论", "people")
ADVICES = Place("advices", "法律咨询", "check")
RECORDINGS = Place("recordings", "音像记录", "list")
PAPERS = Place("papers", "文书", "paper")
LENIENCY = Place("leniency", "从宽办理", "list")
SERVICES = Place("services", "送达", "paper")
PROPERTY = Place("property", "涉案财物", "folder")
MONEY = Place("money", "缴款对账", "list")
EXECUTION = Place("execution", "执行", "calendar")
REMEDIES = Place("remedies", "复议和诉讼", "book")
PUBLICITY_DESK = Place("publicity_desk", "结果公示", "paper")
PUBLICITY = Place("publicity", "执法结果公示", "paper")
OPENNESS = Place("openness", "事前公开", "book")
OPENNESS_EDIT = Place("openness_edit", "事前公开", "book")
OPENNESS_STATES = Place("openness_states", "各机构公开情况", "book")
ARCHIVE = Place("archive", "档案", "folder")
EXPORTS = Place("exports", "报送", "paper")
ACCOUNTABILITY = Place("accountability", "责任认定", "flag")
PROTECTION = Place("protection", "我的履职", "check")
SEARCH = Place("search", "查询", "find")
ADMINISTRATION = Place("administration", "机构与人员", "people")
DELEGATIONS = Place("administration_delegations", "委托", "people")
ITEMS = Place("items", "事项目录", "list", key="i")
STATUTES = Place("statutes", "法规库", "book", key="r")
ACCOUNT = Place("account", "我的账号", "person")
VERIFY = Place("verify", "核验文书", "check")
RULES = Place("rules", "规则", "book")
BENCHMARKS = Place("benchmarks", "裁量基准", "book")
GUIDE = (Place("guide", "使用说明", "book"), Place("help", "使用说明", "book"))

WORK = ("工作台", (HOME, DEADLINES, MESSAGES, DRAFTS, PROTECTION))
LOOK = ("查询", (SEARCH, VERIFY))
LAW = ("依据", (ITEMS, STATUTES, BENCHMARKS))
AFTER = ("决定以后", (EXECUTION, REMEDIES, PUBLICITY_DESK, EXPORTS))
WATCHED = (
    "监督",
    (ALARMS, SERIOUS, COMPLAINTS, RECORDINGS, PROPERTY, LENIENCY, ACCOUNTABILITY, OPENNESS_STATES),
)
HEAD = (WORK, ("签批", (APPROVALS, DISCUSSIONS, CASES, LEADS, DELEGATIONS)), AFTER, WATCHED)
# Per role what heads its navigation; a role that is missing works like an officer.
DESKS: Mapping[str, tuple[tuple[str, tuple[Place, ...]], ...]] = {
    "LEGAL_REVIEWER": (WORK, ("审核", (REVIEWS, DISCUSSIONS, CASES, REMEDIES, EXPORTS, SERIOUS, RULES))),
    "CHIEF_HEAD": HEAD,
    "AGENCY_HEAD": HEAD,
    "DEPUTY_HEAD": HEAD,
    "HEARING_HOST": (WORK, ("听证", (CASES, PAPERS))),
    "HEARING_RECORDER": (WORK, ("听证", (CASES, PAPERS))),
    "PROPERTY_KEEPER": (WORK, ("保管", (PROPERTY, CASES))),
    "ARCHIVIST": (WORK, ("案卷", (CASES, ARCHIVE, EXPORTS, RECORDINGS, PAPERS))),
    "CASHIER": (WORK, ("收缴", (MONEY, EXECUTION, EXPORTS, CASES))),
    "HOTLINE": (("受理", (HOME, LEADS, MESSAGES)),),
    "ADMIN": (("管理", (OVERVIEW, ADMINISTRATION, OPENNESS_EDIT, RULES, MESSAGES)),),
    "SUPERVISOR": (("查阅（只读）", (OVERDUE, CASES, LEADS, DEADLINES, MESSAGES)), AFTER, WATCHED),
}
OFFICER = (WORK, ("办案", (LEADS, CASES, RECORDINGS, PROPERTY, PAPERS, SERVICES, LENIENCY, WINDOWS)), AFTER)
NO_POST: tuple[tuple[str, tuple[Place, ...]], ...] = (("工作台", (HOME, ADVICES, CASES, MESSAGES)),)
# What a thumb reaches on a phone, in this order; whatever else there is stands behind 更多.
TAB_ORDER = ("home", "approvals", "reviews", "administration", "cases", "search", "leads", "deadlines", "messages")
TABS = 4


def navigation_for(
    account: AbstractBaseUser | AnonymousUser,
    path: str,
    role: str = "",
    counts: Mapping[str, int] | None = None,
) -> tuple[NavGroup, ...]:
    """Return the groups this reader sees in the post it stands in; an anonymous one sees what is public.

    Args:
        role: of the post; "" where the reader has none.
        counts: open items of the reader by name of place.
    """
    groups: list[tuple[str, tuple[Place, ...]]] = [("查询", (VERIFY, PUBLICITY, OPENNESS, BENCHMARKS))]
    if account.is_authenticated:
        desk = DESKS.get(role, OFFICER) if role else NO_POST
        groups = [*desk, LAW, LOOK]
    drawn = [(label, _existing(places)) for label, places in [*groups, ("帮助", _help(account.is_authenticated))]]
    here = _here(path, [address for _, places in drawn for _, address in places])
    known = counts or {}
    groups_drawn = []
    for label, places in drawn:
        items = [_item(place, address, address == here, known.get(place.name, 0)) for place, address in places]
        if items:
            groups_drawn.append(NavGroup(label, tuple(items)))
    return tuple(groups_drawn)


def _item(place: Place, address: str, is_here: bool, count: int) -> NavItem:
    return NavItem(place.name, place.label, address, is_here, count, place.icon, place.key)


def tabs_of(groups: tuple[NavGroup, ...]) -> tuple[NavItem, ...]:
    """Return the places that stand at the bottom of a phone."""
    items = {item.name: item for group in groups for item in group.items}
    return tuple(items[name] for name in TAB_ORDER if name in items)[:TABS]


def address_of(name: str, *args: object) -> str:
    """Return the address of a place by its name; "" while nobody has built it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _help(signed_in: bool) -> tuple[Place, ...]:
    guide = GUIDE[:1] if address_of("guide") else GUIDE[1:]
    return (*guide, ACCOUNT) if signed_in else guide


def _existing(places: tuple[Place, ...]) -> list[tuple[Place, str]]:
    return [(place, address) for place in places if (address := address_of(place.name))]


def _here(path: str, addresses: list[str]) -> str:
    """The nearest place above a path; the desk itself only when nothing else fits."""
    above = [address for address in addresses if path == address or (address != "/" and path.startswith(address))]
    return max(above, key=len, default="")

"""Import officers and their certificates from a workbook: plan first, then carry out what is in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from hengtu.agencies.administration import Mandate, check_reason
from hengtu.agencies.imports import (
    CellRefused,
    Column,
    ImportPlan,
    Outcome,
    PlannedRow,
    Problem,
    problem_of,
    read_plan,
    reads_choice,
    reads_day,
    reads_list,
    reads_text,
)
from hengtu.agencies.models import Account, Agency, BusinessCategory
from hengtu.agencies.selectors.accounts import accounts_administered_by
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import day_zh
from hengtu.lib.spreadsheets import Row, Value, plain
from hengtu.officers.models import ALL_CATEGORIES, EnforcementCertificate, Officer, OfficerKind
from hengtu.officers.services.administer_officers import add_certificate, enter_officer

KINDS = {str(kind.label): kind.value for kind in OfficerKind}
CATEGORIES: dict[str, Any] = {"全部": (ALL_CATEGORIES,)} | {
    str(category.label): category.value for category in BusinessCategory
}
_NAMES = {value: word for word, value in CATEGORIES.items() if isinstance(value, str)} | {ALL_CATEGORIES: "全部"}
SAME_PERSON, ANOTHER = "同一人", "另一人"


def _number(value: Value) -> str:
    """The number of a certificate as text: a number cell has lost leading zeros and keeps fifteen digits."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise CellRefused(
            "被存成了数字，前面的 0 和十五位以后的数字可能已经丢失", "请把这一列设为文本格式，照证件重新填写。"
        )
    return reads_text(40)(plain(value))


def _code(value: Value) -> str:
    return reads_text(32)(plain(value)).upper()


def _username(value: Value) -> str:
    return reads_text(64)(plain(value))


COLUMNS: tuple[Column, ...] = (
    Column("姓名", "name", reads_text(100), True, "某某", "与证件一致"),
    Column("类别", "kind", reads_choice(KINDS), True, "执法人员", "执法辅助人员不填证件"),
    Column("所在机构代码", "agency", _code, True, "11130199DEMO00001X", "已登记的机构，统一社会信用代码或站所代码"),
    Column("在册日期", "effective_from", reads_day, True, "2026-01-01", "从哪一天起在册"),
    Column("登录名", "username", _username, False, "", "已有账号的填，没有的不填"),
    Column("证件编号", "number", _number, False, "13010100123", "设为文本格式，照证件填写"),
    Column(
        "证件门类", "categories", reads_list(CATEGORIES), False, "公路路政、道路运政", "用顿号隔开；全部门类填“全部”"
    ),
    Column("有效期自", "valid_from", reads_day, False, "2026-01-01", "证件上的起始日期"),
    Column("有效期至", "valid_to", reads_day, False, "2030-12-31", "证件上的截止日期，含当日"),
    Column(
        "同名处理",
        "namesake",
        reads_choice({SAME_PERSON: SAME_PERSON, ANOTHER: ANOTHER}),
        False,
        "",
        "同机构有同名人员时填",
    ),
)
CHOICES = {"kind": tuple(KINDS), "categories": tuple(CATEGORIES), "namesake": (SAME_PERSON, ANOTHER)}


@dataclass(frozen=True)
class _Known:
    """What the register holds of what the workbook names."""

    agencies: dict[str, Agency]
    certificates: dict[str, EnforcementCertificate]
    people: dict[tuple[str, str, str], list[Officer]]
    accounts: dict[str, Account]
    mine: frozenset[str]


def plan_import(rows: Sequence[Row], *, by: Account, on: date) -> ImportPlan:
    """Say what would become of every row; changes nothing.

    Args:
        rows: of ``lib.spreadsheets.read_rows``.
        by: administers the agencies named.
    Raises: WorkbookRefused ``no_headings`` or ``no_rows``.
    """
    plan = read_plan(rows, COLUMNS, "name")
    known = _known(plan, by, on)
    judged: list[PlannedRow] = []
    numbers: dict[str, int] = {}
    people: dict[tuple[str, str, str], int] = {}
    for row in plan.rows:
        checked = _judge(row, known, numbers, people)
        judged.append(checked)
        if number := row.entry.get("number"):
            numbers.setdefault(number, row.number)
        people.setdefault(_person(row), row.number)
    return replace(plan, rows=tuple(judged))


@transaction.atomic
def carry_out(plan: ImportPlan, mandate: Mandate) -> ImportPlan:
    """Enter what is new, each row in its own savepoint; returns the plan with what became of every row.

    Raises: AdministrationRefused ``reason_missing``.
    """
    check_reason(mandate)
    done = []
    for row in plan.rows:
        if row.outcome is not Outcome.NEW:
            done.append(row)
            continue
        try:
            with transaction.atomic():
                _enter(row, mandate)
        except CodedError as refusal:
            done.append(row.refused(problem_of(refusal)))
        else:
            done.append(replace(row, outcome=Outcome.DONE))
    return replace(plan, rows=tuple(done))


def _enter(row: PlannedRow, mandate: Mandate) -> None:
    entry = row.entry
    agency = Agency.objects.select_related("acts_in_name_of").get(code=entry["agency"])
    officer = _namesakes(agency, row).first() if entry["namesake"] == SAME_PERSON else None
    if officer is None:
        officer = enter_officer(
            name=entry["name"],
            agency=agency,
            kind=entry["kind"],
            effective_from=entry["effective_from"],
            mandate=mandate,
            account=Account.objects.get(username=entry["username"]) if entry["username"] else None,
        )
    if entry["number"]:
        add_certificate(
            officer=officer,
            number=entry["number"],
            categories=entry["categories"],
            valid_from=entry["valid_from"],
            valid_to=entry["valid_to"],
            mandate=mandate,
        )


def _known(plan: ImportPlan, by: Account, on: date) -> _Known:
    def named(key: str) -> set[str]:
        return {value for row in plan.rows if (value := row.entry.get(key))}

    agencies = {agency.code: agency for agency in Agency.objects.filter(code__in=named("agency"))}
    mine = Agency.objects.administered_by(by, on).filter(code__in=named("agency")).values_list("code", flat=True)
    certificates = EnforcementCertificate.objects.filter(number__in=named("number")).select_related("officer__agency")
    people: dict[tuple[str, str, str], list[Officer]] = {}
    for officer in Officer.objects.filter(agency__in=agencies.values(), name__in=named("name")).select_related(
        "agency"
    ):
        people.setdefault((officer.agency.code, officer.name, officer.kind), []).append(officer)
    accounts = accounts_administered_by(by, on).filter(username__in=named("username"))
    return _Known(
        agencies,
        {certificate.number: certificate for certificate in certificates},
        people,
        {account.username: account for account in accounts},
        frozenset(mine),
    )


def _judge(
    row: PlannedRow, known: _Known, numbers: dict[str, int], people: dict[tuple[str, str, str], int]
) -> PlannedRow:
    number = row.entry.get("number")
    if number and number in numbers:
        again = Problem("证件编号", f"与第 {numbers[number]} 行重复", "请删除其中一行，或者照证件核对编号。")
        return row.refused(again)
    if row.outcome is Outcome.FAULTY:
        return row
    agency = known.agencies.get(row.entry["agency"])
    if agency is None:
        return row.refused(_no_agency(row))
    if agency.code not in known.mine:
        return row.refused(Problem("所在机构代码", f"{agency.name}不归您管理", "请由该机构的系统管理员导入。"))
    if number and number in known.certificates:
        return _compare(row, known.certificates[number])
    problems = [problem for problem in (_certificate(row), _account(row, known)) if problem is not None]
    if problems:
        return row.refused(*problems)
    return _namesake(row, known, people)


def _no_agency(row: PlannedRow) -> Problem:
    return Problem(
        "所在机构代码", f"没有登记代码为 {row.entry['agency']} 的机构", "请核对代码，或者先在「导入机构」里登记。"
    )


def _certificate(row: PlannedRow) -> Problem | None:
    """A certificate is filled in as a whole or not at all; an auxiliary has none (APL:42p1)."""
    entry = row.entry
    parts = {"证件编号": entry["number"], "证件门类": entry["categories"], "有效期自": entry["valid_from"]}
    parts["有效期至"] = entry["valid_to"]
    missing = [heading for heading, value in parts.items() if not value]
    if len(missing) == len(parts):
        return None
    if entry["kind"] == OfficerKind.AUXILIARY:
        return Problem(
            "证件编号", "执法辅助人员没有执法证件（行政处罚法第四十二条第一款）", "请清空证件各列，或者改正类别。"
        )
    if missing:
        return Problem(missing[0], "证件没有填全", f"请补填{'、'.join(missing)}，或者清空证件各列。")
    if entry["valid_to"] < entry["valid_from"]:
        return Problem("有效期至", "早于有效期自", "请照证件核对两个日期。")
    return None


def _account(row: PlannedRow, known: _Known) -> Problem | None:
    username = row.entry["username"]
    if not username:
        return None
    account = known.accounts.get(username)
    if account is None:
        return Problem("登录名", f"没有归您管理的账号 {username}", "请核对登录名，或者先开立账号；没有账号的不填。")
    if row.entry["namesake"] != SAME_PERSON and Officer.objects.filter(account=account).exists():
        return Problem("登录名", f"账号 {username} 已登记为另一名执法人员", "请核对登录名。")
    return None


def _namesake(row: PlannedRow, known: _Known, people: dict[tuple[str, str, str], int]) -> PlannedRow:
    """Names are not people: where one is there already, somebody who knows must say which it is."""
    person, wish = _person(row), row.entry["namesake"]
    there = known.people.get(person, [])
    if not row.entry["number"] and any(_is_the_same(officer, row, wish) for officer in there):
        return replace(row, outcome=Outcome.SAME)
    if wish == SAME_PERSON and len(there) != 1:
        how_many = "没有" if not there else "不止一名"
        return row.refused(
            Problem("同名处理", f"本机构{how_many}叫这个名字的在册人员", "请改填“另一人”，或者到人员页面登记。")
        )
    if wish:
        return row
    if there:
        which = f"本机构已有同名的在册人员（{day_zh(there[0].effective_from)}起）"
        return row.refused(Problem("同名处理", which, "请填“同一人”（给他加一本证件）或者“另一人”。"))
    if person in people:
        return row.refused(
            Problem(
                "同名处理",
                f"与第 {people[person]} 行同名",
                "请填“另一人”；同一人的第二本证件，请导入一次以后再填“同一人”。",
            )
        )
    return row


def _is_the_same(officer: Officer, row: PlannedRow, wish: str) -> bool:
    """Without a number the name tells, and where two share it the day of the entry."""
    return not wish or officer.effective_from == row.entry["effective_from"]


def _compare(row: PlannedRow, certificate: EnforcementCertificate) -> PlannedRow:
    officer, entry = certificate.officer, row.entry
    pairs = (
        ("姓名", officer.name, entry["name"]),
        ("所在机构代码", officer.agency.code, entry["agency"]),
        ("证件门类", _names(certificate.categories), _names(entry["categories"])),
        ("有效期自", str(certificate.valid_from), str(entry["valid_from"] or "")),
        ("有效期至", str(certificate.valid_to), str(entry["valid_to"] or "")),
    )
    differences = tuple(
        f"{heading}：登记为“{standing}”，表里是“{wanted}”"
        for heading, standing, wanted in pairs
        if wanted and standing != wanted
    )
    return replace(row, outcome=Outcome.CHANGED if differences else Outcome.SAME, differences=differences)


def _names(categories: Sequence[str]) -> str:
    return "、".join(_NAMES[category] for category in sorted(categories))


def _person(row: PlannedRow) -> tuple[str, str, str]:
    return (row.entry.get("agency", ""), row.entry.get("name", ""), row.entry.get("kind", ""))


def _namesakes(agency: Agency, row: PlannedRow) -> Any:
    return Officer.objects.filter(agency=agency, name=row.entry["name"], kind=row.entry["kind"])

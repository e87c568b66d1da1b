"""Import agencies from a workbook: plan first, then carry out what is in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from hengtu.agencies.administration import Mandate, check_mandate, check_reason, record_change
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
from hengtu.agencies.models import Account, Agency, BusinessCategory, Level
from hengtu.agencies.services.register_agency import RANK_OF_LEVEL, register_agency
from hengtu.lib.coded_error import CodedError
from hengtu.lib.credit_codes import BadCreditCode, parse_credit_code
from hengtu.lib.divisions import BadDivisionCode, check_division_code
from hengtu.lib.spreadsheets import Value, plain

_DIGITS_EXCEL_KEEPS = 15
_CREDIT_CODE_LENGTH = 18
LEVELS = {str(level.label): level.value for level in Level}
CATEGORIES: dict[str, Any] = {"全部": tuple(BusinessCategory.values)} | {
    str(category.label): category.value for category in BusinessCategory
}


def _code(value: Value) -> str:
    """A credit code, or a station's own code. Excel keeps fifteen digits of a number; the rest would be invented."""
    text = plain(value)
    if isinstance(value, int | float) and len(text) > _DIGITS_EXCEL_KEEPS:
        raise CellRefused("被存成了数字，后几位已经丢失", "请把这一列设为文本格式，重新填写完整的代码。")
    if len(text) == _CREDIT_CODE_LENGTH:
        try:
            return parse_credit_code(text)
        except BadCreditCode as error:
            problem = problem_of(error)
            raise CellRefused(problem.why, problem.remedy) from error
    return reads_text(32)(text)


def _division(value: Value) -> str:
    """Six digits; a number has lost the zeros it began with."""
    text = plain(value)
    if isinstance(value, int | float):
        text = text.zfill(6)
    try:
        return check_division_code(text) if text else ""
    except BadDivisionCode as error:
        problem = problem_of(error)
        raise CellRefused(problem.why, problem.remedy) from error


def _plain_text(longest: int) -> Any:
    read = reads_text(longest)
    return lambda value: read(plain(value))


COLUMNS: tuple[Column, ...] = (
    Column("机构代码", "code", _code, True, "11130100DEMO00001X", "统一社会信用代码 18 位；站所填自编代码"),
    Column("名称", "name", reads_text(200), True, "某某县交通运输局", "机构全称"),
    Column("简称", "short_name", reads_text(60), True, "某某县交通局", "列表和审批里用"),
    Column("行政区划代码", "division_code", _division, True, "130199", "6 位数字"),
    Column("层级", "level", reads_choice(LEVELS), True, "县", "部、省、市、县、基层站所"),
    Column("上级代码", "parent", _code, True, "11130000DEMO00000X", "已登记的机构，或者本表里的机构"),
    Column("执法主体代码", "acts_for", _code, False, "", "内设或派出单位填它以谁的名义执法；自己是执法主体的不填"),
    Column(
        "执法门类", "categories", reads_list(CATEGORIES), False, "公路路政、道路运政", "用顿号隔开；全部门类填“全部”"
    ),
    Column("生效日期", "effective_from", reads_day, True, "2026-01-01", "从哪一天起"),
    Column("地址", "address", reads_text(300), False, "某某县示范路 1 号", "印在文书上"),
    Column("邮编", "zip_code", _plain_text(6), False, "050000", "6 位数字"),
    Column("联系人", "contact", reads_text(64), False, "值班室", "印在文书上"),
    Column("联系电话", "phone", _plain_text(32), False, "0311-00000000", "印在文书上"),
    Column("行政复议机关", "reconsideration_body", reads_text(200), False, "某某县人民政府", "印在决定书上"),
    Column("管辖法院", "court", reads_text(200), False, "某某县人民法院", "印在决定书上"),
    Column("省简称", "province_short", reads_text(4), False, "冀", "文号用"),
    Column("机关代字", "document_word", reads_text(20), False, "某某", "文号用"),
)
CHOICES = {"level": tuple(LEVELS), "categories": tuple(CATEGORIES)}


def plan_import(rows: Sequence[Any], *, by: Account, on: date) -> ImportPlan:
    """Say what would become of every row; changes nothing.

    Args:
        rows: of ``lib.spreadsheets.read_rows``.
        by: administers the agencies (or their superiors in the same workbook).
    Raises: WorkbookRefused ``no_headings`` or ``no_rows``.
    """
    plan = read_plan(rows, COLUMNS, "name")
    codes = {code for row in plan.rows for key in ("code", "parent", "acts_for") if (code := row.entry.get(key))}
    known = {agency.code: agency for agency in Agency.objects.filter(code__in=codes).select_related("parent")}
    mine = set(
        Agency.objects.administered_by(by, on).filter(code__in=codes).values_list("code", flat=True)
    )  # fmt: skip
    judged: dict[int, PlannedRow] = {}
    in_file: dict[str, PlannedRow] = {}
    for row in sorted(plan.rows, key=_rank):
        judged[row.number] = _judge(row, known, mine, in_file)
        if row.entry.get("code"):
            in_file.setdefault(row.entry["code"], judged[row.number])
    return replace(plan, rows=tuple(judged[row.number] for row in plan.rows))


@transaction.atomic
def carry_out(plan: ImportPlan, mandate: Mandate) -> ImportPlan:
    """Register what is new, each row in its own savepoint; returns the plan with what became of every row.

    Raises: AdministrationRefused ``reason_missing``.
    """
    check_reason(mandate)
    done: dict[int, PlannedRow] = {}
    for row in sorted(plan.of(Outcome.NEW), key=_rank):
        try:
            with transaction.atomic():
                _register(row, mandate)
        except CodedError as refusal:
            done[row.number] = row.refused(problem_of(refusal))
        else:
            done[row.number] = replace(row, outcome=Outcome.DONE)
    return replace(plan, rows=tuple(done.get(row.number, row) for row in plan.rows))


def _register(row: PlannedRow, mandate: Mandate) -> None:
    entry = dict(row.entry)
    parent = Agency.objects.get(code=entry.pop("parent"))
    check_mandate(mandate, parent)
    acts_for = entry.pop("acts_for")
    agency = register_agency(
        **entry, parent=parent, acts_in_name_of=Agency.objects.get(code=acts_for) if acts_for else None
    )
    record_change(
        agency, "agency_registered", mandate, subject=agency.name, effective_from=agency.effective_from,
        more={"workbook_row": row.number},
    )  # fmt: skip


def _judge(row: PlannedRow, known: dict[str, Agency], mine: set[str], in_file: dict[str, PlannedRow]) -> PlannedRow:
    code = row.entry.get("code")
    twin = in_file.get(code) if code else None
    if twin is not None:
        return row.refused(Problem("机构代码", f"与第 {twin.number} 行重复", "请删除其中一行，或者核对代码。"))
    if row.outcome is Outcome.FAULTY:
        return row
    if code in known:
        return _compare(row, known[code], code in mine)
    problems = [
        problem
        for problem in (_superior(row, "parent", "上级代码", known, mine, in_file), _subject(row, known, in_file))
        if problem is not None
    ]
    return row.refused(*problems) if problems else row


def _superior(
    row: PlannedRow, key: str, column: str, known: dict[str, Agency], mine: set[str], in_file: dict[str, PlannedRow]
) -> Problem | None:
    code = row.entry[key]
    above = known.get(code)
    planned = in_file.get(code)
    if above is None and planned is None:
        return Problem(column, f"没有登记代码为 {code} 的机构", "请核对代码，或者把上级也填进本表。")
    if above is not None and code not in mine:
        return Problem(column, f"{above.name}不归您管理", "请由该机构或者它的上级的系统管理员导入。")
    if planned is not None and above is None and planned.outcome is Outcome.FAULTY:
        return Problem(column, f"上级在第 {planned.number} 行，那一行有错误", "请先改正那一行，这一行会一起导入。")
    level = above.level if above is not None else (planned.entry["level"] if planned else "")
    if RANK_OF_LEVEL[Level(level)] >= RANK_OF_LEVEL[Level(row.entry["level"])]:
        return Problem(column, "上级的层级不高于本机构", "请核对层级，或者另选上级。")
    return None


def _subject(row: PlannedRow, known: dict[str, Agency], in_file: dict[str, PlannedRow]) -> Problem | None:
    code = row.entry["acts_for"]
    if not code:
        return None
    planned = in_file.get(code)
    if code not in known and (planned is None or planned.outcome is Outcome.FAULTY):
        return Problem("执法主体代码", f"没有登记代码为 {code} 的执法主体", "请核对代码，或者先登记执法主体。")
    acts_for_another = known[code].acts_in_name_of_id if code in known else planned and planned.entry["acts_for"]
    if acts_for_another:
        return Problem(
            "执法主体代码",
            "不是执法主体，受委托的组织不能再委托（行政处罚法第二十条第四款）",
            "请填写执法主体的代码。",
        )
    return None


def _compare(row: PlannedRow, agency: Agency, is_mine: bool) -> PlannedRow:
    if not is_mine:
        return row.refused(Problem("机构代码", "已由您管理范围以外的机构登记", "请核对代码，或者请上级管理员办理。"))
    differences = []
    for column in COLUMNS:
        wanted = row.entry[column.key]
        if wanted and str(_shown(wanted)) != str(_shown(_standing(agency, column.key))):
            differences.append(
                f"{column.heading}：登记为“{_shown(_standing(agency, column.key))}”，表里是“{_shown(wanted)}”"
            )
    return replace(row, outcome=Outcome.CHANGED if differences else Outcome.SAME, differences=tuple(differences))


def _standing(agency: Agency, key: str) -> Any:
    if key == "parent":
        return agency.parent.code if agency.parent else ""
    if key == "acts_for":
        return agency.acts_in_name_of.code if agency.acts_in_name_of else ""
    return getattr(agency, key)


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(str(BusinessCategory(each).label) for each in sorted(value))
    return str(Level(value).label) if value in Level.values else str(value)


def _rank(row: PlannedRow) -> tuple[int, int]:
    """Superiors first, else as they come in the workbook."""
    level = row.entry.get("level")
    return (RANK_OF_LEVEL[Level(level)] if level else len(RANK_OF_LEVEL), row.number)

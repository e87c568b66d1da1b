"""Agencies from a workbook: every row gets an answer, the good ones go in, nothing is overwritten."""

from datetime import UTC, date, datetime

import pytest

from hengtu.agencies.administration import AdministrationRefused, Mandate, changes_of
from hengtu.agencies.imports import ERRORS, ImportPlan, Outcome, faulty_sheet, template_sheets
from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.selectors.tree import misplaced_agencies
from hengtu.agencies.services.import_agencies import CHOICES, COLUMNS, carry_out, plan_import
from hengtu.agencies.services.plant_tree import demonstration_credit_code
from hengtu.lib.spreadsheets import Row, WorkbookRefused, read_rows, write_workbook
from tests.cast import DAY, Cast, appointed, make_cast

pytestmark = pytest.mark.django_db
AT = datetime(2025, 6, 3, 2, tzinfo=UTC)
HEADINGS = tuple(column.heading for column in COLUMNS)
BUREAU = demonstration_credit_code("139950", 50)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def admin(cast: Cast) -> Account:
    return appointed("admin-city", cast.line.city, Role.ADMIN)


def line(cast: Cast, **changes: object) -> dict[str, object]:
    words: dict[str, object] = {
        "机构代码": BUREAU,
        "名称": "示例新县交通运输局",
        "简称": "新县交通局",
        "行政区划代码": "139950",
        "层级": "县",
        "上级代码": cast.line.city.code,
        "执法门类": "公路路政、道路运政",
        "生效日期": "2025-01-01",
        "机关代字": "新县",
    }
    return {**words, **changes}


def squad(number: int, **changes: object) -> dict[str, object]:
    words: dict[str, object] = {
        "机构代码": f"DEMO-NEW-{number:03d}",
        "名称": f"示例新县第{number}中队",
        "简称": f"{number}中队",
        "行政区划代码": 139950.0,
        "层级": "基层站所",
        "上级代码": BUREAU,
        "执法主体代码": BUREAU,
        "执法门类": "全部",
        "生效日期": date(2025, 1, 1),
    }
    return {**words, **changes}


def rows(*lines: dict[str, object]) -> list[Row]:
    body = [tuple(entry.get(heading, "") for heading in HEADINGS) for entry in lines]
    return [Row(1, HEADINGS), *(Row(number, values) for number, values in enumerate(body, start=2))]  # type: ignore[arg-type]


def plan(admin: Account, *lines: dict[str, object]) -> ImportPlan:
    return plan_import(rows(*lines), by=admin, on=DAY)


def problem(planned: ImportPlan, number: int = 2) -> str:
    row = next(row for row in planned.rows if row.number == number)
    assert row.outcome is Outcome.FAULTY, row
    return " ".join(found.sentence for found in row.problems)


def test_a_plan_changes_nothing_and_carrying_it_out_registers(cast: Cast, admin: Account) -> None:
    before = Agency.objects.count()
    planned = plan(admin, squad(1), line(cast))  # the squad stands above its bureau: order does not matter
    assert planned.counts() == {"new": 2}
    assert Agency.objects.count() == before
    done = carry_out(planned, Mandate(admin, "机构改革", AT))
    assert done.counts() == {"done": 2}
    unit = Agency.objects.get(code="DEMO-NEW-001")
    assert unit.legal_subject.code == BUREAU
    assert unit.division_code == "139950"
    assert misplaced_agencies() == []
    assert changes_of(unit)[0].reason == "机构改革"


def test_the_same_workbook_again_finds_everything_there(cast: Cast, admin: Account) -> None:
    carry_out(plan(admin, line(cast), squad(1)), Mandate(admin, "机构改革", AT))
    again = plan(admin, line(cast), squad(1))
    assert again.counts() == {"same": 2}
    before = Agency.objects.count()
    assert carry_out(again, Mandate(admin, "机构改革", AT)).counts() == {"same": 2}
    assert Agency.objects.count() == before


def test_what_differs_is_shown_and_not_overwritten(cast: Cast, admin: Account) -> None:
    carry_out(plan(admin, line(cast)), Mandate(admin, "机构改革", AT))
    changed = plan(admin, line(cast, 简称="改名", 执法门类="公路路政"))
    assert changed.counts() == {"changed": 1}
    assert any("改名" in difference for difference in changed.rows[0].differences)
    assert any("公路路政、道路运政" in difference for difference in changed.rows[0].differences)
    carry_out(changed, Mandate(admin, "机构改革", AT))
    assert Agency.objects.get(code=BUREAU).short_name == "新县交通局"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"机构代码": BUREAU[:-1] + ("0" if BUREAU[-1] != "0" else "1")}, "机构代码：最后一位校验不对"),
        ({"机构代码": 111300000000000000.0}, "被存成了数字"),
        ({"名称": ""}, "名称：没有填写"),
        ({"名称": "甲\u202e乙"}, "看不见的控制字符"),
        ({"名称": "长" * 201}, "最多 200 个"),
        ({"行政区划代码": "99"}, "6 位数字"),
        ({"行政区划代码": "990000"}, "不是省级代码"),
        ({"层级": "乡"}, "没有“乡”这一项"),
        ({"执法门类": "公路路政、打井"}, "没有“打井”这一门类"),
        ({"生效日期": "下个月"}, "不是日期"),
        ({"上级代码": "NOWHERE"}, "没有登记代码为 NOWHERE 的机构"),
        ({"层级": "省"}, "上级的层级不高于本机构"),
        ({"邮编": "1234567"}, "最多 6 个"),
        ({"执法主体代码": "NOWHERE"}, "没有登记代码为 NOWHERE 的执法主体"),
    ],
)
def test_a_bad_cell_is_named_with_what_to_do(cast: Cast, admin: Account, changes, words: str) -> None:
    planned = plan(admin, line(cast, **changes))
    assert words in problem(planned)
    assert "请" in problem(planned)
    carry_out(planned, Mandate(admin, "机构改革", AT))
    assert not Agency.objects.filter(name__startswith="示例新县").exists()


def test_full_width_digits_and_other_writings_of_a_day_are_understood(cast: Cast, admin: Account) -> None:
    wide = line(cast, 行政区划代码="１３９９５０", 生效日期="２０２５年１月１日")
    planned = plan(admin, wide, squad(1, 生效日期=45658.0))
    assert planned.counts() == {"new": 2}
    assert {row.entry["effective_from"] for row in planned.rows} == {date(2025, 1, 1)}


def test_the_second_of_two_equal_codes_is_given_back(cast: Cast, admin: Account) -> None:
    planned = plan(admin, line(cast), line(cast, 名称="另一个局"))
    assert "与第 2 行重复" in problem(planned, 3)


def test_a_unit_below_a_faulty_bureau_waits_for_it(cast: Cast, admin: Account) -> None:
    planned = plan(admin, line(cast, 名称=""), squad(1))
    assert "第 2 行" in problem(planned, 3)


def test_a_unit_is_entrusted_by_a_legal_subject_only(cast: Cast, admin: Account) -> None:
    planned = plan(admin, line(cast), squad(1, 上级代码=cast.bureau.code, 执法主体代码=cast.squad.code))
    assert "第二十条第四款" in problem(planned, 3)


def test_nobody_imports_into_another_province(cast: Cast, admin: Account) -> None:
    planned = plan(
        admin, line(cast, 上级代码=cast.elsewhere.city.code), line(cast, 机构代码=cast.elsewhere.bureau.code)
    )
    assert "不归您管理" in problem(planned, 2)
    assert "管理范围以外" in problem(planned, 3)
    assert cast.elsewhere.bureau.short_name not in problem(planned, 3)


def test_carrying_out_asks_again_whose_the_agencies_are(cast: Cast, admin: Account) -> None:
    planned = plan(admin, line(cast))
    done = carry_out(planned, Mandate(cast.account("officer-a"), "机构改革", AT))
    assert done.counts() == {"faulty": 1}
    with pytest.raises(AdministrationRefused):
        carry_out(planned, Mandate(admin, " ", AT))


def test_four_hundred_rows_bad_ones_among_them(cast: Cast, admin: Account) -> None:
    lines = [line(cast), *(squad(number) for number in range(1, 400))]
    for number in (7, 77, 177, 277, 377):
        lines[number] = squad(number, 层级="")
    content = write_workbook([template_sheets(COLUMNS, CHOICES)[0]])
    assert read_rows(content, "模板.xlsx")[1].values[0].startswith("示例")  # type: ignore[union-attr]
    planned = plan(admin, *lines)
    assert planned.counts() == {"new": 395, "faulty": 5}
    done = carry_out(planned, Mandate(admin, "机构改革", AT))
    assert done.counts() == {"faulty": 5, "done": 395}
    back = read_rows(write_workbook([faulty_sheet(done)]), "待修改.xlsx")
    assert back[0].values[-1] == ERRORS
    assert len(back) == 6
    mended = [
        Row(
            row.number,
            tuple("基层站所" if place == HEADINGS.index("层级") else value for place, value in enumerate(row.values)),
        )
        for row in back[1:]
    ]
    again = plan_import([back[0], *mended], by=admin, on=DAY)
    assert again.counts() == {"new": 5}
    assert carry_out(again, Mandate(admin, "机构改革", AT)).counts() == {"done": 5}
    assert Agency.objects.filter(code__startswith="DEMO-NEW-").count() == 399


def test_a_workbook_without_headings_or_rows_says_which(admin: Account) -> None:
    for bad, code in (([Row(1, ("甲", "乙"))], "no_headings"), ([Row(1, HEADINGS)], "no_rows")):
        with pytest.raises(WorkbookRefused) as refusal:
            plan_import(bad, by=admin, on=DAY)
        assert refusal.value.code == code


def test_the_template_is_accepted_and_its_example_passed_over(cast: Cast, admin: Account) -> None:
    template = read_rows(write_workbook(template_sheets(COLUMNS, CHOICES)), "模板.xlsx")
    with pytest.raises(WorkbookRefused) as refusal:
        plan_import(template, by=admin, on=DAY)
    assert refusal.value.code == "no_rows"

"""Officers and certificates from a workbook: one answer a row, names are not people, nothing is overwritten."""

from datetime import UTC, date, datetime

import pytest

from hengtu.agencies.administration import Mandate, changes_of
from hengtu.agencies.imports import ImportPlan, Outcome
from hengtu.agencies.models import Account, Role
from hengtu.lib.spreadsheets import Row
from hengtu.officers.models import EnforcementCertificate, Officer
from hengtu.officers.services.import_officers import COLUMNS, carry_out, plan_import
from tests.cast import DAY, Cast, appointed, make_cast

pytestmark = pytest.mark.django_db
AT = datetime(2025, 6, 3, 2, tzinfo=UTC)
HEADINGS = tuple(column.heading for column in COLUMNS)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def admin(cast: Cast) -> Account:
    return appointed("admin", cast.bureau, Role.ADMIN)


def person(cast: Cast, number: int = 1, **changes: object) -> dict[str, object]:
    words: dict[str, object] = {
        "姓名": f"新人{number}",
        "类别": "执法人员",
        "所在机构代码": cast.squad.code,
        "在册日期": "2025-01-01",
        "证件编号": f"00{number:05d}",
        "证件门类": "全部",
        "有效期自": "2025-01-01",
        "有效期至": 46022.0,
    }
    return {**words, **changes}


def plan(admin: Account, *lines: dict[str, object]) -> ImportPlan:
    body = [tuple(entry.get(heading, "") for heading in HEADINGS) for entry in lines]
    rows = [Row(1, HEADINGS), *(Row(number, values) for number, values in enumerate(body, start=2))]  # type: ignore[arg-type]
    return plan_import(rows, by=admin, on=DAY)


def carried_out(admin: Account, planned: ImportPlan) -> ImportPlan:
    return carry_out(planned, Mandate(admin, "年度证件核验", AT))


def problem(planned: ImportPlan, number: int = 2) -> str:
    row = next(row for row in planned.rows if row.number == number)
    assert row.outcome is Outcome.FAULTY, row
    return " ".join(found.sentence for found in row.problems)


def test_an_officer_and_the_certificate_come_in_on_record(cast: Cast, admin: Account) -> None:
    planned = plan(
        admin, person(cast), person(cast, 2, 证件编号="", 证件门类="", 有效期自="", 有效期至="", 类别="执法辅助人员")
    )
    assert planned.counts() == {"new": 2}
    assert not Officer.objects.filter(name__startswith="新人").exists()
    assert carried_out(admin, planned).counts() == {"done": 2}
    certificate = EnforcementCertificate.objects.get(number="0000001")
    assert certificate.officer.name == "新人1"
    assert certificate.categories == ["all"]
    assert certificate.valid_to == date(2025, 12, 31)
    assert [change.what for change in changes_of(cast.squad)].count("登记执法证件") == 1


def test_the_same_workbook_again_enters_nobody_twice(cast: Cast, admin: Account) -> None:
    lines = (person(cast), person(cast, 2, 类别="执法辅助人员", 证件编号="", 证件门类="", 有效期自="", 有效期至=""))
    carried_out(admin, plan(admin, *lines))
    before = Officer.objects.count()
    again = plan(admin, *lines)
    assert again.counts() == {"same": 2}
    carried_out(admin, again)
    assert Officer.objects.count() == before
    assert plan(admin, person(cast, 有效期至="2030-12-31")).counts() == {"changed": 1}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"证件编号": 12345.0}, "被存成了数字"),
        ({"证件编号": ""}, "证件没有填全"),
        ({"有效期至": "2024-12-31"}, "早于有效期自"),
        ({"类别": "执法辅助人员"}, "第四十二条第一款"),
        ({"类别": "临时工"}, "没有“临时工”这一项"),
        ({"所在机构代码": "NOWHERE"}, "没有登记代码为 NOWHERE"),
        ({"登录名": "nobody"}, "没有归您管理的账号"),
        ({"姓名": ""}, "姓名：没有填写"),
        ({"有效期至": "2025-13-01"}, "不是日期"),
    ],
)
def test_a_bad_row_is_named_and_does_not_come_in(cast: Cast, admin: Account, changes, words: str) -> None:
    planned = plan(admin, person(cast, **changes))
    assert words in problem(planned)
    carried_out(admin, planned)
    assert not Officer.objects.filter(name="新人1").exists()


def test_the_second_of_two_equal_numbers_is_given_back(cast: Cast, admin: Account) -> None:
    planned = plan(admin, person(cast), person(cast, 2, 证件编号="００００００１"))
    assert "与第 2 行重复" in problem(planned, 3)


def test_a_namesake_is_asked_about(cast: Cast, admin: Account) -> None:
    name = cast.officer("officer-a").name
    assert "已有同名" in problem(plan(admin, person(cast, 姓名=name)))
    assert "与第 2 行同名" in problem(plan(admin, person(cast), person(cast, 2, 姓名="新人1")), 3)
    same = plan(admin, person(cast, 姓名=name, 同名处理="同一人"))
    carried_out(admin, same)
    assert EnforcementCertificate.objects.get(number="0000001").officer == cast.officer("officer-a")
    other = plan(admin, person(cast, 2, 姓名=name, 同名处理="另一人"))
    assert carried_out(admin, other).counts() == {"done": 1}
    assert Officer.objects.filter(name=name).count() == 2


def test_same_person_needs_one_of_that_name(cast: Cast, admin: Account) -> None:
    assert "没有叫这个名字" in problem(plan(admin, person(cast, 同名处理="同一人")))


def test_nobody_imports_into_another_province(cast: Cast, admin: Account) -> None:
    assert "不归您管理" in problem(plan(admin, person(cast, 所在机构代码=cast.elsewhere.squad.code)))


def test_a_refusal_in_the_middle_leaves_the_other_rows(cast: Cast, admin: Account) -> None:
    planned = plan(admin, person(cast), person(cast, 2), person(cast, 3))
    # somebody registers the second certificate between the dry run and the import
    EnforcementCertificate.objects.create(
        officer=cast.officer("officer-b"),
        number="0000002",
        categories=["all"],
        valid_from=date(2025, 1, 1),
        valid_to=date(2026, 1, 1),
    )
    done = carried_out(admin, planned)
    assert [row.outcome for row in done.rows] == [Outcome.DONE, Outcome.FAULTY, Outcome.DONE]
    assert not Officer.objects.filter(name="新人2").exists()  # the row goes back as a whole


def test_four_hundred_people_cost_a_fixed_number_of_questions(
    cast: Cast, admin: Account, django_assert_max_num_queries
) -> None:
    lines = [person(cast, number) for number in range(400)]
    lines[10] = person(cast, 10, 类别="")
    with django_assert_max_num_queries(10):
        planned = plan(admin, *lines)
    assert planned.counts() == {"new": 399, "faulty": 1}
    assert carried_out(admin, planned).counts() == {"done": 399, "faulty": 1}

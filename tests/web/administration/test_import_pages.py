"""Import through the browser: dry run first, faulty rows back, nothing twice, nothing opened that is no workbook."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengtu.agencies.imports import ERRORS
from hengtu.agencies.models import Account, Agency, ImportRun, Role
from hengtu.agencies.services.import_agencies import COLUMNS
from hengtu.lib.spreadsheets import Sheet, read_rows, write_workbook
from hengtu.officers.models import Officer
from hengtu.officers.services.import_officers import COLUMNS as OFFICER_COLUMNS
from tests.cast import Cast, appointed

pytestmark = pytest.mark.django_db
HEADINGS = tuple(column.heading for column in COLUMNS)


@pytest.fixture(autouse=True)
def _blobs_apart(settings, tmp_path) -> None:
    settings.BLOB_ROOT = tmp_path / "blobs"


def agencies(cast: Cast, *names: str, level: str = "基层站所") -> bytes:
    rows = []
    for number, name in enumerate(names):
        words = {
            "机构代码": f"S-{number}",
            "名称": name,
            "简称": name,
            "行政区划代码": "139901",
            "层级": "乡" if name.startswith("坏") else level,
            "上级代码": cast.bureau.code,
            "执法主体代码": cast.bureau.code,
            "执法门类": "全部",
            "生效日期": "2026-01-01",
        }
        rows.append(tuple(words.get(heading, "") for heading in HEADINGS))
    return write_workbook([Sheet("导入", HEADINGS, tuple(rows))])


def hand_in(desk: Client, content: bytes, name: str = "机构.xlsx", subject: str = "AGENCIES", reason: str = "机构改革"):
    return desk.post(
        "/administration/import/", {"subject": subject, "file": SimpleUploadedFile(name, content), "reason": reason}
    )


def test_a_workbook_is_looked_through_then_imported(cast: Cast, desk: Client) -> None:
    answer = hand_in(desk, agencies(cast, "一中队", "坏中队", "三中队<script>"))
    address = answer.headers["Location"]
    page = desk.get(address)
    text = page.content.decode()
    assert page.status_code == 200
    assert "导入这2行" in text
    assert "没有“乡”这一项" in text
    assert "第3行" in text
    assert "<script>" not in text.split("<main")[1]
    assert not Agency.objects.filter(code__startswith="S-").exists()
    done = desk.post(f"{address}carry-out", follow=True)
    assert "已导入2行" in done.content.decode()
    assert set(Agency.objects.filter(code__startswith="S-").values_list("code", flat=True)) == {"S-0", "S-2"}
    desk.post(f"{address}carry-out")  # a double click
    assert Agency.objects.filter(code__startswith="S-").count() == 2


def test_the_faulty_rows_come_back_as_a_workbook_and_go_in_once_mended(cast: Cast, desk: Client) -> None:
    address = hand_in(desk, agencies(cast, "一中队", "坏中队")).headers["Location"]
    back = desk.get(f"{address}faulty.xlsx")
    rows = read_rows(back.content, "待修改.xlsx")
    assert rows[0].values[-1] == ERRORS
    assert "层级" in str(rows[1].values[-1])
    place = HEADINGS.index("层级")
    mended = tuple("基层站所" if number == place else str(value) for number, value in enumerate(rows[1].values))
    again = write_workbook([Sheet("待修改", tuple(map(str, rows[0].values)), (mended,))])
    second = hand_in(desk, again).headers["Location"]
    desk.post(f"{second}carry-out")
    assert Agency.objects.get(code="S-1").name == "坏中队"


def test_the_file_is_kept_as_it_came_and_never_opened_by_the_browser(cast: Cast, desk: Client) -> None:
    content = agencies(cast, "一中队")
    address = hand_in(desk, content, name="机构 表.xlsx").headers["Location"]
    back = desk.get(f"{address}original")
    assert back.content == content
    assert back.headers["Content-Type"] == "application/octet-stream"
    assert back.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00" + b"x" * 100, "是程序，不是表格"),
        ("姓名,类别".encode("gb18030"), "另存为"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "旧版"),
        (b"PK\x03\x04" + b"x" * 100, "已损坏"),
        (b"x" * (6 << 20), "超过 5 兆字节"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(cast: Cast, desk: Client, content: bytes, words: str) -> None:
    answer = hand_in(desk, content, name="人员.xlsx")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "机构改革" in answer.content.decode()  # what was typed is kept
    assert not ImportRun.objects.exists()


def test_an_empty_file_and_no_file_are_named(cast: Cast, desk: Client) -> None:
    assert "没有填写" in desk.post("/administration/import/", {"subject": "AGENCIES", "reason": "x"}).content.decode()
    assert hand_in(desk, b"").status_code == 422


def test_a_workbook_of_another_shape_says_which_headings_it_lacks(cast: Cast, desk: Client) -> None:
    address = hand_in(desk, agencies(cast, "一中队"), subject="OFFICERS").headers["Location"]
    answer = desk.get(address)
    assert answer.status_code == 422
    assert "姓名" in answer.content.decode()
    assert "取回原文件" in answer.content.decode()


def test_an_import_is_seen_by_who_handed_it_in_alone(cast: Cast, desk: Client, client_of) -> None:
    address = hand_in(desk, agencies(cast, "一中队")).headers["Location"]
    colleague = client_of(appointed("admin-2", cast.bureau, Role.ADMIN))
    officer = client_of(cast.account("officer-a"))
    for part in ("", "faulty.xlsx", "original"):
        assert colleague.get(address + part).status_code == 404
        assert officer.get(address + part).status_code == 403
    assert colleague.post(f"{address}carry-out").status_code == 404
    assert not Agency.objects.filter(code="S-0").exists()


def test_officers_come_in_by_the_template(cast: Cast, desk: Client) -> None:
    template = desk.get("/administration/import/template/officers.xlsx")
    headings = tuple(map(str, read_rows(template.content, "模板.xlsx")[0].values))
    assert headings == tuple(column.heading for column in OFFICER_COLUMNS)
    words = {"姓名": "新人", "类别": "执法人员", "所在机构代码": cast.squad.code, "在册日期": "2026-01-01"}
    content = write_workbook([Sheet("导入", headings, (tuple(words.get(heading, "") for heading in headings),))])
    address = hand_in(desk, content, subject="OFFICERS").headers["Location"]
    desk.post(f"{address}carry-out")
    assert Officer.objects.get(name="新人").agency == cast.squad
    assert desk.get("/administration/import/template/cases.xlsx").status_code == 404


def test_an_upload_is_noted_with_who_and_why(cast: Cast, desk: Client, admin: Account) -> None:
    hand_in(desk, agencies(cast, "一中队"))
    run = ImportRun.objects.get()
    assert (run.account, run.reason, run.carried_out_at) == (admin, "机构改革", None)

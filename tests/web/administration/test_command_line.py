"""``hengtu import``: the same plan and the same answers as in the browser, and the first administrator."""

import json
from pathlib import Path

import pytest

from hengtu.agencies.models import Account, Agency, Post, Role
from hengtu.agencies.services.import_agencies import COLUMNS
from hengtu.lib.spreadsheets import read_rows
from hengtu.web.commandline.administration import run
from tests.cast import Cast
from tests.web.administration.test_import_pages import agencies

pytestmark = pytest.mark.django_db


def said(capsys) -> dict:
    captured = capsys.readouterr()
    return json.loads(captured.out or captured.err)


def test_a_dry_run_changes_nothing_and_the_faulty_rows_come_back(cast: Cast, admin, tmp_path: Path, capsys) -> None:
    file, faulty = tmp_path / "机构.xlsx", tmp_path / "待修改.xlsx"
    file.write_bytes(agencies(cast, "一中队", "坏中队"))
    words = ["agencies", str(file), "--by", "admin", "--reason", "机构改革", "--faulty", str(faulty)]
    assert run([*words, "--dry-run"]) == 1
    answer = said(capsys)
    assert answer["rows"] == {"new": 1, "faulty": 1}
    assert "层级" in answer["faulty"][0]["problems"][0]
    assert not Agency.objects.filter(code="S-0").exists()
    assert len(read_rows(faulty.read_bytes(), "待修改.xlsx")[0].values) == len(COLUMNS) + 1
    assert run(words) == 1
    assert said(capsys)["rows"] == {"faulty": 1, "done": 1}
    assert Agency.objects.get(code="S-0").name == "一中队"


def test_an_import_wants_a_mandate(cast: Cast, admin, tmp_path: Path, capsys) -> None:
    file = tmp_path / "机构.xlsx"
    file.write_bytes(agencies(cast, "一中队"))
    assert run(["agencies", str(file), "--by", "nobody", "--reason", "x"]) == 2
    assert said(capsys)["error"] == "account_unknown"
    assert run(["agencies", str(file), "--by", "admin"]) == 2
    assert said(capsys)["error"] == "reason_missing"
    assert run(["agencies", str(file), "--by", "officer-a", "--reason", "x"]) == 1  # not his to import
    assert run(["agencies", str(tmp_path / "nothing.xlsx"), "--by", "admin", "--reason", "x"]) == 2
    assert not Agency.objects.filter(code="S-0").exists()


def test_the_first_administrator_begins_with_an_empty_register(db, capsys) -> None:
    assert run(["first-administrator", "ROOT", "admin", "宋守册"]) == 2
    assert said(capsys)["error"] == "agency_unknown"
    assert run(["first-administrator", "ROOT", "admin", "宋守册", "--root", "示例交通运输部"]) == 0
    password = said(capsys)["one_time_password"]
    account = Account.objects.get(username="admin")
    assert account.check_password(password)
    assert account.must_change_password
    assert Post.objects.get(account=account).role == Role.ADMIN
    assert run(["first-administrator", "ROOT", "second", "柏总管"]) == 2
    assert said(capsys)["error"] == "administrator_exists"

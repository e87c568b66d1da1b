"""A yearly notice is handed in, looked through, published by a second person; the deadlines follow."""

import csv
import io
import json
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengtu.agencies.models import Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases import horizon
from hengtu.cases.models import CaseDeadline, DeadlineChange
from hengtu.law.calendar import official, record_of
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.jobs import Worker
from hengtu.ledger.models import Job
from hengtu.lib.blobs import BlobStore
from hengtu.lib.spreadsheets import write_workbook
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.models import CalendarDraft, RulePack
from hengtu.rulesets.notice_file import COLUMNS, read_notice, template
from hengtu.rulesets.services.publish_calendar import hand_in_notice, publish_notice, withdraw_notice
from hengtu.web.commandline import administration
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cast import SINCE, appointed, make_cast
from tests.fixtures import scripts

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=CIVIL_TIME)
REASON = "国办发明电〔2026〕9号"


def corrected(year: int = 2025, *off: date) -> dict[str, Any]:
    """The loaded year with some more days off, as a JSON file has it."""
    record = deepcopy(dict(record_of(year) or {}))
    record["holidays"]["国庆节"] = [*record["holidays"]["国庆节"], *(day.isoformat() for day in off)]
    return record


def as_json(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


def as_csv(record: dict[str, Any]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    notice = record["notices"][0]
    about = (notice["title"], notice.get("number", ""), notice["issued_on"])
    for name, days in record["holidays"].items():
        table.writerows((day, "放假", name, *about) for day in days)
    table.writerows((day, "上班", "", "", "", "") for day in record["make_up"])
    return text.getvalue().encode("gb18030")


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def first(cast):
    return appointed("admin", cast.bureau, Role.ADMIN)


@pytest.fixture
def second(cast):
    return appointed("admin-2", cast.bureau, Role.ADMIN)


THURSDAY = date(2025, 10, 9)


def hand_in(by, content: bytes | None = None, filename: str = "通知.json") -> CalendarDraft:
    file = as_json(corrected(2025, THURSDAY)) if content is None else content
    return hand_in_notice(content=file, filename=filename, reason=REASON, by=by, at=NOW)


def published(draft, by, callbacks):
    with callbacks(execute=True):
        return publish_notice(uid=draft.pk, by=by, at=NOW)


def test_a_correction_is_in_force_once_the_second_person_publishes(first, second, django_capture_on_commit_callbacks):
    assert official().is_working_day(THURSDAY)
    draft = hand_in(first)
    assert (draft.state, draft.record["id"], draft.based_on) == ("PROPOSED", "2025@2", "2025")
    assert official().is_working_day(THURSDAY), "handing in changes nothing"
    done = published(draft, second, django_capture_on_commit_callbacks)
    assert not official().is_working_day(THURSDAY)
    assert (done.state, done.pack) == ("PUBLISHED", RulePack.objects.get())
    job = Job.objects.get(name=horizon.RECOMPUTE)
    assert job.payload["cause"].endswith("已经更正")


def test_what_is_published_recomputes_the_open_deadlines(django_capture_on_commit_callbacks):
    file = scripts()
    stage = stage_for(file)
    played = Player(file.script("demo-1"), stage)
    for act in played.script.acts:
        played.do(act)
        if act.kind == "notice_served":
            break
    clock = CaseDeadline.objects.get(term="hearing_request")
    admins = [appointed(name, stage.agency.legal_subject, Role.ADMIN) for name in ("a-1", "a-2")]
    record = corrected(clock.due_on.year)
    record["holidays"]["临时"] = [clock.due_on.isoformat()]
    draft = hand_in(admins[0], as_json(record))
    published(draft, admins[1], django_capture_on_commit_callbacks)
    worker = Worker("w", lambda: NOW + timedelta(minutes=1))
    while worker.run_one():
        pass
    assert Job.objects.get(name=horizon.RECOMPUTE).state == "DONE", Job.objects.get(name=horizon.RECOMPUTE).error
    assert CaseDeadline.objects.get(pk=clock.pk).due_on > clock.due_on
    assert DeadlineChange.objects.get(term="hearing_request").why.startswith("《国务院办公厅关于")


def test_the_one_who_handed_it_in_does_not_publish_it(first):
    draft = hand_in(first)
    with pytest.raises(RulesRefused) as refused:
        publish_notice(uid=draft.pk, by=first, at=NOW)
    assert refused.value.code == "same_person"


def test_only_administrators_of_the_same_line_take_part(first, cast):
    far = appointed("far", plant_line(province_code="44", since=SINCE, word="外省", short="外").bureau, Role.ADMIN)
    draft = hand_in(first)
    with pytest.raises(RulesRefused) as refused:
        publish_notice(uid=draft.pk, by=far, at=NOW)
    assert refused.value.code == "not_administered"
    with pytest.raises(RulesRefused) as refused:
        hand_in(cast.account("officer-a"))
    assert refused.value.code == "not_administrator"


def test_below_the_topmost_administrators_nobody_changes_the_calendar_of_all(first, second, cast):
    appointed("top", cast.bureau.parent, Role.ADMIN)
    with pytest.raises(RulesRefused) as refused:
        publish_notice(uid=hand_in(first).pk, by=second, at=NOW)
    assert refused.value.code == "not_topmost"


def test_it_is_published_once_and_never_over_somebody_elses_correction(
    first, second, django_capture_on_commit_callbacks
):
    early, late = hand_in(first), hand_in(first, as_json(corrected(2025, THURSDAY, date(2025, 10, 10))))
    published(early, second, django_capture_on_commit_callbacks)
    for draft, code in ((early, "notice_not_open"), (late, "calendar_changed")):
        with pytest.raises(RulesRefused) as refused:
            publish_notice(uid=draft.pk, by=second, at=NOW)
        assert refused.value.code == code
    with pytest.raises(RulesRefused) as refused:
        withdraw_notice(uid=early.pk, by=first, at=NOW)
    assert refused.value.code == "notice_not_open"


def test_a_correction_of_a_correction_counts_on(first, second, django_capture_on_commit_callbacks):
    published(hand_in(first), second, django_capture_on_commit_callbacks)
    back = hand_in(first, as_json({**corrected(2025), "holidays": _as_it_was()}))
    assert (back.record["id"], back.based_on) == ("2025@3", "2025@2")
    published(back, second, django_capture_on_commit_callbacks)
    assert official().is_working_day(THURSDAY)


def _as_it_was() -> dict[str, list[str]]:
    found = deepcopy(dict(record_of(2025) or {}))["holidays"]
    return {name: [day for day in days if day != THURSDAY.isoformat()] for name, days in found.items()}


def test_the_same_days_again_are_not_published(first, second):
    with pytest.raises(RulesRefused) as refused:
        publish_notice(uid=hand_in(first, as_json(corrected(2025))).pk, by=second, at=NOW)
    assert refused.value.code == "nothing_changes"


@pytest.mark.parametrize("write", [as_json, as_csv])
def test_a_table_and_a_json_file_say_the_same(write):
    record = corrected(2026)
    read = read_notice(write(record), "2026")
    assert (read.year, read.problems) == (2026, ())
    assert sorted(str(each.day) for each in read.days if each.works) == sorted(record["make_up"])
    assert read.notices[0]["issued_on"] == record["notices"][0]["issued_on"]


def test_the_template_can_be_filled_and_read():
    read = read_notice(write_workbook([template()]), "模板.xlsx")
    assert [(str(each.day), each.works, each.row) for each in read.days] == [
        ("2027-01-01", False, 2),
        ("2027-02-20", True, 3),
    ]
    assert "文件可能不完整" in str(read.problems[-1])


def test_a_faulty_file_is_kept_with_every_problem_and_its_row(first, second):
    rows = as_csv(corrected(2026)).decode("gb18030").splitlines()
    rows[3:3] = ["2026-02-30,放假,春节,,,", "2026-05-11,上班,,,,", "2026-06-06,也许,端午节,,,"]
    content = "\n".join(rows).encode()
    draft = hand_in(first, content, "通知.csv")
    assert draft.state == "FAULTY"
    told = " ".join(draft.problems)
    for expected in ("第4行：「2026-02-30」不是日期", "第5行：2026年5月11日是星期一", "第6行：安排写的是「也许」"):
        assert expected in told
    from django.conf import settings

    assert BlobStore(settings.BLOB_ROOT).read(draft.file_key) == content
    with pytest.raises(RulesRefused):
        publish_notice(uid=draft.pk, by=second, at=NOW)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"\xff\xfe\x00\x01\x80",
        b'{"year": 2026, "holidays": {"x": ["2026-01-01"',
        b"{}",
        b'{"year": 2026, "notices": 3, "holidays": {}, "make_up": []}',
        "甲,乙\n1,2\n".encode(),
        '日期,安排,节日\n"2026-01-01,放假'.encode(),
    ],
)
def test_what_is_no_notice_is_refused_and_not_half_read(first, content: bytes):
    with pytest.raises(RulesRefused) as refused:
        hand_in(first, content)
    assert refused.value.code == "notice_unreadable"
    assert not CalendarDraft.objects.exists()


def test_the_same_year_twice_in_one_file_is_named():
    record = corrected(2026)
    assert "这里有 2 份" in str(read_notice(as_json([record, record]), "x").problems[0])  # type: ignore[arg-type]
    text = as_json(record).decode().replace('"year": 2026}', '"year": 2026, "year": 2026}')
    assert "year 写了两次" in " ".join(map(str, read_notice(text.encode(), "x").problems))


# --- the pages -----------------------------------------------------------------------------------------------------
def client_of(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_page_shows_the_effect_before_it_is_published_and_publishes(
    first, second, django_capture_on_commit_callbacks
):
    sent = {"file": SimpleUploadedFile("通知.json", as_json(corrected(2025, THURSDAY))), "reason": REASON}
    mine = client_of(first)
    answer = mine.post("/administration/rules/calendar/", sent)
    assert answer.status_code == 302
    page = mine.get(answer.headers["Location"]).content.decode()
    assert "等另一位系统管理员发布" in page
    assert "没有未办结的期限因此变动" in page
    assert "10月9日" in page
    other = client_of(second)
    publish = f"{answer.headers['Location']}publish"
    assert mine.post(publish).status_code == 409
    with django_capture_on_commit_callbacks(execute=True):
        assert other.post(publish).status_code == 302
    assert not official().is_working_day(THURSDAY)
    assert "第2版" in mine.get("/administration/rules/calendar/").content.decode()
    assert other.post(publish).status_code == 409


def test_a_file_that_cannot_be_read_keeps_the_reason_typed(first):
    sent = {"file": SimpleUploadedFile("通知.json", b"{"), "reason": REASON}
    answer = client_of(first).post("/administration/rules/calendar/", sent)
    assert answer.status_code == 422
    assert "没有读完整" in answer.content.decode()
    assert REASON in answer.content.decode()


def test_the_original_and_the_template_come_back_as_files(first):
    draft = hand_in(first)
    mine = client_of(first)
    original = mine.get(f"/administration/rules/calendar/{draft.pk}/original")
    assert original.content == as_json(corrected(2025, THURSDAY))
    assert mine.get("/administration/rules/calendar/template.xlsx").content[:2] == b"PK"


# --- the command ---------------------------------------------------------------------------------------------------
def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    status = administration.run(["calendar", *words])
    said = capsys.readouterr()
    return status, json.loads(said.out or said.err)


@pytest.fixture
def file_of(tmp_path):
    def write(content: bytes, name: str = "通知.json") -> str:
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return write


def test_a_dry_run_tells_differences_and_effect_and_writes_nothing(capsys, file_of):
    status, said = run(capsys, file_of(as_json(corrected(2025, THURSDAY))), "--dry-run")
    assert (status, said["year"], said["dry_run"]) == (0, 2025, True)
    assert said["changes"] == [["2025-10-09", "", "holiday"]]
    assert said["effect"]["open"] == 0
    assert said["totals"]["net"] == 14
    assert "净增 14 日" in said["findings"][0]
    assert not CalendarDraft.objects.exists()


def test_a_faulty_file_is_told_row_by_row_with_status_one(capsys, file_of):
    rows = as_csv(corrected(2026)).decode("gb18030").splitlines()
    content = "\n".join([*rows[:3], "2026-02-30,放假,春节,,,", *rows[3:]]).encode()
    status, said = run(capsys, file_of(content, "通知.csv"), "--by", "admin", "--reason", REASON)
    assert status == 1
    assert said["problems"][0] == {"row": 4, "message": "「2026-02-30」不是日期，请写成 2026-01-31"}
    assert not CalendarDraft.objects.exists()


def test_two_administrators_publish_from_the_machine(
    capsys, file_of, first, second, django_capture_on_commit_callbacks
):
    words = (file_of(as_json(corrected(2025, THURSDAY))), "--by", first.username, "--reason", REASON)
    status, said = run(capsys, *words)
    assert (status, said["state"], said["pack"]) == (0, "PROPOSED", None)
    with django_capture_on_commit_callbacks(execute=True):
        status, said = run(capsys, *words, "--approved-by", second.username)
    assert (status, said["state"]) == (0, "PUBLISHED")
    assert not official().is_working_day(THURSDAY)


def test_one_administrator_cannot_be_both(capsys, file_of, first):
    words = (file_of(as_json(corrected(2025, THURSDAY))), "--by", first.username, "--reason", REASON)
    status, said = run(capsys, *words, "--approved-by", first.username)
    assert (status, said["error"]) == (2, "same_person")
    assert run(capsys, *words[:2], "nobody", *words[3:])[1]["error"] == "account_unknown"

"""The pages of recording: docked, listed, linked, explained, looked at for a purpose, destroyed by two."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hengtu.cases.models import FieldStep
from hengtu.cases.recording.board import board_of, span_of
from hengtu.evidence.models import Recording, Upload
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from tests.cases.recording.films import docked, mp4
from tests.web.acts.people import Person, refusal, words
from tests.web.recordings.conftest import Office
from tests.web.test_files import body_of

SPAN = "from=2025-07-01&to=2025-07-31"


def local(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M:%S")


def sends(person: Person, office: Office, minutes_before: float = 5, **typed):
    """Dock a film in the browser; its camera is one minute fast."""
    start = office.step.starts_at - timedelta(minutes=minutes_before) + timedelta(minutes=1)
    given = {
        "serial": "HT-0001",
        "starts_at": local(start),
        "ends_at": local(start + timedelta(minutes=20)),
        "file": SimpleUploadedFile("扣押.mp4", mp4("扣押")),
        **typed,
    }
    return person.client.post(reverse("recording_new"), {key: value for key, value in given.items() if value != ""})


def board(person: Person, view: str = "unrecorded") -> str:
    return words(person.sees(f"/recordings/?view={view}&{SPAN}"))


# --- docking ----------------------------------------------------------------------------------------------------------
def test_a_film_sent_in_the_browser_finds_its_act(office: Office) -> None:
    assert "没有找到视频" in board(office["officer-a"])
    answer = sends(office["officer-a"], office)
    assert answer.status_code == 302, refusal(answer)
    film = Recording.objects.get()
    assert film.starts_at == office.step.starts_at - timedelta(minutes=5)
    page = words(office["officer-a"].sees(answer["Location"]))
    assert "已入库" in page
    assert "快60秒" in page
    assert "有视频1／1，100%" in board(office["officer-a"])
    assert sends(office["officer-b"], office)["Location"].endswith("?known=1")
    assert "有音像记录" in words(office["officer-a"].sees(reverse("case", args=[office.step.case_id])))


def test_what_is_missing_in_the_form_is_said_and_the_file_is_kept(office: Office) -> None:
    answer = sends(office["officer-a"], office, ends_at="", place="省道S201线")
    assert answer.status_code == 422
    assert "没有写结束时间" in refusal(answer)
    assert "省道S201线" in answer.content.decode()
    kept = Upload.objects.get()
    answer = sends(office["officer-a"], office, file="", kept=str(kept.pk))
    assert answer.status_code == 302
    assert not Upload.objects.exists()
    assert Recording.objects.get().filename == "扣押.mp4"


def test_nobody_takes_a_file_another_person_left(office: Office) -> None:
    sends(office["officer-a"], office, ends_at="")
    answer = sends(office["officer-b"], office, file="", kept=str(Upload.objects.get().pk))
    assert "没有选文件" in refusal(answer)


def test_what_is_no_film_is_refused_with_what_to_do(office: Office) -> None:
    answer = sends(office["officer-a"], office, file=SimpleUploadedFile("x.bin", b"plain words"))
    assert answer.status_code == 422
    assert "不是视频或者录音" in refusal(answer)


def test_supervisors_look_on_and_dock_nothing(office: Office) -> None:
    assert office["supervisor"].sees("/recordings/").status_code == 200
    assert office["supervisor"].sees(reverse("recording_new")).status_code == 403


# --- the act ----------------------------------------------------------------------------------------------------------
def test_an_act_without_a_film_is_explained_and_a_head_accepts(office: Office) -> None:
    address = reverse("recording_act", args=[office.step.pk])
    assert "没有视频" in words(office["officer-a"].sees(address))
    empty = office["officer-a"].client.post(address, {"intent": "explain", "reason": " "})
    assert empty.status_code == 422
    assert "请写明理由" in refusal(empty)
    office["officer-a"].client.post(address, {"intent": "explain", "reason": "记录仪没电"})
    assert "认可" not in words(office["officer-b"].sees(address)).replace("不认可", "")
    refused = office["officer-b"].client.post(address, {"intent": "accept"})
    assert refused.status_code == 422
    assert office["head"].client.post(address, {"intent": "accept"}).status_code == 302
    assert "已说明原因1次" in board(office["head"])
    assert "记录仪没电" in words(office["supervisor"].sees(address))


def test_a_film_with_a_lost_clock_is_linked_by_hand(office: Office) -> None:
    by = office["officer-a"].account
    start = office.step.starts_at - timedelta(days=900)
    film = docked(office.agency, by, office.folder, start, 10, office.step.starts_at + timedelta(hours=8))
    assert "时间不可信的视频可能是它" in board(office["officer-a"])
    address = reverse("recording_act", args=[office.step.pk])
    nothing = office["officer-a"].client.post(address, {"intent": "link", "reason": "画面里是这辆车"})
    assert "没有选视频" in refusal(nothing)
    assert "画面里是这辆车" in nothing.content.decode()
    linked = {"intent": "link", "film": str(film.pk), "reason": "画面里是这辆车"}
    assert office["officer-a"].client.post(address, linked).status_code == 302
    assert "有视频1／1，100%" in board(office["officer-a"])
    office["officer-a"].client.post(address, {**linked, "intent": "unlink", "reason": "看错了"})
    assert "有视频0／1，0%" in board(office["officer-a"])


def test_who_only_looks_on_links_nothing(office: Office) -> None:
    address = reverse("recording_act", args=[office.step.pk])
    assert office["supervisor"].client.post(address, {"intent": "explain", "reason": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["recording", "recording_play", "recording_act"])
def test_strangers_find_nothing(office: Office, name: str) -> None:
    sends(office["officer-a"], office)
    pk = office.step.pk if name == "recording_act" else Recording.objects.get().pk
    assert office["stranger"].sees(reverse(name, args=[pk])).status_code == 404
    assert "HT-0001" not in board(office["stranger"], "matched")


# --- looking ----------------------------------------------------------------------------------------------------------
def test_a_film_plays_only_for_whoever_says_what_for_and_that_is_noted(office: Office) -> None:
    sends(office["officer-a"], office)
    film = Recording.objects.get()
    page, play = reverse("recording", args=[film.pk]), reverse("recording_play", args=[film.pk])
    assert office["head"].sees(play).status_code == 302
    assert "请写明查看的用途" in refusal(office["head"].client.post(page, {"intent": "open", "reason": ""}))
    office["head"].client.post(page, {"intent": "open", "reason": "复议答复"})
    assert body_of(office["head"].sees(play)) == mp4("扣押")
    part = office["head"].client.get(play, headers={"Range": "bytes=4-7"})
    assert (part.status_code, body_of(part)) == (206, b"ftyp")
    assert office["officer-b"].sees(play).status_code == 302
    flush_access_log()
    assert AccessEntry.objects.get(what=f"recordings/{film.pk}").purpose == "复议答复"
    assert "复议答复" in words(office["head"].sees(page))


# --- gaps -------------------------------------------------------------------------------------------------------------
def test_the_spreadsheet_has_the_rows_of_the_page_and_its_counts(office: Office) -> None:
    page = words(office["head"].sees(f"/recordings/gaps/?{SPAN}"))
    answer = office["head"].sees(f"/recordings/gaps.csv?{SPAN}")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert f"一共{len(rows) - 1}处" in page
    assert {row[5] for row in rows[1:]} == {words for words, count in _counts(office).items() if count}
    assert len(rows) > 1


def _counts(office: Office) -> dict[str, int]:
    first = office.step.starts_at.date().replace(day=1)
    return dict(board_of(office["head"].account, span_of(first, first.replace(day=31)), on=timezone.localdate()).counts)


def test_no_cell_of_the_spreadsheet_begins_a_formula(office: Office) -> None:
    FieldStep.objects.update(officers=[{"id": str(office.step.pk), "name": "=HYPERLINK(1)"}])
    text = office["head"].sees(f"/recordings/gaps.csv?{SPAN}").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(text)) for cell in row)


@pytest.mark.parametrize("query", ["from=x&to=y&unit=z", "from=9999-12-31&to=0001-01-01", "unit=99999999999999999999"])
def test_nonsense_in_the_address_is_the_usual_page(office: Office, query: str) -> None:
    for name in ("recordings", "recording_gaps", "recording_gaps_csv"):
        assert office["officer-a"].sees(f"{reverse(name)}?{query}").status_code == 200


# --- cameras ----------------------------------------------------------------------------------------------------------
def test_a_head_hands_out_cameras_and_everybody_compares_the_clock(office: Office) -> None:
    address = reverse("recording_cameras")
    head, officer = office["unit-head"].client, office["officer-a"].client
    assert officer.post(address, {"intent": "register", "serial": "N-1", "model": "X"}).status_code == 403
    assert head.post(address, {"intent": "register", "serial": "N-1", "model": "X"}).status_code == 302
    again = head.post(address, {"intent": "register", "serial": "N-1", "model": "X"})
    assert "已经登记过了" in refusal(again)
    person = office["officer-b"].account.officer.pk
    assert "已经登记交还" in refusal(head.post(address, {"intent": "take_back", "camera": "N-1"}))
    assert head.post(address, {"intent": "hand_out", "camera": "N-1", "officer": person}).status_code == 302
    worn = head.post(address, {"intent": "hand_out", "camera": "N-1", "officer": person})
    assert "请先登记交还" in refusal(worn)
    shown = local(timezone.now() + timedelta(seconds=90))
    assert officer.post(address, {"intent": "clock", "camera": "N-1", "shown": shown}).status_code == 302
    assert "读不出来" in refusal(officer.post(address, {"intent": "clock", "camera": "N-1", "shown": "早上"}))
    page = words(office["supervisor"].sees(address))
    assert "沈佳禾" in page
    assert "快90秒" in page or "快89秒" in page


# --- destruction ------------------------------------------------------------------------------------------------------
def test_an_expired_film_goes_by_two_people_and_leaves_its_tombstone(office: Office) -> None:
    by = office["officer-a"].account
    film = docked(office.agency, by, office.folder, office.step.starts_at + timedelta(hours=4), 5, office.step.ends_at)
    page, keeping = reverse("recording", args=[film.pk]), reverse("recording_keeping")
    assert "期满" in words(office["archivist"].sees(keeping))
    office["archivist"].client.post(page, {"intent": "hold", "reason": "信访核查"})
    assert "保存期限还没有满" in refusal(office["archivist"].client.post(page, {"intent": "propose", "reason": "期满"}))
    office["archivist"].client.post(page, {"intent": "release", "reason": "核查结束"})
    assert office["archivist"].client.post(page, {"intent": "propose", "reason": "期满"}).status_code == 302
    proposal = film.destructions.get().pk
    alone = office["archivist"].client.post(keeping, {"intent": "approve", "proposal": proposal})
    assert alone.status_code == 422
    assert office["stranger"].client.post(keeping, {"intent": "approve", "proposal": proposal}).status_code == 404
    assert office["head"].client.post(keeping, {"intent": "approve", "proposal": proposal}).status_code == 302
    assert "已清理" in words(office["head"].sees(page))
    assert film.sha256[:10] in words(office["head"].sees(keeping))
    assert office["head"].sees(reverse("recording_play", args=[film.pk])).status_code == 404


def test_the_list_says_whose_each_row_is(office: Office) -> None:
    page = words(office["officer-a"].sees("/recordings/list/?place=东陵省"))
    assert "路上现场检查" in page
    assert "东陵" in page
    assert "系统设置" in page
    assert office["officer-a"].sees("/recordings/list/?place=没有这个地方").status_code == 200

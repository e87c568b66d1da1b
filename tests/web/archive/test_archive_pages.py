"""The register and the file of a case as people use them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.archive.open import read_volume, volumes_of
from hengtu.cases.models import ArchivedFile, FileLoan, FilePaper
from hengtu.documents.models import Document
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from tests.cases.archive.conftest import archived, archivist, blobs, closed, file, player, stage
from tests.cast import SINCE, appointed

__all__ = ["archived", "archivist", "blobs", "closed", "file", "player", "stage"]


def signed_in(name):
    client = Client()
    client.force_login(name if isinstance(name, Account) else Account.objects.get(username=name))
    return client


def page(case_id):
    return f"/cases/{case_id}/archive/"


def text(answer):
    return answer.content.decode()


def test_the_archivist_sees_what_is_missing_explains_it_and_archives(closed):
    lost = Document.objects.get(stream_id=closed, form="f14_spot_decision")
    Document.objects.filter(pk=lost.pk).update(state="WITHDRAWN", state_reason="遗失")
    keeper = signed_in("archivist")
    assert "缺1件" in text(keeper.get("/archive/"))
    shown = text(keeper.get(page(closed)))
    assert "必须有" in shown
    code = f"why:spot-decision:{lost.act_uid}"
    refused = keeper.post(page(closed), {"intent": "archive", "retention_because": "键入的理由", code: ""})
    assert refused.status_code == 422
    assert "当场行政处罚决定书" in text(refused)
    assert "键入的理由" in text(refused)
    done = keeper.post(page(closed), {"intent": "archive", code: "原件遗失，见情况说明"}, follow=True)
    assert "已经归档" in text(done)
    assert ArchivedFile.objects.filter(pk=closed).exists()


def test_an_officer_may_look_and_hand_in_but_not_archive(closed):
    officer = signed_in("officer-a")
    refused = officer.post(page(closed), {"intent": "archive"})
    assert refused.status_code == 422
    picture = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(picture, "PNG")
    sent = {
        "intent": "hand_in", "title": "缴款票据", "dated_on": "2025-06-10", "part": "main",
        "file": SimpleUploadedFile("票据.png", picture.getvalue()),
    }  # fmt: skip
    assert "已经补入" in text(officer.post(page(closed), sent, follow=True))
    assert FilePaper.objects.get().title == "缴款票据"
    bad = officer.post(page(closed), {**sent, "dated_on": "", "file": SimpleUploadedFile("x.png", b"x")})
    assert (bad.status_code, "缴款票据" in text(bad)) == (422, True)


def test_a_volume_opens_with_a_purpose_and_the_purpose_is_kept(archived):
    reader, volume = signed_in("officer-a"), volumes_of(archived)[0]
    without = reader.post(page(archived), {"intent": "open", "volume": volume.pk, "purpose": ""})
    assert (without.status_code, "用途" in text(without)) == (422, True)
    opened = reader.post(page(archived), {"intent": "open", "volume": volume.pk, "purpose": "复议答复"})
    assert opened.content == read_volume(volume)
    flush_access_log()
    assert AccessEntry.objects.filter(what=f"archive/{archived}/正卷第1册", purpose="复议答复").exists()
    assert "复议答复" in text(reader.get(page(archived)))


def test_the_check_says_whether_anything_was_changed(archived, blobs):
    keeper = signed_in("archivist")
    assert "没有改动" in text(keeper.post(page(archived), {"intent": "check"}))
    volume = volumes_of(archived)[0]
    path = blobs / volume.sha256[:2] / volume.sha256[2:4] / volume.sha256
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    assert "已被改动" in text(keeper.post(page(archived), {"intent": "check"}))


def test_strangers_find_nothing_until_a_file_is_lent_to_them(archived):
    far = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    stranger = signed_in(appointed("stranger", far.bureau, Role.OFFICER))
    assert stranger.get(page(archived)).status_code == 404
    number = ArchivedFile.objects.get(pk=archived).number
    asked = {"intent": "ask", "wanted": number, "reason": "协查参考"}
    assert stranger.post("/archive/", asked, follow=True).status_code == 200
    loan = FileLoan.objects.get()
    keeper = signed_in("archivist")
    assert "协查参考" in text(keeper.get("/archive/?view=loans"))
    keeper.post("/archive/", {"intent": "grant", "row": loan.pk, "reason": ""})
    shown = text(stranger.get(page(archived)))
    assert "正卷第1册" in shown
    inner = volumes_of(archived)[1]
    asked = {"intent": "open", "volume": inner.pk, "purpose": "协查"}
    assert stranger.post(page(archived), asked).status_code == 403


def test_the_inner_preview_is_closed_to_others(closed, stage):
    other = signed_in(appointed("other", stage.agency.legal_subject, Role.SUPERVISOR))
    assert other.get(f"/cases/{closed}/file.pdf").status_code == 200
    assert other.get(f"/cases/{closed}/file.pdf?part=inner").status_code == 403
    assert signed_in("archivist").get(f"/cases/{closed}/file.pdf?part=inner").status_code == 200


@pytest.mark.parametrize("view", ["waiting", "files", "supplement", "ending", "loans", "nonsense"])
def test_every_list_opens(archived, view):
    assert signed_in("archivist").get(f"/archive/?view={view}").status_code == 200


def test_the_list_is_searched_and_handed_out_as_a_table(archived):
    keeper = signed_in("archivist")
    assert "网约车" in text(keeper.get("/archive/?view=files&q=网约车&year=2025&period=years_10"))
    assert "没有符合的案卷" in text(keeper.get("/archive/?view=files&q=没有这样的"))
    table = keeper.get("/archive.csv?q=&year=x")
    assert table["Content-Type"].startswith("text/csv")
    assert "交执档〔2025〕00001号" in text(table)


def test_the_archived_file_is_served_as_stored(archived):
    got = signed_in("officer-a").get(f"/cases/{archived}/file.pdf")
    assert got.content == read_volume(volumes_of(archived)[0])


def test_an_unknown_intent_and_a_bad_row_are_not_found(archived):
    keeper = signed_in("archivist")
    assert keeper.post(page(archived), {"intent": "x"}).status_code == 404
    assert keeper.post("/archive/", {"intent": "grant", "row": "x"}).status_code == 404

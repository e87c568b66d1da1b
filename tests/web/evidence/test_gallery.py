"""The evidence of a case: shown three ways, files taken in by a plain form, nothing typed or sent is ever lost."""

from __future__ import annotations

import errno
import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hengtu.agencies.models import Account
from hengtu.evidence.models import Exhibit, Upload
from hengtu.web.views.evidence import arriving
from tests.evidence.test_take_in import zip_bomb
from tests.lib.test_images import bomb
from tests.web.evidence.conftest import People, Words, image

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")]


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def page_of(answer) -> str:
    return html.unescape(answer.content.decode())


def mine(case) -> list[Exhibit]:
    return list(Exhibit.objects.filter(stream=case.pk, proof_purpose="证明车辆轴数").order_by("seq"))


def test_several_files_become_exhibits_by_a_plain_post(people: People, case, upload_page, words: Words) -> None:
    files = [sent("一.jpg", image("red")), sent("二.jpg", image("blue"))]
    answer = people.officer.post(upload_page, words(files=files))
    assert (answer.status_code, answer["Location"]) == (302, f"{upload_page}?taken=2&known=0")
    assert [each.title for each in mine(case)] == ["现场照片（1）", "现场照片（2）"]
    taken = mine(case)[0]
    assert taken.collectors[0]["name"] == Account.objects.get(username="officer-a").name
    assert taken.collectors[0]["certificate"]
    assert "收了2份证据" in page_of(people.officer.get(answer["Location"])).replace('<span class="nb">', "").replace(
        "</span>", ""
    )


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("照片.jpg", b"MZ" + bytes(100), "可执行程序"),
        ("空.jpg", b"", "是空的"),
        ("图.png", image(), "与扩展名不符"),
        ("大图.png", bomb(), "压缩炸弹"),
        ("包.zip", zip_bomb(), "压缩炸弹"),
    ],
    ids=["renamed program", "empty", "wrong extension", "picture bomb", "zip bomb"],
)
def test_one_bad_file_costs_neither_the_others_nor_what_was_typed(
    people: People, case, upload_page, words: Words, name: str, content: bytes, says: str
) -> None:
    files = [sent("一.jpg", image("red")), sent(name, content), sent("二.jpg", image("blue"))]
    answer = people.officer.post(upload_page, words(files=files))
    page = page_of(answer)
    assert answer.status_code == 422
    assert says in page
    assert name in page
    assert "收了2份，1份没有收" in page
    assert len(mine(case)) == 2
    assert 'value="国道205线 K12"' in page
    assert "证明车辆轴数</textarea>" in page


def test_a_form_with_something_missing_keeps_the_files_for_the_next_time(
    people: People, case, upload_page, words: Words
) -> None:
    answer = people.officer.post(upload_page, words(title="", files=[sent("一.jpg", image("red"))]))
    page = page_of(answer)
    assert answer.status_code == 422
    assert "没有写名称" in page
    assert not mine(case)
    (kept,) = Upload.objects.filter(stream=case.pk)
    assert f'value="{kept.pk}" checked' in page
    again = people.officer.post(upload_page, words(upload=[str(kept.pk)]))
    assert again.status_code == 302
    (taken,) = mine(case)
    assert (taken.filename, taken.size) == ("一.jpg", len(image("red")))
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("kind", "", "没有选证据种类"),
        ("proof_purpose", " ", "没有写证明目的"),
        ("place", "", "没有写取证地点"),
        ("collected_at", "明天", "没有认出来"),
        ("collected_at", "2999-01-01T00:00", "晚于现在"),
        ("collectors", [], "没有选取证人"),
        ("title", "长" * 201, "200"),
    ],
)
def test_each_field_says_what_is_wrong_with_it(
    people: People, case, upload_page, words: Words, field: str, value: object, says: str
) -> None:
    answer = people.officer.post(upload_page, words(**{field: value}, files=[sent("一.jpg", image())]))
    page = page_of(answer)
    assert answer.status_code == 422
    assert says in page
    assert f'href="#f-{field}"' in page
    assert not mine(case)


def test_a_form_without_files_says_so(people: People, upload_page, words: Words) -> None:
    answer = people.officer.post(upload_page, words())
    assert answer.status_code == 422
    assert "没有选文件" in page_of(answer)


def test_a_form_sent_twice_takes_the_files_in_once(people: People, case, upload_page, words: Words) -> None:
    for _ in range(2):
        answer = people.officer.post(upload_page, words(files=[sent("一.jpg", image())]))
        assert answer.status_code == 302
    assert answer["Location"].endswith("?taken=0&known=1")
    assert len(mine(case)) == 1


def test_a_full_disk_is_said_of_the_file_and_the_form_stays(
    people: People, case, upload_page, words: Words, blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(arriving.FileIO):
        def write(self, content: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(arriving, "FileIO", Full)
    answer = people.officer.post(upload_page, words(files=[sent("一.jpg", image())]))
    assert answer.status_code == 422
    assert "存储空间已满" in page_of(answer)
    assert "证明车辆轴数</textarea>" in page_of(answer)
    assert not mine(case)
    assert list((blobs / "partial").iterdir()) == []


def test_nothing_is_left_behind_of_files_that_became_exhibits(people: People, upload_page, words: Words, blobs) -> None:
    people.officer.post(upload_page, words(files=[sent("一.jpg", image()), sent("坏.jpg", b"MZ" + bytes(50))]))
    assert list((blobs / "partial").iterdir()) == []


def test_html_bidi_and_very_long_names_are_shown_as_text(people: People, case, upload_page, words: Words) -> None:
    name = "<b>x</b>\u202egpj.exe" + "很" * 300 + ".jpg"
    title = "<script>alert(1)</script>𠮷"
    answer = people.officer.post(upload_page, words(title=title, files=[sent(name, image())]))
    assert answer.status_code == 302
    (taken,) = mine(case)
    assert "\u202e" not in taken.filename
    assert len(taken.filename) <= 255
    raw = people.officer.get(upload_page).content.decode()
    assert "<script>alert(1)" not in raw
    assert "&lt;script&gt;alert(1)" in raw


def test_a_file_no_longer_wanted_is_given_up_and_what_is_typed_stays(
    people: People, case, upload_page, words: Words, blobs
) -> None:
    people.officer.post(upload_page, words(title="", files=[sent("一.jpg", image())]))
    kept = Upload.objects.get()
    answer = people.officer.post(upload_page, words(title="写到一半", discard=str(kept.pk)))
    assert not Upload.objects.exists()
    assert list((blobs / "partial").iterdir()) == []
    page = page_of(answer)
    assert 'value="写到一半"' in page
    assert "errsum" not in page


def test_the_form_is_filled_in_with_what_is_known(people: People, case, upload_page) -> None:
    page = page_of(people.officer.get(upload_page))
    near = page[page.index("<legend>取证人") : page.index("本单位其他执法人员")]
    names = {key: Account.objects.get(username=key).name for key in ("officer-a", "officer-b", "officer-c")}
    assert f"checked><span>{names['officer-a']}<" in near
    assert f"checked><span>{names['officer-b']}<" in near
    assert names["officer-c"] not in near


@pytest.mark.parametrize("view", ["kind", "element", "time", "nonsense"])
def test_the_gallery_is_read_three_ways(people: People, case, upload_page, picture, view: str) -> None:
    page = page_of(people.officer.get(f"{upload_page}?by={view}"))
    assert f'href="/exhibits/{picture.pk}/"' in page
    assert page.count('aria-current="page"') >= 1
    if view == "element":
        assert "还没有用上的证据" in page
        assert "没有证据" in page


def test_exhibits_that_no_act_names_are_told_apart(people: People, case, upload_page, words: Words) -> None:
    assert "还没有记入取证行为" not in page_of(people.officer.get(upload_page))
    people.officer.post(upload_page, words(files=[sent("一.jpg", image())]))
    page = page_of(people.officer.get(upload_page))
    assert f"证{mine(case)[0].seq}</span>还没有记入取证行为" in page


def test_only_those_who_work_on_the_case_are_offered_the_form_and_may_use_it(
    people: People, case, upload_page, words: Words
) -> None:
    assert "上传证据" in page_of(people.officer.get(upload_page))
    looking = people.supervisor.get(upload_page)
    assert looking.status_code == 200
    assert "上传证据" not in page_of(looking)
    for client, status in ((people.supervisor, 403), (people.stranger, 404), (people.anonymous, 302)):
        answer = client.post(upload_page, words(files=[sent("一.jpg", image())]))
        assert answer.status_code == status
    assert people.stranger.get(upload_page).status_code == 404
    assert not mine(case)


def test_a_post_without_the_token_is_refused(case, upload_page, words: Words) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Account.objects.get(username="officer-a"))
    assert strict.post(upload_page, words(files=[sent("一.jpg", image())])).status_code == 403
    assert not mine(case)

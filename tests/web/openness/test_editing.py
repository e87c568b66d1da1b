"""Where an agency sees what it lacks, writes its part, and a second person publishes it."""

from __future__ import annotations

import re
from datetime import timedelta

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Agency, OpennessPage, Role
from hengtu.law.openness import post_duties, public_by, sections
from hengtu.portal.openness.contents import gaps_of
from hengtu.portal.openness.register import registers_of
from tests.cast import appointed
from tests.web.openness.conftest import Open, client_of

ROWS = "港口安全｜港口企业｜10%｜每年一次｜国办发〔2024〕54号"
REASON = "抽查办法〔2026〕1号"


def _write(client: Client, agency: Agency, section: str = "checks", **typed: str) -> object:
    return client.post(reverse("openness_write", args=[agency.pk, section]), {"reason": REASON, **typed})


def _gaps(agency: Agency) -> set[str]:
    today = timezone.localdate()
    return {gap.objection.code for gap in gaps_of(registers_of([agency], today)[0], today)}


def test_a_live_agency_that_wrote_everything_lacks_nothing_and_one_that_did_not_is_told_each_thing(
    opened: Open,
) -> None:
    assert _gaps(opened.bureau) == set()
    missing = {"subject", "officers", "remedies", "checks", "guide", "devices", "equipment"}
    assert {f"openness_{each}_missing" for each in missing} == _gaps(opened.bare)


def test_the_check_list_shows_red_by_which_article_and_what_to_do(opened: Open) -> None:
    head = appointed("head-2", opened.bare, Role.AGENCY_HEAD)
    said = client_of(head).get(reverse("openness_edit")).content.decode()
    assert said.count('class="tag stop"') == 7
    assert "行政处罚法" in said
    assert "请系统管理员起草" in said
    assert "起草新版" not in said  # a head publishes and does not write


def test_an_administrator_writes_the_head_publishes_and_the_public_sees_it(opened: Open) -> None:
    admin, head = client_of(opened.admin), client_of(opened.head)
    answer = _write(admin, opened.bureau, rows=ROWS)
    draft = OpennessPage.objects.drafts().get()
    assert answer["Location"].startswith(reverse("openness_draft", args=[draft.pk]))  # type: ignore[index]
    public = reverse("openness_agency", args=[opened.bureau.code])
    assert "港口企业" not in Client().get(public).content.decode()
    shown = head.get(reverse("openness_draft", args=[draft.pk])).content.decode()
    assert "港口企业" in shown
    assert "货运企业" in shown  # what is public now, beside it
    head.post(reverse("openness_publish", args=[draft.pk]), {"reason": "核对一致"})
    now = Client().get(public).content.decode()
    assert "港口企业" in now
    assert "货运企业" not in now


def test_who_wrote_it_is_told_to_ask_somebody_else(opened: Open) -> None:
    admin = client_of(opened.admin)
    _write(admin, opened.bureau, rows=ROWS)
    draft = OpennessPage.objects.drafts().get()
    assert "核对无误，发布" not in admin.get(reverse("openness_draft", args=[draft.pk])).content.decode()
    answer = admin.post(reverse("openness_publish", args=[draft.pk]), {"reason": "自己发"})
    assert answer.status_code == 422
    assert "两个人分别进行" in answer.content.decode()
    assert OpennessPage.objects.drafts().count() == 1


def test_a_draft_can_be_dropped_by_its_writer(opened: Open) -> None:
    admin = client_of(opened.admin)
    _write(admin, opened.bureau, rows=ROWS)
    draft = OpennessPage.objects.drafts().get()
    assert admin.post(reverse("openness_discard", args=[draft.pk]), {"reason": "写错了"}).status_code == 302
    assert not OpennessPage.objects.drafts().exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [("只有一栏", "第1行没有写"), ("", "一行也没有"), (f"{ROWS}｜多", "第1行有6列"), (f"13900001111{ROWS}", "手机号")],
)
def test_what_is_not_in_order_is_said_with_its_line_and_everything_typed_is_kept(
    opened: Open, rows: str, said: str
) -> None:
    answer = _write(client_of(opened.admin), opened.bureau, rows=rows)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert said in text
    assert rows in text
    assert REASON in text
    assert not OpennessPage.objects.drafts().exists()


def test_rows_pasted_from_a_spreadsheet_are_read(opened: Open) -> None:
    _write(client_of(opened.admin), opened.bureau, rows=ROWS.replace("｜", "\t") + "\n\n" + ROWS)
    assert [len(row) for row in OpennessPage.objects.drafts().get().content["rows"]] == [5, 5]


def test_a_change_not_published_in_time_is_red_with_its_days(opened: Open) -> None:
    admin, today = client_of(opened.admin), timezone.localdate()
    since = today - timedelta(days=60)
    _write(admin, opened.bureau, rows=ROWS, changed_on=since.isoformat())
    over = (today - public_by(since, 20)).days
    assert over > 0
    said = lxml.html.fromstring(admin.get(reverse("openness_edit")).content).text_content()
    assert f"已超过更新期限{over}日" in re.sub(r"\s", "", said)
    assert _gaps(opened.bureau) == {"openness_checks_out_of_date"}


def test_a_post_whose_duty_the_own_version_forgot_is_named(opened: Open) -> None:
    admin, head = client_of(opened.admin), client_of(opened.head)
    _write(admin, opened.bureau, "duties", rows="执法人员｜依法执法")
    draft = OpennessPage.objects.drafts().get()
    head.post(reverse("openness_publish", args=[draft.pk]), {"reason": "核对"})
    assert "openness_duties_incomplete" in _gaps(opened.bureau)
    assert "听证主持人的职责" in admin.get(reverse("openness_edit")).content.decode()


def test_without_officers_the_page_says_so_once_the_agency_has_said_why(opened: Open) -> None:
    admin = appointed("admin-2", opened.bare, Role.ADMIN)
    head = appointed("head-2", opened.bare, Role.AGENCY_HEAD)
    _write(client_of(admin), opened.bare, "officers", none="本机关不直接派员执法")
    draft = OpennessPage.objects.drafts().get()
    client_of(head).post(reverse("openness_publish", args=[draft.pk]), {"reason": "属实"})
    assert "openness_officers_missing" not in _gaps(opened.bare)
    said = Client().get(reverse("openness_agency", args=[opened.bare.code])).content.decode()
    assert "本机关不直接派员执法" in said


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ARCHIVIST, Role.SUPERVISOR])
def test_others_are_told_who_keeps_the_contents(opened: Open, role: Role) -> None:
    other = client_of(appointed("other", opened.bureau, role))
    answer = other.get(reverse("openness_edit"))
    assert answer.status_code == 403
    assert "系统管理员" in answer.content.decode()
    assert _write(other, opened.bureau, rows=ROWS).status_code == 403  # type: ignore[attr-defined]


def test_nobody_of_another_agency_writes_or_opens_a_draft(opened: Open) -> None:
    _write(client_of(opened.admin), opened.bureau, rows=ROWS)
    draft = OpennessPage.objects.drafts().get()
    other = client_of(appointed("admin-2", opened.bare, Role.ADMIN))
    assert other.get(reverse("openness_draft", args=[draft.pk])).status_code == 404
    assert other.post(reverse("openness_publish", args=[draft.pk]), {"reason": "x"}).status_code == 404
    assert _write(other, opened.bureau, rows=ROWS).status_code == 404  # type: ignore[attr-defined]


def test_a_head_does_not_write(opened: Open) -> None:
    assert _write(client_of(opened.head), opened.bureau, rows=ROWS).status_code == 403  # type: ignore[attr-defined]


def test_a_supervisor_sees_all_agencies_below_and_the_one_that_lacks_most_first(opened: Open) -> None:
    supervisor = appointed("sup", opened.bureau.province, Role.SUPERVISOR)
    said = client_of(supervisor).get(reverse("openness_states")).content.decode()
    assert said.index(opened.bare.name) < said.index(opened.bureau.name)
    assert "齐全" in said
    nobody = appointed("aux", opened.bureau, Role.AUXILIARY)
    assert client_of(nobody).get(reverse("openness_states")).status_code == 403


def test_the_table_of_agencies_costs_the_same_however_many_there_are(
    opened: Open, django_assert_max_num_queries
) -> None:
    supervisor = client_of(appointed("sup", opened.bureau.province, Role.SUPERVISOR))
    with django_assert_max_num_queries(25):
        supervisor.get(reverse("openness_states"))


def test_the_duties_of_the_rulebook_are_those_of_the_posts_by_their_names() -> None:
    named = {each.role.upper(): each.zh for each in post_duties(timezone.localdate())}
    assert named == {str(value): str(label) for value, label in Role.choices if value != Role.ADMIN}


def test_every_written_content_has_a_form(opened: Open) -> None:
    admin = client_of(opened.admin)
    for each in sections(timezone.localdate()):
        answer = admin.get(reverse("openness_write", args=[opened.bureau.pk, each.id]))
        if each.is_written or each.may_be_none:
            assert answer.status_code == 200, each.id
    assert admin.get(reverse("openness_write", args=[opened.bureau.pk, "nonsense"])).status_code == 404

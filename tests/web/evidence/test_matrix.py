"""The matrix: bare elements are named, claims carry who and when, an old tab takes nothing away."""

from __future__ import annotations

import re
from datetime import date

import pytest

from hengtu.agencies.models import Account
from hengtu.cases.models import ElementProof, ElementRemark
from hengtu.cases.selectors.matrix import ElementRow, matrix_of
from hengtu.evidence.models import AuditResult, Exhibit
from hengtu.ledger.models import Stream
from tests.evidence.make import collect
from tests.web.evidence.conftest import People

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 1)


def rows(case) -> dict[str, ElementRow]:
    return {row.key.partition("/")[2]: row for matter in matrix_of(case.pk, ON).matters for row in matter.rows}


def save(people: People, case, *, ticked=(), was=(), **more: object):
    pairs = {"proof": [f"{key}/{uid}" for key, uid in ticked], "was": [f"{key}/{uid}" for key, uid in was]}
    return people.officer.post(f"/cases/{case.pk}/matrix/", {**pairs, **more})


def test_at_first_every_needed_element_is_bare(case) -> None:
    matrix = matrix_of(case.pk, ON)
    assert matrix.needed > 2
    assert matrix.proved == 0
    assert {row.status.label for row in matrix.open_rows} == {"没有证据"}
    assert matrix.unused == matrix.exhibits


def test_a_claim_proves_an_element_whose_fact_is_found(people: People, case, picture: Exhibit) -> None:
    conduct = rows(case)["conduct"]
    assert save(people, case, ticked=[(conduct.key, picture.pk)]).status_code == 302
    proved, officer = rows(case)["conduct"], Account.objects.get(username="officer-a")
    assert (proved.status.label, proved.links[0].by, proved.links[0].exhibit.uid) == (
        "已证明",
        officer.name,
        picture.pk,
    )
    assert matrix_of(case.pk, ON).proved == 1
    assert picture.pk not in {ref.uid for ref in matrix_of(case.pk, ON).unused}
    assert ElementProof.objects.get().by == officer


def test_a_fact_nobody_found_stays_to_be_strengthened_whatever_is_claimed(people: People, case, picture) -> None:
    unfound = next(row for row in rows(case).values() if row.slug.endswith("lighter"))
    assert not unfound.found
    save(people, case, ticked=[(unfound.key, picture.pk)])
    after = next(row for row in rows(case).values() if row.key == unfound.key)
    assert (after.status.label, after.why) == ("待补强", "有证据，事实还没有认定")


def test_a_monitoring_record_without_audit_proves_nothing(people: People, case) -> None:
    record = collect(Stream.objects.get(pk=case.pk), monitored=True)
    conduct = rows(case)["conduct"]
    save(people, case, ticked=[(conduct.key, record.pk)])
    assert rows(case)["conduct"].status.label == "待补强"
    Exhibit.objects.filter(pk=record.pk).update(
        audit_result=AuditResult.PASSED, audited_by="审核", audited_at=record.recorded_at
    )
    assert rows(case)["conduct"].status.label == "已证明"


def test_a_handler_who_wants_more_is_heard(people: People, case, picture) -> None:
    key = rows(case)["conduct"].key
    save(people, case, ticked=[(key, picture.pk)], **{f"note:{key}": "还要问驾驶人", "more": key})
    row = rows(case)["conduct"]
    assert (row.status.label, row.note, row.needs_more) == ("待补强", "还要问驾驶人", True)
    save(people, case, **{f"note:{key}": "", f"note_was:{key}": "还要问驾驶人", "more_was": key})
    assert rows(case)["conduct"].status.label == "已证明"
    assert ElementRemark.objects.count() == 2, "what was noted before stays readable"


def test_a_claim_taken_back_stays_readable(people: People, case, picture) -> None:
    pair = (rows(case)["conduct"].key, picture.pk)
    save(people, case, ticked=[pair])
    save(people, case, was=[pair])
    assert rows(case)["conduct"].status.label == "没有证据"
    gone = ElementProof.objects.get()
    assert gone.withdrawn_by is not None
    save(people, case, ticked=[pair])
    assert ElementProof.objects.filter(withdrawn_at=None).count() == 1


def test_an_old_tab_takes_nothing_away_and_a_second_click_changes_nothing(people: People, case, picture) -> None:
    first, second = picture, collect(Stream.objects.get(pk=case.pk))
    key = rows(case)["conduct"].key
    save(people, case, ticked=[(key, first.pk)])
    save(people, case, ticked=[(key, second.pk)])  # this tab has not seen the first claim
    save(people, case, ticked=[(key, second.pk)])
    assert [link.exhibit.uid for link in rows(case)["conduct"].links] == [first.pk, second.pk]
    assert ElementProof.objects.count() == 2


def test_what_speaks_for_the_party_has_a_line_of_its_own(people: People, case, picture) -> None:
    assert [row.favours_party for row in rows(case).values()].count(True) == 3
    assert (rows(case)["favour"].status.label, rows(case)["favour"].counts) == ("没有收到", False)
    save(people, case, ticked=[(rows(case)["favour"].key, picture.pk)])
    assert rows(case)["favour"].status.label == "已收集"


@pytest.mark.parametrize(
    "value", ["m1/conduct/not-a-uuid", "nonsense", "m1/no-such-element/{uid}", "m9/conduct/{uid}", "/{uid}"]
)
def test_what_no_page_of_ours_wrote_is_passed_over(people: People, case, picture, value: str) -> None:
    answer = people.officer.post(f"/cases/{case.pk}/matrix/", {"proof": [value.format(uid=picture.pk)]})
    assert answer.status_code == 302
    assert not ElementProof.objects.exists()


def test_an_exhibit_of_another_case_is_passed_over(people: People, case) -> None:
    strange = collect(Stream.objects.create(kind="case"))
    save(people, case, ticked=[(rows(case)["conduct"].key, strange.pk)])
    assert not ElementProof.objects.exists()


def test_the_page_names_every_element_with_its_article_and_its_state(people: People, case, picture) -> None:
    save(people, case, ticked=[(rows(case)["conduct"].key, picture.pk)])
    for client in (people.officer, people.supervisor):
        page = re.sub(r"<span class=\"nb\">|</span>", "", client.get(f"/cases/{case.pk}/matrix/").content.decode())
        for row in rows(case).values():
            assert row.name in page
            assert f'id="e-{row.slug}"' in page
        assert "行政处罚法第四十条" in page
        assert "已证明" in page
        assert "有利于当事人" in page


def test_who_may_only_look_sees_no_form_and_strangers_see_nothing(people: People, case, picture) -> None:
    address = f"/cases/{case.pk}/matrix/"
    pair = {"proof": [f"{rows(case)['conduct'].key}/{picture.pk}"]}
    assert 'name="proof"' in people.officer.get(address).content.decode()
    assert 'name="proof"' not in people.supervisor.get(address).content.decode()
    for client, status in ((people.supervisor, 403), (people.stranger, 404), (people.anonymous, 302)):
        assert client.post(address, pair).status_code == status
    assert people.stranger.get(address).status_code == 404
    assert not ElementProof.objects.exists()


def test_the_matrix_asks_the_database_a_fixed_number_of_times(case, picture, django_assert_max_num_queries) -> None:
    stream = Stream.objects.get(pk=case.pk)
    for color in range(5):
        collect(stream, filename=f"{color}.jpg")
    with django_assert_max_num_queries(6):
        matrix_of(case.pk, ON)

"""Complaints and ratings: received with a number, answered by somebody who did not handle the case, judged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Account, Role
from hengtu.cases.models import Message
from hengtu.portal.models import LetterFile, PartyLetter, ServiceRating
from hengtu.portal.services.letters import LetterRefused, answer_letter
from tests.cases.proposing import account
from tests.cast import appointed
from tests.web.acts.people import Person, words
from tests.web.door.test_room_after import room_at, said
from tests.web.door.test_statement import photo

pytestmark = pytest.mark.django_db
__all__ = ["room_at"]
TYPED = {"about": "MANNER", "words": "说话难听，让我等了三个小时", "intent": "send"}


@pytest.fixture
def holder(room_at):
    return room_at("demo-1", "O14", "f15_penalty_decision")


def complains(holder, **more):
    form = {**holder.form("door_complain"), **TYPED, **more}
    return form, holder.client.post(holder.address("door_complain"), form)


def test_a_complaint_gets_a_number_and_goes_to_a_head_who_did_not_handle_the_case(holder):
    form, answer = complains(holder, **{"files-1": photo("排队.jpg")})
    assert answer.status_code == 302
    letter = PartyLetter.objects.get()
    assert letter.number in words(holder.client.get(answer["Location"]))
    assert "办理中" in said(holder)
    again = holder.client.post(holder.address("door_complain"), {**form, "files-1": photo("排队.jpg")})
    assert again["Location"] == answer["Location"]
    assert PartyLetter.objects.count() == LetterFile.objects.count() == 1
    told = set(Message.objects.filter(key__startswith="letter:").values_list("to__username", flat=True))
    assert "head" in told
    assert not told & {"officer-a", "officer-b", "unit-head"}


def test_handlers_neither_see_nor_answer_it_and_its_files_are_no_evidence_of_the_case(holder):
    complains(holder, **{"files-1": photo("排队.jpg")})
    letter = PartyLetter.objects.get()
    for name in ("officer-a", "officer-b", "reviewer"):
        person = Person(account(name))
        assert person.sees(reverse("complaint_of_case", args=[letter.pk])).status_code == 404
        assert letter.number not in words(person.sees("/complaints-of-cases/"))
        assert TYPED["words"] not in words(person.sees(f"/cases/{letter.stream}/doors/"))
        assert "排队.jpg" not in words(person.sees(f"/cases/{letter.stream}/"))
    appointed_too = account("officer-a")
    appointed_too.posts.create(agency=letter.answering, role=Role.SUPERVISOR, effective_from="2020-01-01")
    assert Person(appointed_too).sees(reverse("complaint_of_case", args=[letter.pk])).status_code == 403
    with pytest.raises(LetterRefused) as refusal:
        answer_letter(letter=letter, words="已查", by=appointed_too, at=timezone.now())
    assert refusal.value.code == "handled_it"


def test_it_is_answered_judged_and_answered_once_more(holder):
    _, sent = complains(holder)
    letter = PartyLetter.objects.get()
    head = Person(account("head"))
    early = holder.client.post(sent["Location"], {"intent": "satisfied"})
    assert early.status_code == 422
    page = reverse("complaint_answer", args=[letter.pk])
    assert head.client.post(page, {"words": ""}).status_code == 422
    assert head.client.post(page, {"words": "已经查过录像，向您道歉"}).status_code == 302
    assert head.client.post(page, {"words": "又一次"}).status_code == 403
    assert "已经查过录像" in words(holder.client.get(sent["Location"]))
    no_reason = holder.client.post(sent["Location"], {"intent": "unsatisfied"})
    assert no_reason.status_code == 422
    assert holder.client.post(sent["Location"], {"intent": "unsatisfied", "words": "没说怎么改"}).status_code == 302
    assert "当事人不满意" in words(head.sees("/complaints-of-cases/"))
    assert head.client.post(page, {"words": "已经换人"}).status_code == 302
    letter.refresh_from_db()
    assert letter.closed_at is not None
    assert letter.answers.count() == 2


def test_nothing_is_closed_without_an_answer_not_even_in_the_database(holder):
    complains(holder)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartyLetter.objects.update(closed_at=timezone.now())


def test_a_complaint_unanswered_past_its_day_is_an_alarm_here_and_above(holder, at_moment):
    complains(holder)
    letter = PartyLetter.objects.get()
    above = appointed("city-supervisor", letter.answering.parent, Role.SUPERVISOR)
    clerk = appointed("clerk", letter.answering, Role.OFFICER)
    at_moment(letter.received_at + timedelta(days=15))
    assert letter.number not in words(Person(above).sees("/alarms/"))
    at_moment(letter.received_at + timedelta(days=16))
    above, stranger = Person(above), Person(clerk)
    for person in (above, Person(account("head"))):
        assert letter.number in words(person.sees("/alarms/"))
    assert letter.number not in words(stranger.sees("/alarms/"))
    assert above.sees(reverse("complaint_of_case", args=[letter.pk])).status_code == 200
    assert Client().get(reverse("complaint_of_case", args=[letter.pk])).status_code == 302


def test_where_everybody_here_handled_the_case_the_superior_answers(holder):
    letter_of = holder.door.document.agency
    superior = appointed("city-head", letter_of.parent, Role.AGENCY_HEAD)
    Account.objects.filter(posts__role__in=("AGENCY_HEAD", "CHIEF_HEAD", "DEPUTY_HEAD", "SUPERVISOR")).exclude(
        pk=superior.pk
    ).update(is_active=False)
    complains(holder)
    assert PartyLetter.objects.get().answering == letter_of.parent


def test_a_choice_that_does_not_exist_and_a_sixth_letter_of_a_day_are_refused_with_everything_kept(holder):
    _, answer = complains(holder, about="NONE")
    assert answer.status_code == 422
    assert TYPED["words"] in words(answer)
    for _ in range(5):
        assert complains(holder)[1].status_code == 302
    _, sixth = complains(holder)
    assert sixth.status_code == 409
    assert "一天最多" in words(sixth)
    assert TYPED["words"] in words(sixth)


def test_the_service_is_rated_once_for_each_stage_and_changed_until_a_day(holder, at_moment):
    form = {"grade": "2", "reasons": ["slow", "nonsense"], "words": "跑了三趟", "intent": "rate"}
    assert holder.client.post(holder.address("door_rate"), {**form, "grade": "9"}).status_code == 422
    assert holder.client.post(holder.address("door_rate"), form).status_code == 302
    assert holder.client.post(holder.address("door_rate"), {**form, "grade": "4"}).status_code == 302
    rating = ServiceRating.objects.get()
    assert (rating.grade, rating.reasons, rating.stage) == (4, ["slow"], "DECIDED")
    at_moment(rating.given_at + timedelta(days=31))
    holder.identifies()
    assert holder.client.post(holder.address("door_rate"), form).status_code == 422
    rating.refresh_from_db()
    assert rating.grade == 4


def test_counts_of_ratings_equal_the_list_and_name_nobody(holder):
    form = {"grade": "2", "reasons": ["slow"], "words": "跑了三趟", "intent": "rate"}
    holder.client.post(holder.address("door_rate"), form)
    page = words(Person(account("head")).sees("/service-ratings/"))
    assert "名单，1件" in page
    assert "跑了三趟" in page
    assert holder.party.name not in page
    assert holder.door.document.number.replace(" ", "") not in page
    assert "名单，0件" in words(Person(account("head")).sees("/service-ratings/?grade=5"))
    for name in ("officer-a", "reviewer"):
        assert "跑了三趟" not in words(Person(account(name)).sees("/service-ratings/"))

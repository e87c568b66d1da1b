"""A case at another window: opened by the head or the party, that case alone, a few acts, until a day; all noted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hengtu.agencies.models import Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.portal.models import CaseWindow
from tests.cases.proposing import account
from tests.cast import SINCE, appointed
from tests.web.acts.people import Person, words
from tests.web.door.test_room_after import room_at
from tests.web.door.test_statement import photo

pytestmark = pytest.mark.django_db
__all__ = ["room_at"]


@pytest.fixture
def there(holder):
    """A bureau in the next county, with an officer at its window."""
    bureau = plant_line(province_code="13", since=SINCE, serial=2).bureau
    return bureau, appointed("clerk", bureau, Role.OFFICER)


def opens(holder, bureau, who="head", days=10):
    stream = holder.door.document.stream_id
    typed = {
        "agency": bureau.pk, "reason": "当事人住在邻县",
        "until_on": (holder.door.document.issued_on + timedelta(days=days)).isoformat(),
    }  # fmt: skip
    return Person(account(who)).client.post(reverse("case_windows", args=[stream]), typed)


def test_the_head_opens_a_case_for_one_window_which_sees_that_case_and_nothing_else(holder, there):
    bureau, clerk = there
    stream = holder.door.document.stream_id
    assert opens(holder, bureau).status_code == 302
    row = CaseWindow.objects.get()
    at_window = Person(clerk)
    assert holder.prepared.case.title in words(at_window.sees("/windows/"))
    page = words(at_window.sees(reverse("window", args=[row.pk])))
    assert "收陈述申辩" in page
    assert "先核对身份证件" in page
    for address in (
        f"/cases/{stream}/",
        f"/cases/{stream}/file",
        f"/cases/{stream}/doors/",
        f"/cases/{stream}/windows/",
    ):
        assert at_window.sees(address).status_code == 404, address
    paper = at_window.sees(reverse("window_paper", args=[row.pk, holder.door.document.pk]))
    assert paper["Content-Type"] == "application/pdf"
    flush_access_log()
    assert AccessEntry.objects.filter(who="clerk", what=f"cases/{stream}/window").count() >= 2


def test_a_statement_taken_down_there_is_the_party_s_act_with_the_clerk_beside_it(holder, there):
    bureau, clerk = there
    opens(holder, bureau)
    row = CaseWindow.objects.get()
    address = reverse("window_act", args=[row.pk, "statement"])
    at_window = Person(clerk)
    typed = {"key": "6a0f9a0e-0000-4000-8000-000000000001", "words": "当天是抢修", "intent": "send"}
    for _ in "ab":
        answer = at_window.client.post(address, {**typed, "files-1": photo("抢修单.jpg")})
        assert answer.status_code == 302, words(answer)
    (act,) = [each for each in acts_of_stream(row.stream) if each.kind == "statement_received"]
    assert [(each.kind, each.name) for each in act.by] == [("PARTY", holder.party.name), ("OFFICIAL", clerk.name)]
    assert act.payload["exhibits"]
    assert at_window.sees(reverse("window_act", args=[row.pk, "correction"])).status_code == 200


@pytest.mark.parametrize("who", ["officer-a", "unit-head", "reviewer"])
def test_nobody_but_a_head_opens_it(holder, there, who):
    answer = opens(holder, there[0], who)
    assert answer.status_code == 422
    assert "负责人办理" in words(answer)
    assert not CaseWindow.objects.exists()


def test_it_closes_by_itself_after_its_day_and_not_before_and_cannot_be_opened_for_longer(holder, there, at_moment):
    bureau, clerk = there
    assert opens(holder, bureau, days=31).status_code == 422
    assert opens(holder, bureau, days=10).status_code == 302
    row, noon = CaseWindow.objects.get(), holder.door.document.issued_at
    at_moment(noon + timedelta(days=10))
    assert Person(clerk).sees(reverse("window", args=[row.pk])).status_code == 200
    at_moment(noon + timedelta(days=11))
    assert Person(clerk).sees(reverse("window", args=[row.pk])).status_code == 404


def test_it_is_ended_early_by_the_head_and_closed_to_other_units_and_roles(holder, there):
    bureau, clerk = there
    opens(holder, bureau)
    row = CaseWindow.objects.get()
    address = reverse("window", args=[row.pk])
    others = [appointed(f"o-{role}", bureau, role) for role in (Role.ADMIN, Role.AUXILIARY, Role.CASHIER)]
    others.append(appointed("above", bureau.parent, Role.OFFICER))
    for other in others:
        assert Person(other).sees(address).status_code == 404, other
    stream = reverse("case_windows", args=[row.stream])
    assert Person(account("head")).client.post(stream, {"end": str(row.pk)}).status_code == 302
    assert Person(clerk).sees(address).status_code == 404


def test_the_party_chooses_a_window_itself_only_after_showing_the_registered_phone(holder, there):
    bureau, clerk = there
    chosen = {"agency": bureau.pk, "intent": "open"}
    holder.identifies(second=holder.door.document.verification_code)
    holder.client.post(holder.address("door_window"), chosen)
    assert not CaseWindow.objects.exists()
    holder.client.post(holder.address("door_leave"))
    holder.identifies()
    assert holder.client.post(holder.address("door_window"), {**chosen, "agency": "9" * 9}).status_code == 422
    assert holder.client.post(holder.address("door_window"), chosen).status_code == 302
    row = CaseWindow.objects.get()
    assert row.granted_by is None
    assert bureau.name in words(holder.client.get(holder.address("door_window")))
    assert Person(clerk).sees(reverse("window", args=[row.pk])).status_code == 200


def test_the_handling_agency_itself_and_units_of_another_province_are_no_windows(holder):
    far = plant_line(province_code="35", since=SINCE, word="外省", short="外").bureau
    for agency in (far, holder.door.document.agency):
        assert opens(holder, agency).status_code == 422

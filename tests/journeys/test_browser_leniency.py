"""Notice and promise on a phone: conditions, promise, days pass, kept, ended; a second one refused; the count."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hengtu.agencies.models import Agency
from hengtu.cases import participants
from hengtu.cases.models import EnforcementCase
from hengtu.cases.opening import CaseOpening, Suspicion
from hengtu.cases.services.register_lead import register_lead
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.officers.models import Officer
from hengtu.subjects.services.register_party import register_party
from tests.journeys.office import OPENING, Desk, Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PERSON = "13990119710412031X"
PHONE = {"width": 360, "height": 800}


def lead_on_a_listed_item(at: datetime, name: str) -> UUID:
    """A lead found by two officers where a list of promises is in force (the demonstration's province)."""
    first, second = (
        Officer.objects.select_related("account").get(account__username=key) for key in ("officer-a", "officer-b")
    )
    unit = Agency.objects.get(acts_in_name_of__isnull=False)
    party = register_party(agency=unit, kind="NATURAL_PERSON", name=name, at=at, id_number=PERSON)
    suspicion = Suspicion(party, "vehicle-maintenance", timezone.localdate(at))
    opening = CaseOpening(unit, f"{name}未按规定维护车辆", "road_transport", "东陵省", (suspicion,))
    case_id = uuid4()
    by = (participants.officer(first), participants.officer(second))
    register_lead(opening=opening, by=by, at=at, source="inspection", place="停车场", case_id=case_id)
    return case_id


def on_the_phone(office: Office) -> Desk:
    desk = office.at("officer-a")
    desk.page.set_viewport_size(PHONE)
    return desk


def fits(desk: Desk) -> None:
    """Nothing goes sideways, one heading, no complaint of the browser."""
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert desk.page.locator("h1").count() == 1
    assert desk.complaints == []


def test_a_promise_is_kept_and_a_second_one_refused(new_office: Office) -> None:
    office = new_office
    office.case_id = lead_on_a_listed_item(OPENING - timedelta(hours=2), "贺长林")
    desk = on_the_phone(office)
    desk.goes(f"/leads/{office.case_id}/")
    expect(desk.page.locator("#lenient")).to_contain_text("危害后果轻微")
    fits(desk)
    desk.does("promise_offered", what="完成二级维护")
    due = timezone.localdate(OPENING) + timedelta(days=14)
    desk.does("promise_signed", due_on=due.isoformat(), signer_is="self", signed="on")
    desk.goes(f"/leads/{office.case_id}/")
    expect(desk.page.locator("#next")).to_contain_text("承诺期到")

    office.later(OPENING + timedelta(days=20))
    desk = on_the_phone(office)
    said = desk.does("promise_checked", result="kept", found="车辆已经维护", proof="维护合格证")
    assert [act.kind for act in acts_of_stream(office.case_id)][-1] == "promise_checked", said
    desk.does("not_filed", reason="承诺期内已经改正", education="讲明规定", correction="已经改正")
    office.at("head").agrees()
    assert EnforcementCase.objects.get(pk=office.case_id).state == "NOT_FILED"

    desk.goes("/leniency/")
    fits(desk)
    desk.clicks(desk.page.locator('section:has(#h-promise) a[data-count*="code=kept"]'))
    desk.page.wait_for_load_state()
    assert desk.page.locator("[data-total]").get_attribute("data-total") == "1"
    assert desk.page.locator("[data-list] tbody tr").count() == 1
    fits(desk)

    office.case_id = lead_on_a_listed_item(OPENING + timedelta(days=19), "贺 长林")
    desk.goes(f"/leads/{office.case_id}/")
    expect(desk.page.locator("#lenient")).to_contain_text("已经签订过承诺")
    desk.does("promise_offered", refused=True, what="完成二级维护")
    expect(desk.page.locator("main")).to_contain_text("日内不再适用")

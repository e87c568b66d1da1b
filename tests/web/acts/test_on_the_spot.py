"""The summary procedure in the browser: from showing two certificates to the signed decision."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hengtu.cases.models import EnforcementCase
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.web.acts.conftest import PIN
from tests.web.acts.people import refusal, words

pytestmark = pytest.mark.django_db

TYPED = {
    "plate": "冀A12345",
    "party_name": "贺长林",
    "party_kind": "NATURAL_PERSON",
    "violation": "车货总质量超限（违法超限运输）",
    "place": "S99 省道 K12+300",
    "fact-vehicle_form": "rigid",
    "fact-axle_count": "2",
    "fact-gross_mass_kg": "18600",
    "pin": PIN,
}


def begin(people, **changed):
    officer = people["officer-a"]
    second = str(people["officer-b"].account.officer.uid)
    return officer.fills(reverse("spot_new"), form="lead-form", **{**TYPED, "second": second, **changed})


def test_a_small_excess_is_settled_where_it_was_found(people):
    answer = begin(people)
    assert answer.status_code == 302, words(answer)
    case = EnforcementCase.objects.get().pk
    officer = people["officer-a"]
    kept = officer.fills(
        reverse("party", args=(case,)), id_document="RESIDENT_ID", id_number="13990119710412031X",
        address="示范县驿站街 18 号", phone="19900001801",
    )  # fmt: skip
    assert kept.status_code == 302
    steps = [
        (
            "spot_evidence_collected",
            {"records__kinds": ["scene_record"], "device_certificate_valid": "yes", "pin": PIN},
        ),
        ("spot_told", {}),
        ("spot_statement_heard", {"statement": "无"}),
        ("spot_decided", {"decided__m1__kinds": ["warning"], "pin": PIN}),
        ("spot_acknowledged", {"signed": "yes"}),
        ("spot_filed", {}),
    ]
    for kind, typed in steps:
        done = officer.does(case, kind, **typed)
        assert done.status_code == 302, (kind, refusal(done))
    kinds = [act.kind for act in acts_of_stream(case)]
    assert kinds == ["identity_shown", *(kind for kind, _ in steps)]


def test_without_the_second_officers_pin_nothing_begins_and_all_is_kept(people):
    answer = begin(people, pin="")
    assert answer.status_code == 422
    assert "贺长林" in answer.content.decode()
    assert not EnforcementCase.objects.exists()


def test_sent_twice_it_begins_once(people):
    from tests.web.acts.people import values_of

    officer = people["officer-a"]
    page = officer.sees(reverse("spot_new"))
    sent = {**values_of(page, "lead-form"), **TYPED, "second": str(people["officer-b"].account.officer.uid)}
    first, second = (officer.client.post(reverse("spot_new"), sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert EnforcementCase.objects.count() == 1

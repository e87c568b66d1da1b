"""After the demonstration is loaded no public page is empty."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from hengtu.agencies.models import Role
from hengtu.officers.models import EnforcementCertificate, Officer, OfficerKind
from hengtu.officers.services.register_officer import register_officer
from hengtu.portal.openness.contents import gaps_of
from hengtu.portal.openness.register import legal_subjects, registers_of
from hengtu.web.demo.agencies import appoint_overseers, plant_province
from hengtu.web.demo.openness import open_up
from tests.cast import SINCE, appointed


@pytest.mark.django_db
def test_every_agency_of_the_demonstration_shows_everything() -> None:
    province = plant_province("13")
    appoint_overseers(province, "演示")
    for number, bureau in enumerate(province.bureaus):
        appointed(f"head-{number}", bureau.bureau, Role.AGENCY_HEAD)
        register_officer(agency=bureau.squad, name="某某", kind=OfficerKind.OFFICER, effective_from=SINCE)
    for officer in Officer.objects.all():
        EnforcementCertificate.objects.create(
            officer=officer, number=f"D{officer.pk}", categories=["all"], valid_from=SINCE, valid_to=date(2099, 1, 1)
        )
    open_up(province, timezone.now())
    today = timezone.localdate()
    gaps = {
        register.agency.short_name: [gap.objection.code for gap in gaps_of(register, today)]
        for register in registers_of(legal_subjects(today), today)
    }
    assert len(gaps) == 9
    assert {name: codes for name, codes in gaps.items() if codes} == {"青岚县交通局": ["openness_equipment_waiting"]}

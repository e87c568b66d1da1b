"""Leads to the discipline organs: few know of them, whom they concern never does, the chain holds hashes alone."""

import pytest

from hengtu.agencies.administration import changes_of
from hengtu.agencies.models import Role
from hengtu.cases.models import Message
from hengtu.law.discipline import LeadStep
from hengtu.ledger.models import Act, Payload
from hengtu.oversight.errors import OversightRefused
from hengtu.oversight.models import DisciplineLead
from hengtu.oversight.services.discipline_leads import Found, enter_discipline_lead, take_lead_step
from tests.cast import appointed
from tests.rulesets.people import TODAY, House, make_house, of

SECRET = "收受车主财物后降低罚款"


@pytest.fixture
def house(db) -> House:
    return make_house()


@pytest.fixture
def chief(house: House):
    return appointed("chief", house.line.bureau, Role.CHIEF_HEAD)


@pytest.fixture
def supervisor(house: House):
    return appointed("supervisor", house.line.bureau, Role.SUPERVISOR)


def entered(house: House, by, **more) -> DisciplineLead:
    found = Found(**{"person": "某执法人员", "problem": SECRET, "source": "执法监督", **more})
    return enter_discipline_lead(agency=house.line.bureau, found=found, mandate=of(by))


def refused(call, **named) -> str:
    with pytest.raises(OversightRefused) as found:
        call(**named)
    return found.value.code


def step(lead: DisciplineLead, name: LeadStep, by, text: str = "县纪委监委", **more) -> DisciplineLead:
    return take_lead_step(lead=lead, step=name, text=text, mandate=of(by), **more)


def test_the_chief_sends_it_and_receipt_and_result_are_kept(house, chief, supervisor) -> None:
    lead = entered(house, supervisor)
    asked = {"lead": lead, "step": LeadStep.SENT, "text": "县纪委监委", "number": "移〔2026〕1号"}
    assert refused(take_lead_step, mandate=of(supervisor), **asked) == "no_post"
    step(lead, LeadStep.SENT, chief, number="移〔2026〕1号")
    step(lead, LeadStep.RECEIVED, supervisor, "三月五日收到")
    step(lead, LeadStep.RESULT, chief, "已立案审查")
    assert [each.step for each in lead.steps.all()] == ["entered", "sent", "received", "result"]
    assert refused(take_lead_step, **{**asked, "mandate": of(chief)}) == "out_of_turn"


def test_only_who_entered_it_and_who_decides_know_of_it(house, chief, supervisor) -> None:
    entered(house, supervisor)
    others = (house.head, house.handler, house.reviewer, house.admin, house.city, house.province, house.stranger)
    assert [DisciplineLead.objects.readable_by(who, TODAY).count() for who in (supervisor, chief)] == [1, 1]
    assert [DisciplineLead.objects.readable_by(who, TODAY).count() for who in others] == [0] * len(others)
    assert not Message.objects.exclude(to=chief).exists()
    assert not any(SECRET in message.text for message in Message.objects.all())
    assert not changes_of(house.line.bureau)  # nothing of it in the register that administrators read


def test_whom_it_concerns_sees_nothing_even_as_chief_and_the_chief_above_decides(house, chief, supervisor) -> None:
    lead = entered(house, supervisor, concerns=chief)
    above = appointed("city-chief", house.line.city, Role.CHIEF_HEAD)
    assert lead.decided_at == house.line.city
    assert [DisciplineLead.objects.readable_by(who, TODAY).count() for who in (chief, above)] == [0, 1]
    assert refused(take_lead_step, lead=lead, step=LeadStep.KEPT, text="x", mandate=of(chief)) == "no_post"
    assert step(lead, LeadStep.KEPT, above, "查无实据").last_step == LeadStep.KEPT
    assert refused(enter_discipline_lead, agency=house.line.bureau, mandate=of(supervisor),
                   found=Found("我", "x", "其他", concerns=supervisor)) == "concerned"  # fmt: skip


def test_the_chain_proves_each_step_without_a_word_of_it(house, chief, supervisor) -> None:
    lead = entered(house, supervisor)
    step(lead, LeadStep.SENT, chief, "县纪委监委", number="1号")
    acts = Act.objects.filter(kind__startswith="discipline.")
    assert [act.kind for act in acts.order_by("seq")] == ["discipline.entered", "discipline.sent"]
    bodies = [payload.body for payload in Payload.objects.filter(act__in=acts)]
    assert all('"sm3":' in body for body in bodies)
    assert not any(SECRET in body or "纪委" in body for body in bodies)
    stored = DisciplineLead.objects.raw("SELECT uid, problem AS raw_problem FROM oversight_disciplinelead")[0]
    assert SECRET not in stored.raw_problem


def test_a_handler_and_a_stranger_enter_nothing(house) -> None:
    for who in (house.handler, house.stranger, house.admin):
        found = {"agency": house.line.bureau, "found": Found("x", "y", "其他"), "mandate": of(who)}
        assert refused(enter_discipline_lead, **found) == "no_post"

"""Notice and promise through the real services: the record is found by number, the papers and rows are there."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connections

from hengtu.agencies.models import Role
from hengtu.cases import participants
from hengtu.cases.history import legal_history
from hengtu.cases.models import Alarm, CaseDeadline, CaseTask, EnforcementCase, LenientOutcome
from hengtu.cases.opening import CaseOpening, Suspicion
from hengtu.cases.party_records import identity_of, promise_entries
from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.cases.selectors.party_history import party_history
from hengtu.cases.services.check_promise import check_promise
from hengtu.cases.services.collect_evidence import collect_evidence
from hengtu.cases.services.decline_to_file import decline_to_file
from hengtu.cases.services.end_promise import end_promise
from hengtu.cases.services.file_case import file_case
from hengtu.cases.services.follow_up_measure import follow_up_measure
from hengtu.cases.services.move_promise import move_promise
from hengtu.cases.services.offer_promise import offer_promise
from hengtu.cases.services.register_lead import register_lead
from hengtu.cases.services.sign_promise import sign_promise
from hengtu.cases.services.take_softer_measure import take_softer_measure
from hengtu.documents.models import Document
from hengtu.documents.services.seals import authorise_seal, register_seal
from hengtu.law.procedure import Situation
from hengtu.ledger.errors import StreamMoved
from hengtu.ledger.projections import rebuild
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.subjects.services.register_party import register_party
from tests.cast import SINCE, Cast, make_cast

START = datetime(2025, 6, 3, 1, tzinfo=UTC)
PERSON = "11010519491231002X"
OTHER = "110105194912310118"
ITEM = "vehicle-maintenance"


@pytest.fixture
def cast(db: None) -> Cast:
    return sealed_cast()


def sealed_cast() -> Cast:
    """The cast, with the seal that notices and decisions bear."""
    cast = make_cast()
    seal = register_seal(agency=cast.bureau, name=cast.bureau.name, valid_from=SINCE)
    authorise_seal(seal=seal, agency=cast.squad, effective_from=SINCE, role=Role.OFFICER)
    return cast


def by(cast: Cast, *names: str) -> tuple[participants.Participant, ...]:
    return tuple(
        participants.officer(cast[name].officer) if cast[name].officer else participants.official(cast[name].account)
        for name in names
    )


TWO = ("officer-a", "officer-b")


def lead(cast: Cast, *, at: datetime = START, name: str = "某甲", number: str = PERSON, item: str = ITEM) -> UUID:
    person = register_party(agency=cast.squad, kind="NATURAL_PERSON", name=name, at=at, id_number=number)
    opening = CaseOpening(
        cast.squad, f"{name}案", "road_transport", "东陵省", (Suspicion(person, item, at.date()),), ""
    )
    case_id = uuid4()
    register_lead(opening=opening, by=by(cast, *TWO), at=at, source="road_check", place="客运站", case_id=case_id)
    return case_id


def offer(cast: Cast, case_id: UUID, at: datetime) -> None:
    offer_promise(case_id=case_id, by=by(cast, *TWO), at=at, what="完成二级维护")


def sign(cast: Cast, case_id: UUID, at: datetime, due_on: str = "2025-06-20") -> None:
    case = EnforcementCase.objects.get(pk=case_id)
    who = (participants.party(case.party_uid, case.party_name), *by(cast, "officer-a"))
    words = {"content": "完成二级维护", "signer": case.party_name, "signer_is": "self", "signed": True}
    sign_promise(case_id=case_id, by=who, at=at, due_on=due_on, **words)


def promised(cast: Cast, **more: object) -> UUID:
    at = more.get("at", START)
    assert isinstance(at, datetime)
    case_id = lead(cast, **more)  # type: ignore[arg-type]
    offer(cast, case_id, at + timedelta(hours=1))
    sign(cast, case_id, at + timedelta(hours=2), (at.date() + timedelta(days=17)).isoformat())
    return case_id


def check(cast: Cast, case_id: UUID, result: str, at: datetime = datetime(2025, 6, 23, 1, tzinfo=UTC)) -> None:
    check_promise(case_id=case_id, by=by(cast, *TWO), at=at, result=result, found="看过车辆", proof="合格证")


def refused(call) -> set[str]:
    with pytest.raises(ActRefused) as refusal:
        call()
    return {each.code for each in refusal.value.objections}


def end_kept(cast: Cast, case_id: UUID, at: datetime) -> None:
    decline_to_file(
        case_id=case_id, by=by(cast, "head"), at=at, reason="承诺期内已经改正", ground="promise_kept",
        education="讲明规定", correction="已经改正",
    )  # fmt: skip


def test_a_kept_promise_ends_the_lead_without_penalty_and_leaves_its_papers(cast):
    case_id = promised(cast)
    assert CaseTask.objects.get(case_id=case_id, kind="promise_checked").ready_on == date(2025, 6, 21)
    assert CaseDeadline.objects.get(case_id=case_id, term="promise_due").due_on == date(2025, 6, 20)
    check(cast, case_id, "kept")
    end_kept(cast, case_id, datetime(2025, 6, 24, 1, tzinfo=UTC))
    case = EnforcementCase.objects.get(pk=case_id)
    assert (case.state, case.is_open) == ("NOT_FILED", False)
    forms = set(Document.objects.filter(stream=case_id).values_list("form", flat=True))
    assert forms == {"x_promise_notice", "x_promise", "x_promise_check", "x_not_filed_decision"}
    assert set(LenientOutcome.objects.filter(case_id=case_id).values_list("kind", "code")) == {
        ("promise", "kept"), ("unpunished", "promise_kept"),
    }  # fmt: skip
    assert not CaseTask.objects.filter(case_id=case_id, kind__startswith="promise").exists()


def test_a_broken_promise_is_a_fact_of_the_case_that_is_filed(cast):
    case_id = promised(cast)
    assert "promise_running" in refused(
        lambda: file_case(case_id=case_id, by=by(cast, "head"), at=START + timedelta(days=3))
    )
    check(cast, case_id, "broken")
    file_case(case_id=case_id, by=by(cast, "head"), at=datetime(2025, 6, 24, 1, tzinfo=UTC))
    case = Situation.of(legal_history(acts_of_stream(case_id))).case
    assert case is not None
    assert case.matters[0].facts["corrected_promptly"] is False


def test_a_second_promise_in_the_period_is_refused_whatever_the_name_is_written_like(cast):
    promised(cast)
    again = lead(cast, at=START + timedelta(days=40), name="某　甲")
    assert refused(lambda: offer(cast, again, START + timedelta(days=40, hours=1))) == {"promise_repeated"}
    a_year_on = lead(cast, at=START + timedelta(days=366), name="某甲")
    offer(cast, a_year_on, START + timedelta(days=366, hours=1))


def test_the_same_name_with_another_number_is_another_person(cast):
    promised(cast)
    other = lead(cast, at=START + timedelta(days=40), number=OTHER)
    offer(cast, other, START + timedelta(days=40, hours=1))


def test_without_a_number_nobody_can_tell_and_nothing_is_promised(cast):
    case_id = lead(cast, number="")
    assert refused(lambda: offer(cast, case_id, START + timedelta(hours=1))) == {"party_not_identified"}


def test_what_should_not_have_been_offered_does_not_count_against_the_party(cast):
    case_id = promised(cast)
    end_promise(
        case_id=case_id, by=by(cast, "head"), at=START + timedelta(days=1), ground="offered_wrongly", reason="不在清单"
    )
    again = lead(cast, at=START + timedelta(days=40))
    case = EnforcementCase.objects.get(pk=again)
    assert promise_entries(case, identity_of(case)) == []
    offer(cast, again, START + timedelta(days=40, hours=1))


def test_the_day_is_moved_by_the_head_and_the_clock_follows(cast):
    case_id = promised(cast)
    move_promise(
        case_id=case_id, by=by(cast, "head"), at=START + timedelta(days=5), due_on="2025-06-28", reason="配件未到"
    )
    # the 28th is a Saturday
    assert CaseDeadline.objects.get(case_id=case_id, term="promise_due").due_on == date(2025, 6, 30)
    assert LenientOutcome.objects.get(case_id=case_id).due_on == date(2025, 6, 30)


def test_a_late_check_asks_for_a_reason(cast):
    case_id = promised(cast)
    with pytest.raises(LateReasonMissing):
        check(cast, case_id, "kept", datetime(2025, 7, 10, 1, tzinfo=UTC))


def test_a_second_first_offence_leaves_an_alarm(cast):
    for days in (0, 30):
        at = START + timedelta(days=days)
        case_id = lead(cast, at=at, item="taxi-unlicensed")
        decline_to_file(
            case_id=case_id, by=by(cast, "head"), at=at + timedelta(hours=1), reason="首违",
            ground="first_minor_corrected", is_first=True, slight_harm=True, corrected=True,
            ground_evidence="查询记录", education="讲明规定", correction="当场改正",
        )  # fmt: skip
    alarm = Alarm.objects.get(code="second_first_offence")
    assert alarm.case_id == case_id
    assert "2025年6月3日" in alarm.message


def test_a_softer_measure_is_no_penalty_and_is_followed_up(cast):
    case_id = lead(cast)
    taken = take_softer_measure(
        case_id=case_id, by=by(cast, *TWO), at=START + timedelta(hours=1), measure="warn", content="讲明后果",
        follow_up_on="2025-06-10",
    )  # fmt: skip
    row = LenientOutcome.objects.get(case_id=case_id)
    assert (row.kind, row.code, row.due_on, row.ended_on) == ("softer", "warn", date(2025, 6, 10), None)
    follow_up_measure(
        case_id=case_id, by=by(cast, "officer-a"), at=START + timedelta(days=7), found="已改", improved=True,
        of_measure=str(taken.uid),
    )  # fmt: skip
    row.refresh_from_db()
    assert row.ended_on == date(2025, 6, 10)
    assert Document.objects.get(stream=case_id).form == "x_softer_measure"


def test_the_rows_follow_from_the_acts(cast):
    promised(cast)
    before = list(LenientOutcome.objects.values_list("act_uid", "kind", "code", "on", "due_on"))
    assert sum(each.differed for each in rebuild()) == 0
    assert list(LenientOutcome.objects.values_list("act_uid", "kind", "code", "on", "due_on")) == before


def test_the_page_says_what_was_not_seen_and_why_a_way_is_closed(cast):
    promised(cast)
    again = lead(cast, at=START + timedelta(days=40))
    collect_evidence(
        case_id=again, by=by(cast, *TWO), at=START + timedelta(days=40, hours=1), facts={"harm_level": "minor"}
    )
    case = EnforcementCase.objects.get(pk=again)
    situation = Situation.of(legal_history(acts_of_stream(again)))
    found = party_history(case, situation, cast["officer-a"].account, on=date(2025, 7, 13))
    assert [each.state for each in found.conditions] == ["yes", "yes", "ask"]
    assert found.promise is not None
    assert not found.promise.is_open
    assert "2025年6月3日已经签订过承诺" in found.promise.sentence
    assert any("不等于没有" in line for line in found.scope)


def test_of_two_leads_of_one_person_only_one_takes_a_promise(database):
    cast = sealed_cast()
    both = [lead(cast), lead(cast)]
    for case_id in both:
        offer(cast, case_id, START + timedelta(hours=1))
    ready = threading.Barrier(2, timeout=20)

    def signing(case_id):
        try:
            ready.wait()
            sign(cast, case_id, START + timedelta(hours=2))
        except (ActRefused, StreamMoved) as refusal:
            return refusal
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(signing, both))
    told = [each for each in outcomes if each is not None]
    assert len(told) == 1
    assert {each.code for each in told[0].objections} == {"promise_repeated"}
    assert LenientOutcome.objects.filter(kind="promise").count() == 1

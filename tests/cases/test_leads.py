"""Leads: what becomes of them, that they add up, and what may be the same matter."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from hengtu.agencies.models import Agency, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases import participants
from hengtu.cases.lead_projection import place_key
from hengtu.cases.models import CaseState, EnforcementCase, Lead, LeadOutcome, LeadShare, Message
from hengtu.cases.opening import CaseOpening, Suspicion
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.lead_page import lead_page
from hengtu.cases.selectors.lead_view import LeadFilters
from hengtu.cases.selectors.leads import access_lead, lead_balance, lead_list, may_work_on, similar_leads
from hengtu.cases.services import take_in_lead as take_in
from hengtu.cases.services.answer_lead_transfer import answer_lead_transfer
from hengtu.cases.services.assign_lead import AssignmentRefused, assign_lead
from hengtu.cases.services.decline_to_file import decline_to_file
from hengtu.cases.services.file_case import file_case
from hengtu.cases.services.merge_lead import MergeRefused, merge_lead
from hengtu.cases.services.register_lead import register_lead
from hengtu.cases.services.share_lead import ShareRefused, read_share, report_result, share_lead, take_share
from hengtu.cases.services.transfer_lead import transfer_lead
from hengtu.ledger.projections import rebuild
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.officers.models import Officer
from hengtu.subjects.models import Party
from hengtu.subjects.services.register_party import register_party
from tests.cast import DAY, SINCE, Cast, appointed, make_cast

pytestmark = pytest.mark.django_db
START = datetime(2025, 6, 3, 1, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def by(cast: Cast, *names: str) -> tuple[participants.Participant, ...]:
    return tuple(_participant(cast, name) for name in names)


def _participant(cast: Cast, name: str) -> participants.Participant:
    member = cast[name]
    return participants.officer(member.officer) if member.officer else participants.official(member.account)


def lead(
    cast: Cast,
    *,
    at: datetime = START,
    plate: str = "",
    party: str = "某甲",
    violation: str = "taxi-unlicensed",
    place: str = "汽车站东侧路口出站口",
    source: str = "report",
) -> UUID:
    person = register_party(agency=cast.squad, kind="NATURAL_PERSON", name=party, at=at)
    suspicion = Suspicion(person, violation, at.date())
    opening = CaseOpening(cast.squad, f"{party}案", "road_transport", "河北", (suspicion,), plate)
    case_id = uuid4()
    register_lead(opening=opening, by=by(cast, "officer-a"), at=at, source=source, place=place, case_id=case_id)
    return case_id


def send(cast: Cast, case_id: UUID, at: datetime) -> None:
    transfer_lead(
        case_id=case_id,
        by=by(cast, "head"),
        at=at,
        receiver="某县公安局",
        reason="不属于本机关管辖",
        materials=("登记材料",),
        accept_by=(at + timedelta(days=5)).date().isoformat(),
    )


def answer(cast: Cast, case_id: UUID, at: datetime, word: str) -> None:
    answer_lead_transfer(case_id=case_id, by=by(cast, "officer-a"), at=at, answer=word, note="来函")


# --- rows follow acts -----------------------------------------------------------
def test_a_registered_lead_is_open_with_source_place_and_house_limit(cast: Cast) -> None:
    row = Lead.objects.get(pk=lead(cast, plate="示A12345"))
    assert (row.outcome, row.source, row.plate, row.due_on) == ("OPEN", "report", "示A12345", date(2025, 6, 12))
    assert row.place_key == "汽车站东侧路口出站口"
    assert row.legal_subject_id == cast.bureau.pk


def test_filing_not_filing_transfer_and_merging_each_end_a_lead(cast: Cast) -> None:
    later = START + timedelta(days=1)
    filed, declined, sent, merged = (lead(cast, party=name) for name in "甲乙丙丁")
    file_case(case_id=filed, by=by(cast, "head"), at=later)
    decline_to_file(case_id=declined, by=by(cast, "head"), at=later, reason="没有违法事实")
    send(cast, sent, later)
    merge_lead(case_id=merged, into=filed, by=by(cast, "officer-a"), at=later, reason="同一件事")
    ended = {row.pk: (row.outcome, row.decided_on, row.due_on) for row in Lead.objects.all()}
    day = date(2025, 6, 4)
    assert ended == {
        filed: ("FILED", day, None),
        declined: ("NOT_FILED", day, None),
        sent: ("TRANSFERRED", day, None),
        merged: ("MERGED", day, None),
    }
    states = dict(EnforcementCase.objects.values_list("pk", "state"))
    assert states[sent] == CaseState.TRANSFERRED
    assert states[merged] == CaseState.MERGED
    assert not EnforcementCase.objects.get(pk=merged).is_open
    assert Lead.objects.get(pk=merged).merged_into == filed


def test_a_returned_lead_is_open_again_and_counts_from_its_return(cast: Cast) -> None:
    case_id = lead(cast)
    send(cast, case_id, START + timedelta(days=1))
    answer(cast, case_id, START + timedelta(days=2), "returned")
    row = Lead.objects.get(pk=case_id)
    assert (row.outcome, row.answer, row.due_on) == ("OPEN", "returned", date(2025, 6, 16))
    assert EnforcementCase.objects.get(pk=case_id).state == CaseState.LEAD


def test_a_rebuild_writes_the_same_rows_again(cast: Cast) -> None:
    first, second = lead(cast), lead(cast, party="某乙")
    assign_lead(
        case_id=first, by=by(cast, "unit-head"), at=START + timedelta(hours=1), officers=[cast.officer("officer-b")]
    )
    merge_lead(case_id=second, into=first, by=by(cast, "officer-a"), at=START + timedelta(days=1), reason="同一件事")
    file_case(case_id=first, by=by(cast, "head"), at=START + timedelta(days=2))
    Lead.objects.filter(pk=first).update(assigned_to="乱改", outcome="OPEN")
    rebuild()
    row = Lead.objects.get(pk=first)
    assert (row.assigned_to, row.outcome) == ("乙执法", "FILED")


def test_what_later_acts_do_to_a_case_does_not_write_its_lead(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    case_id = lead(cast)
    file_case(case_id=case_id, by=by(cast, "head"), at=START + timedelta(days=1))
    Lead.objects.filter(pk=case_id).update(assigned_to="没有碰过")
    from hengtu.cases.services.investigate import investigate

    investigate(
        case_id=case_id, by=by(cast, "officer-a", "officer-b"), at=START + timedelta(days=2), records=("scene_record",)
    )
    assert Lead.objects.get(pk=case_id).assigned_to == "没有碰过"


# --- the count -------------------------------------------------------------------
def test_leads_always_add_up_whatever_happens_to_them(cast: Cast) -> None:
    """Random histories: the count of the database agrees with one taken from the acts, and the sum with the total."""
    chance = random.Random(20250603)
    leads: list[UUID] = []
    at = START
    for step in range(110):
        at += timedelta(hours=5)
        what = chance.choice(["register", "register", "file", "decline", "send", "return", "merge", "merge", "assign"])
        case_id = chance.choice(leads) if leads else uuid4()
        try:
            if what == "register" or not leads:
                leads.append(lead(cast, at=at, party=f"某{step}"))
            else:
                _happen(cast, what, case_id, chance.choice(leads), at)
        except (ActRefused, MergeRefused):
            continue
    account = cast.account("officer-a")
    balance = lead_balance(account, date(2025, 6, 1), date(2025, 12, 31), on=DAY)
    assert balance.registered == len(leads)
    assert balance.adds_up
    expected = Counter(_ended(case_id) for case_id in leads)
    found = (balance.filed, balance.not_filed, balance.transferred, balance.merged, balance.open)
    assert found == tuple(expected[word] for word in ("filed", "not_filed", "transferred", "merged", "open"))
    assert all(found), "every way out was taken at least once"


def _happen(cast: Cast, what: str, case_id: UUID, other: UUID, at: datetime) -> None:
    if what == "file":
        file_case(case_id=case_id, by=by(cast, "head"), at=at)
    elif what == "decline":
        decline_to_file(case_id=case_id, by=by(cast, "head"), at=at, reason="没有违法事实")
    elif what == "send":
        send(cast, case_id, at)
    elif what == "return":
        answer(cast, case_id, at, "returned")
    elif what == "merge":
        merge_lead(case_id=case_id, into=other, by=by(cast, "officer-a"), at=at, reason="同一件事")
    else:
        assign_lead(case_id=case_id, by=by(cast, "unit-head"), at=at, unit=cast.squad)


def _ended(case_id: UUID) -> str:
    """Read from the acts themselves, in another way than the projection does."""
    end = "open"
    for act in acts_of_stream(case_id):
        if act.kind == "lead_transfer_answered" and (act.payload or {})["answer"] == "returned":
            end = "open"
        kinds = {
            "case_filed": "filed",
            "not_filed": "not_filed",
            "lead_merged": "merged",
            "lead_transferred": "transferred",
        }
        end = kinds.get(act.kind, end)
    return end


def test_the_count_keeps_to_its_period_and_to_what_the_reader_may_see(cast: Cast) -> None:
    lead(cast)
    lead(cast, at=START - timedelta(days=40), party="某旧")
    account = cast.account("officer-a")
    assert lead_balance(account, date(2025, 6, 1), date(2025, 6, 30), on=DAY).registered == 1
    assert lead_balance(account, date(2025, 4, 1), date(2025, 6, 30), on=DAY).registered == 2
    assert lead_balance(cast.stranger.account, date(2025, 4, 1), date(2025, 6, 30), on=DAY).registered == 0


def test_undecided_leads_over_the_limit_are_counted_and_come_first(cast: Cast) -> None:
    new, old = lead(cast), lead(cast, at=START - timedelta(days=30), party="某旧")
    found = lead_list(cast.account("officer-a"), LeadFilters(), on=DAY)
    assert [row.id for row in found.rows] == [old, new]
    assert found.rows[0].due is not None
    assert found.rows[0].due.tone == "held"
    assert "本机关规定" in found.rows[0].due.remaining
    balance = lead_balance(cast.account("officer-a"), date(2025, 1, 1), DAY, on=DAY)
    assert (balance.open, balance.overdue) == (2, 1)


# --- the list --------------------------------------------------------------------
def test_the_list_pages_without_losing_or_repeating(cast: Cast) -> None:
    made = {lead(cast, at=START + timedelta(minutes=number), party=f"某{number}") for number in range(27)}
    account = cast.account("officer-a")
    first = lead_list(account, LeadFilters(), on=DAY)
    second = lead_list(account, LeadFilters(cursor=first.next_cursor), on=DAY)
    assert len(first.rows) == 25
    assert not second.next_cursor
    assert {row.id for row in (*first.rows, *second.rows)} == made


def test_the_list_narrows_by_source_and_words(cast: Cast) -> None:
    lead(cast, plate="示A12345")
    other = lead(cast, party="云麓客运", source="superior")
    account = cast.account("officer-a")
    assert [row.id for row in lead_list(account, LeadFilters(source="superior"), on=DAY).rows] == [other]
    assert [row.id for row in lead_list(account, LeadFilters(q="云麓"), on=DAY).rows] == [other]
    assert lead_list(account, LeadFilters(q="云麓", state="filed"), on=DAY).rows == ()


# --- the same matter ---------------------------------------------------------------
def similar(cast: Cast, **asked: object) -> list[tuple[UUID, tuple[str, ...]]]:
    found = similar_leads(cast.account("officer-a"), on=DAY, legal_subject_id=cast.bureau.pk, **asked)  # type: ignore[arg-type]
    return [(each.id, each.reasons) for each in found]


def test_same_plate_same_party_near_place_and_same_day_are_reasons(cast: Cast) -> None:
    case_id = lead(cast, plate="示A12345", place="京昆高速 K102+300")
    assert similar(cast, plate="示A12345") == [(case_id, ("车牌相同",))]
    assert similar(cast, party_name="某甲") == [(case_id, ("当事人相同",))]
    assert similar(cast, place="京昆高速K102＋900米处") == [(case_id, ("地点相近",))]
    assert similar(cast, violation="taxi-unlicensed", violation_on=START.date()) == [(case_id, ("同一天的同类违法",))]


def test_the_most_alike_comes_first_and_the_item_alone_is_no_reason(cast: Cast) -> None:
    alike = lead(cast, plate="示A12345")
    less = lead(cast, plate="示A12345", party="某乙", violation="charter-plate")
    found = similar(cast, plate="示A12345", party_name="某甲", violation="taxi-unlicensed")
    assert [each[0] for each in found] == [alike, less]
    assert found[0][1] == ("车牌相同", "当事人相同", "违法事项相同")
    assert similar(cast, violation="taxi-unlicensed") == []


def test_what_is_old_or_of_elsewhere_is_not_suggested(cast: Cast) -> None:
    lead(cast, at=START - timedelta(days=31), plate="示A12345")
    assert similar(cast, plate="示A12345") == []
    lead(cast, plate="示A12345")
    stranger = similar_leads(cast.stranger.account, on=DAY, legal_subject_id=cast.bureau.pk, plate="示A12345")
    assert stranger == ()


@pytest.mark.parametrize(("typed", "key"), [("Ｋ102＋3 (上行)", "k1023上行"), ("", ""), ("x" * 90, "x" * 60)])
def test_places_are_compared_without_width_blanks_and_marks(typed: str, key: str) -> None:
    assert place_key(typed) == key


# --- services ----------------------------------------------------------------------
def test_an_assignment_tells_those_it_names(cast: Cast) -> None:
    case_id = lead(cast)
    assign_lead(case_id=case_id, by=by(cast, "unit-head"), at=START, officers=[cast.officer("officer-b")], note="尽快")
    assert Lead.objects.get(pk=case_id).assigned_to == "乙执法"
    message = Message.objects.get()
    assert (message.to, message.url) == (cast.account("officer-b"), f"/leads/{case_id}/")


def test_a_unit_is_told_by_its_head(cast: Cast) -> None:
    assign_lead(case_id=lead(cast), by=by(cast, "head"), at=START, unit=cast.squad)
    assert [message.to for message in Message.objects.all()] == [cast.account("unit-head")]


def test_a_lead_is_handed_out_only_within_the_legal_subject(cast: Cast) -> None:
    case_id = lead(cast)
    stranger = Officer.objects.get(agency=cast.elsewhere.squad)
    with pytest.raises(AssignmentRefused):
        assign_lead(case_id=case_id, by=by(cast, "unit-head"), at=START, officers=[stranger])
    with pytest.raises(AssignmentRefused):
        assign_lead(case_id=case_id, by=by(cast, "unit-head"), at=START, unit=cast.elsewhere.squad)


def test_a_lead_merges_neither_into_itself_nor_in_a_circle_nor_into_what_ended(cast: Cast) -> None:
    first, second, declined = lead(cast), lead(cast, party="某乙"), lead(cast, party="某丙")
    at = START + timedelta(hours=1)
    decline_to_file(case_id=declined, by=by(cast, "head"), at=at, reason="没有违法事实")
    merge_lead(case_id=first, into=second, by=by(cast, "officer-a"), at=at, reason="同一件事")
    for case_id, into in ((second, second), (second, first), (second, declined), (second, uuid4())):
        with pytest.raises(MergeRefused):
            merge_lead(case_id=case_id, into=into, by=by(cast, "officer-a"), at=at, reason="同一件事")
    assert Lead.objects.get(pk=second).outcome == LeadOutcome.OPEN


def test_the_same_form_sent_twice_at_once_registers_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second request looked before the first had written: the chain's own uid stops it."""
    entry = take_in.LeadEntry(
        uuid4(), cast.squad, "report", "taxi-unlicensed", START.date(), "NATURAL_PERSON", "某甲", plate="示A12345"
    )
    assert take_in.take_in_lead(entry, by=by(cast, "officer-a"), at=START)
    looks = iter((False, True))
    monkeypatch.setattr(take_in, "is_taken_in", lambda case_id: next(looks))
    assert not take_in.take_in_lead(entry, by=by(cast, "officer-a"), at=START)
    assert (Lead.objects.count(), Party.objects.count()) == (1, 1)


# --- shown to other units of the city ------------------------------------------------
@pytest.fixture
def neighbour(cast: Cast) -> Agency:
    return plant_line(province_code="13", since=SINCE, serial=2).bureau


def shared(cast: Cast, neighbour: Agency) -> LeadShare:
    row = Lead.objects.get(pk=lead(cast, plate="示A12345"))
    (share,) = share_lead(lead=row, agencies=[neighbour], by=cast.account("officer-a"), at=START, note="请留意这辆车")
    return share


def test_a_shared_lead_is_a_digest_with_the_surname_only(cast: Cast, neighbour: Agency) -> None:
    share = shared(cast, neighbour)
    assert dict(share.digest)["当事人"] == "某*"
    assert dict(share.digest)["车船号"] == "示A12345"
    reader = appointed("reader", neighbour, Role.OFFICER)
    assert LeadShare.objects.visible_to(reader, DAY).get() == share
    assert not Lead.objects.visible_to(reader, DAY).exists()
    assert not EnforcementCase.objects.visible_to(reader, DAY).exists()


def test_of_an_unknown_party_the_digest_says_just_that(cast: Cast, neighbour: Agency) -> None:
    row = Lead.objects.get(pk=lead(cast, party="待查（示A12345）", plate="示A12345"))
    (share,) = share_lead(lead=row, agencies=[neighbour], by=cast.account("officer-a"), at=START)
    assert dict(share.digest)["当事人"] == "待查"


def test_reading_taking_and_the_result_come_back_to_the_sender(cast: Cast, neighbour: Agency) -> None:
    share = shared(cast, neighbour)
    reader = appointed("reader", neighbour, Role.OFFICER)
    with pytest.raises(ShareRefused):
        report_result(share=share, result="已查获", at=START)
    assert read_share(share=share, by=reader, at=START)
    assert not read_share(share=share, by=cast.account("officer-a"), at=START)
    take_share(share=share, by=reader, at=START)
    take_share(share=share, by=reader, at=START + timedelta(hours=1))
    report_result(share=share, result="已查获", at=START + timedelta(hours=2))
    share.refresh_from_db()
    assert (share.read_by, share.taken_at, share.result) == (reader, START, "已查获")
    texts = [message.text for message in Message.objects.filter(to=cast.account("officer-a")).order_by("id")]
    assert ["接办" in texts[0], "结果" in texts[1], len(texts)] == [True, True, 2]
    page = lead_page(Lead.objects.get(pk=share.stream_id), cast.account("officer-a"), on=DAY)
    assert [(line.standing.label, line.detail) for line in page.shares] == [("已反馈", "已查获")]


def test_a_lead_is_shown_once_and_only_within_the_city(cast: Cast, neighbour: Agency) -> None:
    share = shared(cast, neighbour)
    row = Lead.objects.get(pk=share.stream_id)
    assert share_lead(lead=row, agencies=[neighbour], by=cast.account("officer-a"), at=START) == []
    for agency in (cast.elsewhere.bureau, cast.bureau, cast.squad):
        with pytest.raises(ShareRefused):
            share_lead(lead=row, agencies=[agency], by=cast.account("officer-a"), at=START)
    with pytest.raises(ShareRefused):
        share_lead(lead=row, agencies=[], by=cast.account("officer-a"), at=START)


# --- who sees ------------------------------------------------------------------------
def test_a_supervisor_above_looks_and_a_stranger_finds_nothing(cast: Cast) -> None:
    from django.http import Http404

    case_id = lead(cast)
    supervisor = appointed("supervisor", cast.line.city, Role.SUPERVISOR)
    row = access_lead(supervisor, case_id, on=DAY)
    assert not may_work_on(supervisor, row, on=DAY)
    assert may_work_on(cast.account("officer-a"), row, on=DAY)
    with pytest.raises(Http404):
        access_lead(cast.stranger.account, case_id, on=DAY)

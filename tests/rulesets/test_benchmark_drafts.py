"""From an empty table to the law: two people, proof before anything, nothing overwritten, nothing frozen."""

from datetime import timedelta

import pytest

from hengtu.agencies.administration import changes_of
from hengtu.agencies.models import Account, Agency, AgencyDivision, Role
from hengtu.agencies.services.appoint import give_post
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.law.discretion import assess
from hengtu.law.rulebook import records
from hengtu.law.rulebook import refresh as refresh_rules
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.installing import install_packs
from hengtu.rulesets.models import BenchmarkDraft, DraftState
from hengtu.rulesets.services.draft_benchmark import begin_draft, discard_benchmark_draft, save_draft_content
from hengtu.rulesets.services.propose_benchmark import NotProved, propose_benchmark, send_back, take_back
from hengtu.rulesets.services.publish_benchmark import publish_benchmark
from tests.cast import SINCE, appointed
from tests.rulesets.make import AT, filled, row

pytestmark = pytest.mark.django_db
ITEM = "road-occupy-dig"


class Office:
    """A province, a city below it, and their people."""

    def __init__(self) -> None:
        self.line = plant_line(province_code="13", since=SINCE)
        self.admin = appointed("admin", self.line.province, Role.ADMIN)
        self.head = appointed("head", self.line.province, Role.AGENCY_HEAD)
        self.city_admin = appointed("city-admin", self.line.city, Role.ADMIN)
        self.city_head = appointed("city-head", self.line.city, Role.CHIEF_HEAD)

    def draft(self, content=None, agency: Agency | None = None, by: Account | None = None) -> BenchmarkDraft:
        place, writer = agency or self.line.province, by or self.admin
        draft = begin_draft(agency=place, violation=ITEM, start="empty", by=writer, at=AT)
        return self.save(draft, content or filled(), writer)

    def save(self, draft: BenchmarkDraft, content, by: Account | None = None) -> BenchmarkDraft:
        return save_draft_content(
            draft_id=draft.pk, content=content, expected_version=draft.version, by=by or self.admin, at=AT
        )

    def proposed(self, draft: BenchmarkDraft, by: Account | None = None) -> BenchmarkDraft:
        return propose_benchmark(draft_id=draft.pk, expected_version=draft.version, by=by or self.admin, at=AT)

    def published(self, draft: BenchmarkDraft, by: Account | None = None) -> BenchmarkDraft:
        found = publish_benchmark(draft_id=draft.pk, seen_version=draft.version, by=by or self.head, at=AT)
        install_packs()  # what the commit would do
        return found


@pytest.fixture
def office() -> Office:
    return Office()


def refusal(call, *arguments, **named) -> RulesRefused:
    with pytest.raises(RulesRefused) as refused:
        call(*arguments, **named)
    return refused.value


def tier_on(day: str, place: str = "130000", area: float = 5) -> str | None:
    facts = {"area_m2": area}
    question = {"violation": ITEM, "jurisdiction": place, "violation_on": day, "decided_on": day, "facts": facts}
    answer = assess({**question, "party_type": "natural_person"})
    return answer.tier if answer.benchmark else None


def test_a_proved_table_is_proposed_by_one_published_by_another_and_decides_from_its_day(office: Office) -> None:
    draft = office.proposed(office.draft())
    done = office.published(draft)
    assert (done.state, done.benchmark_id) == (DraftState.PUBLISHED, f"{ITEM}@130000-1")
    rule = records("benchmarks")[done.benchmark_id]
    assert (rule["document"]["number"], rule["evaluate_by"]) == ("试〔2026〕1号", "2028-04-01")
    assert (tier_on("2026-03-31"), tier_on("2026-04-01")) == (None, "一般")
    kinds = [change.what for change in changes_of(office.line.province)]
    assert kinds == ["发布规则", "提请核准裁量基准"]


def test_an_overlap_is_refused_with_its_counter_example_and_the_row(office: Office) -> None:
    rows = [row("轻微", "", "3", ("0", "3000")), row("一般", "2", "", ("3000", "30000"))]
    refused = refusal(office.proposed, office.draft(filled(rows=rows)))
    assert isinstance(refused, NotProved)
    finding = refused.findings[0]
    assert finding.row == 0
    assert "「轻微」和「一般」都符合" in finding.message
    assert BenchmarkDraft.objects.get().state == DraftState.WRITING


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ([row("轻微", "", "2", ("0", "3000")), row("一般", "3", "", ("3000", "30000"))], "没有一个档次符合"),
        ([row("轻微", "", "2", ("5000", "9000")), row("一般", "2", "", ("0", "3000"))], ""),
        ([row("轻微", "", "2", ("0", "3000")), row("一般", "2", "", ("3000", "40000"))], "40000"),
    ],
)
def test_gaps_reversals_and_fines_above_the_statute_are_refused(office: Office, rows, part: str) -> None:
    refused = refusal(office.proposed, office.draft(filled(rows=rows)))
    assert refused.code == "not_proved"
    assert any(part in problem for problem in refused.problems)


def test_nobody_checks_what_he_wrote_or_proposed(office: Office) -> None:
    both = appointed("both", office.line.province, Role.ADMIN)
    give_post(account=both, agency=office.line.province, role=Role.AGENCY_HEAD, effective_from=SINCE)
    draft = office.draft(by=both)
    draft = office.proposed(draft)
    assert refusal(office.published, draft, both).code == "own_draft"
    assert refusal(office.published, draft, office.admin).code == "not_a_publisher"
    assert refusal(office.published, draft, office.city_head).code == "not_a_publisher"
    assert refusal(send_back, draft_id=draft.pk, reason="x", by=both, at=AT).code == "own_draft"
    assert office.published(draft).state == DraftState.PUBLISHED


def test_only_people_of_rules_write_and_propose(office: Office) -> None:
    named = {"violation": ITEM, "start": "empty", "at": AT}
    assert refusal(begin_draft, agency=office.line.province, by=office.head, **named).code == "not_a_drafter"
    assert refusal(begin_draft, agency=office.line.province, by=office.city_admin, **named).code == "not_a_drafter"
    draft = office.draft()
    assert refusal(office.save, draft, filled(title="x"), office.head).code == "not_a_drafter"
    assert refusal(office.proposed, draft, office.head).code == "not_a_drafter"


def test_a_body_that_straddles_divisions_writes_for_each_and_for_no_other(office: Office) -> None:
    named = {"agency": office.line.province, "violation": ITEM, "start": "empty", "by": office.admin, "at": AT}
    assert refusal(begin_draft, division="140000", **named).code == "division_foreign"
    AgencyDivision.objects.create(agency=office.line.province, division_code="140000", effective_from=SINCE)
    draft = office.save(begin_draft(division="140000", **named), filled())
    assert office.published(office.proposed(draft)).benchmark_id == f"{ITEM}@140000-1"
    assert (tier_on("2026-04-02", "140000"), tier_on("2026-04-02", "130000")) == ("一般", None)


def test_two_windows_never_overwrite_each_other(office: Office) -> None:
    draft = office.draft()
    office.save(draft, filled(title="第一个窗口"))
    refused = refusal(office.save, draft, filled(title="第二个窗口"))
    assert refused.code == "draft_moved"
    assert "第 3 版" in refused.message
    stored = BenchmarkDraft.objects.get()
    assert stored.content["title"] == "第一个窗口"
    assert list(stored.versions.order_by("version").values_list("version", flat=True)) == [1, 2, 3]
    assert office.save(stored, filled(title="第一个窗口")).version == 3, "equal content makes no version"
    assert refusal(office.proposed, draft).code == "draft_moved"


def test_what_was_sent_back_is_mended_and_proposed_again(office: Office) -> None:
    draft = office.proposed(office.draft())
    assert refusal(office.save, draft, filled(title="x")).code == "draft_closed"
    assert refusal(send_back, draft_id=draft.pk, reason=" ", by=office.head, at=AT).code == "reason_missing"
    back = send_back(draft_id=draft.pk, reason="评估日期太远", by=office.head, at=AT)
    assert (back.state, back.said, back.said_by) == (DraftState.RETURNED, "评估日期太远", "head")
    mended = office.save(back, filled(evaluate_by="2027-04-01"))
    assert office.published(office.proposed(mended)).state == DraftState.PUBLISHED


def test_a_proposal_is_taken_back_and_the_second_person_sees_that_it_moved(office: Office) -> None:
    draft = office.proposed(office.draft())
    seen = draft.version
    again = take_back(draft_id=draft.pk, by=office.admin, at=AT)
    again = office.save(again, filled(title="改过"))
    office.proposed(again)
    named = {"draft_id": draft.pk, "by": office.head, "at": AT}
    assert refusal(publish_benchmark, seen_version=seen, **named).code == "draft_moved"


def test_a_day_that_passed_while_waiting_is_not_published_backwards(office: Office) -> None:
    draft = office.proposed(office.draft())
    late = AT + timedelta(days=60)
    refused = refusal(publish_benchmark, draft_id=draft.pk, seen_version=draft.version, by=office.head, at=late)
    assert refused.code == "not_proved"
    assert "不能溯及既往" in refused.problems[0]


def test_a_lower_layer_may_refine_but_not_leave_the_upper_one(office: Office) -> None:
    office.published(office.proposed(office.draft()))
    finer = [row("轻微", "", "1", ("0", "1000")), row("轻微", "1", "2", ("1000", "3000"))]
    finer += [row("一般", "2", "10", ("3000", "10000")), row("严重", "10", "", ("10000", "30000"))]
    harder = [*finer[:2], row("一般", "2", "10", ("3000", "12000")), row("严重", "10", "", ("12000", "30000"))]
    head = {"place": "某市", "number": "市〔2026〕1号"}
    draft = office.draft(filled(rows=harder, **head), office.line.city, office.city_admin)
    refused = refusal(office.proposed, draft, office.city_admin)
    assert "下级只能在上级的档次以内细化" in " ".join(refused.problems)
    draft = office.save(draft, filled(rows=finer, **head), office.city_admin)
    done = office.published(office.proposed(draft, office.city_admin), office.city_head)
    assert done.benchmark_id == f"{ITEM}@{office.line.city.division_code}-1"
    assert tier_on("2026-04-02", office.line.city.division_code, 1.5) == "轻微"


def test_a_place_without_a_name_must_be_named(office: Office) -> None:
    draft = office.draft(filled(), office.line.city, office.city_admin)
    assert office.line.city.division_code not in records("divisions")
    refused = refusal(office.proposed, draft, office.city_admin)
    assert any("适用地方的名称" in problem for problem in refused.problems)


def test_the_next_table_starts_from_the_current_one_and_replaces_it(office: Office) -> None:
    first = office.published(office.proposed(office.draft()))
    later = AT + timedelta(days=60)
    named = {"agency": office.line.province, "violation": ITEM, "by": office.admin}
    draft = begin_draft(start="current", at=later, **named)
    assert draft.replaces == [first.benchmark_id]
    head = {**filled(), "columns": draft.content["columns"], "rows": draft.content["rows"]}
    head |= {"effective_from": "2026-07-01", "number": "试〔2026〕2号"}
    draft = save_draft_content(draft_id=draft.pk, content=head, expected_version=1, by=office.admin, at=later)
    assert refusal(begin_draft, start="empty", at=later, **named).code == "draft_open"
    draft = propose_benchmark(draft_id=draft.pk, expected_version=2, by=office.admin, at=later)
    done = publish_benchmark(draft_id=draft.pk, seen_version=2, by=office.head, at=later)
    install_packs()
    question = {"violation": ITEM, "jurisdiction": "130000", "party_type": "natural_person", "facts": {"area_m2": 5}}
    used = [
        assess({**question, "violation_on": day, "decided_on": day}).benchmark for day in ("2026-06-30", "2026-07-01")
    ]
    assert [each and each["id"] for each in used] == [first.benchmark_id, done.benchmark_id]


def test_starts_that_have_nothing_to_start_from_say_so(office: Office) -> None:
    named = {"agency": office.line.province, "by": office.admin, "at": AT}
    assert refusal(begin_draft, violation=ITEM, start="current", **named).code == "no_current_table"
    draft = begin_draft(violation=ITEM, start="parts", parts=3, **named)
    assert len(draft.content["rows"]) == 3
    assert discard_benchmark_draft(draft_id=draft.pk, reason="不做了", by=office.admin, at=AT).state == "DISCARDED"
    assert (
        refusal(discard_benchmark_draft, draft_id=draft.pk, reason="再", by=office.admin, at=AT).code == "draft_closed"
    )
    assert begin_draft(violation=ITEM, start="empty", **named).version == 1


def test_drafts_are_for_those_who_make_rules_there_and_for_nobody_else(office: Office) -> None:
    draft = office.draft()
    day = AT.date()
    assert list(BenchmarkDraft.objects.readable_by(office.admin, day)) == [draft]
    assert list(BenchmarkDraft.objects.readable_by(office.head, day)) == [draft]
    officer = appointed("officer", office.line.province, Role.OFFICER)
    supervisor = appointed("supervisor", office.line.ministry, Role.SUPERVISOR)
    for stranger in (office.city_admin, officer, supervisor, None):
        assert not BenchmarkDraft.objects.readable_by(stranger, day).exists()


@pytest.fixture(autouse=True)
def forget() -> None:
    refresh_rules()

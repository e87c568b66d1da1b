"""A notice is loaded or corrected: every deadline follows, says why, and people are told once."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases import horizon, projection
from hengtu.cases.deadline_moves import moves
from hengtu.cases.models import CaseDeadline, CaseTask, DeadlineChange, EnforcementCase, Message
from hengtu.cases.services import recompute_deadlines
from hengtu.cases.services.recompute_deadlines import follow_up, recompute
from hengtu.law import rulebook
from hengtu.law.calendar import NOTICES_VARIABLE, record_of, with_record
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.models import Job
from hengtu.ledger.projections import rebuild
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.test_worklist_tasks import play_until
from tests.cast import appointed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=CIVIL_TIME)
CAUSE = "《更正通知》已经载入"
Correct = Callable[[int, Callable[[dict[str, Any]], None]], None]


@pytest.fixture
def correct(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Correct]:
    """Put a corrected notice of a year into force."""
    monkeypatch.setenv(NOTICES_VARIABLE, str(tmp_path))

    def write(year: int, change: Callable[[dict[str, Any]], None]) -> None:
        record = deepcopy(dict(record_of(year) or {"year": year, "holidays": {}, "make_up": [], "notices": []}))
        change(record)
        record["revision"] = record.get("revision", 1) + 1
        (tmp_path / f"{year}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        rulebook.refresh()

    rulebook.refresh()
    yield write
    monkeypatch.undo()
    rulebook.refresh()


def no_holidays(record: dict[str, Any]) -> None:
    record["holidays"], record["make_up"] = {}, []


def off(*days: date) -> Callable[[dict[str, Any]], None]:
    """Make these days holidays, and work on no weekend beside them."""

    def change(record: dict[str, Any]) -> None:
        record["holidays"] = {**record["holidays"], "临时放假": [day.isoformat() for day in days]}
        record["make_up"] = [day for day in record["make_up"] if date.fromisoformat(day) not in days]

    return change


def hearing_clock() -> CaseDeadline:
    return CaseDeadline.objects.get(term="hearing_request")


@pytest.fixture
def told(player):
    """A case whose notice was served: statement and hearing run, the ninety days run."""
    play_until(player, "notice_served")
    return hearing_clock()


def last_day_off(clock: CaseDeadline) -> Callable[[dict[str, Any]], None]:
    return off(clock.due_on)


def test_a_day_off_on_the_last_day_moves_the_term_and_says_why(told, correct):
    old = told.due_on
    correct(old.year, last_day_off(told))
    done = recompute(cause=CAUSE, key="p1", at=NOW)
    clock = hearing_clock()
    assert clock.due_on > old
    change = DeadlineChange.objects.get(term="hearing_request")
    assert (change.old_due_on, change.new_due_on, change.was_open) == (old, clock.due_on, True)
    assert change.why.startswith(CAUSE)
    assert f"{old.month}月{old.day}日" in change.why
    assert done.changed == DeadlineChange.objects.count()
    assert not CaseDeadline.objects.filter(term="case_decision", pk__in=_changed_rows()).exists()


def _changed_rows():
    changed = DeadlineChange.objects.values_list("case_id", "term")
    return [row.pk for row in CaseDeadline.objects.all() if (row.case_id, row.term) in set(changed)]


def test_what_was_recomputed_is_what_a_rebuild_gives(told, correct):
    correct(told.due_on.year, last_day_off(told))
    recompute(cause=CAUSE, key="p1", at=NOW)
    follow_up(at=NOW)
    assert [each.differed for each in rebuild()] == [0, 0]


def test_without_following_up_the_rebuild_finds_the_tasks_that_hang_on_the_day(told, correct):
    before = {task.kind: (task.ready_on, task.due_on) for task in CaseTask.objects.all()}
    correct(told.due_on.year, last_day_off(told))
    recompute(cause=CAUSE, key="p1", at=NOW)
    follow_up(at=NOW)
    after = {task.kind: (task.ready_on, task.due_on) for task in CaseTask.objects.all()}
    assert before != after, "the day from which one may decide moved along"


def test_the_reasons_outlive_a_rebuild(told, correct):
    correct(told.due_on.year, last_day_off(told))
    recompute(cause=CAUSE, key="p1", at=NOW)
    before = list(DeadlineChange.objects.order_by("pk").values())
    rebuild()
    assert list(DeadlineChange.objects.order_by("pk").values()) == before


def test_twice_is_once(told, correct):
    correct(told.due_on.year, last_day_off(told))
    first = horizon.carry_out(cause=CAUSE, key="p1", at=NOW)
    messages = Message.objects.count()
    assert first["changed"] > 0
    assert first["told"] > 0
    assert horizon.carry_out(cause=CAUSE, key="p1", at=NOW) == {"changed": 0, "cases": 0, "told": 0}
    assert Message.objects.count() == messages


def test_each_person_gets_one_digest_however_many_deadlines_moved(told, correct):
    correct(told.due_on.year, last_day_off(told))
    horizon.carry_out(cause=CAUSE, key="p1", at=NOW)
    digests = Message.objects.filter(key="moved:p1")
    assert len({message.to_id for message in digests}) == digests.count() >= 2
    assert {"officer-a", "officer-b"} <= set(digests.values_list("to__username", flat=True))
    assert all("1件案件有" in message.text and CAUSE in message.text for message in digests)


def test_a_correction_that_moves_nothing_writes_nothing(told, correct):
    far = date(told.due_on.year - 1, 3, 4)
    correct(far.year, off(far))
    assert recompute(cause=CAUSE, key="p1", at=NOW).changed == 0
    assert not DeadlineChange.objects.exists()


def test_what_an_act_set_stays_where_the_act_put_it(player, correct):
    play_until(player, "decision_served")
    clock = CaseDeadline.objects.get(term="pay_fine")
    CaseDeadline.objects.filter(pk=clock.pk).update(follows_calendar=False)
    correct(clock.due_on.year, off(clock.due_on))
    recompute(cause=CAUSE, key="p1", at=NOW)
    assert CaseDeadline.objects.get(pk=clock.pk).due_on == clock.due_on


def test_a_year_that_is_loaded_ends_what_was_provisional(told, correct, monkeypatch: pytest.MonkeyPatch):
    moved = date(2027, 1, 20)
    CaseDeadline.objects.filter(pk=told.pk).update(start_on=moved, due_on=date(2027, 1, 27), provisional=True)
    assert [(each.year, each.deadlines) for each in horizon.uncovered()] == [(2027, 1)]
    correct(2027, lambda record: record.update(holidays={"元旦": ["2027-01-01"]}))
    recompute(cause="《2027年通知》已经载入", key="p2", at=NOW)
    clock = hearing_clock()
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 27), False)
    assert "不再是暂定" in DeadlineChange.objects.get(term="hearing_request").why
    assert horizon.uncovered() == ()


def test_a_missing_year_is_reported_to_administrators_once_a_month(told, stage):
    admin = appointed("clerk", stage.agency.legal_subject, "ADMIN")
    CaseDeadline.objects.filter(pk=told.pk).update(due_on=date(2027, 1, 27), provisional=True)
    assert horizon.report_uncovered(date(2026, 11, 30), NOW) == 1
    assert horizon.report_uncovered(date(2026, 11, 30), NOW) == 0
    assert horizon.report_uncovered(date(2026, 12, 1), NOW) == 1
    text = Message.objects.filter(to=admin).first().text
    assert "2027年的放假安排还没有载入，1个" in text


def test_killed_between_two_batches_it_goes_on_where_it_was(player, correct, monkeypatch: pytest.MonkeyPatch):
    play_until(player, "notice_served")
    clock = hearing_clock()
    correct(clock.due_on.year, no_holidays_and_off(clock))
    expected = {(move.group.term, move.to.due_on) for move in moves()}
    assert len(expected) > 1
    monkeypatch.setattr(recompute_deadlines, "BATCH_ROWS", 1)
    write, calls = recompute_deadlines._write, []

    def killed(*arguments):
        if calls:
            raise KeyboardInterrupt
        calls.append(arguments)
        return write(*arguments)

    monkeypatch.setattr(recompute_deadlines, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        recompute(cause=CAUSE, key="p1", at=NOW)
    assert DeadlineChange.objects.count() == 1
    monkeypatch.setattr(recompute_deadlines, "_write", write)
    recompute(cause=CAUSE, key="p1", at=NOW)
    assert {(each.term, each.new_due_on) for each in DeadlineChange.objects.all()} == expected
    assert moves() == []


def no_holidays_and_off(clock: CaseDeadline) -> Callable[[dict[str, Any]], None]:
    def change(record: dict[str, Any]) -> None:
        no_holidays(record)
        last_day_off(clock)(record)

    return change


def test_the_effect_is_known_before_anything_is_published(told):
    year = told.due_on.year
    record = deepcopy(dict(record_of(year)))
    last_day_off(told)(record)
    foreseen = moves(with_record(record))
    assert "hearing_request" in {move.group.term for move in foreseen}
    assert hearing_clock().due_on == told.due_on
    assert not DeadlineChange.objects.exists()


def test_the_daily_check_asks_for_tomorrow_and_mends_what_a_stale_process_wrote(told):
    CaseDeadline.objects.filter(pk=told.pk).update(due_on=told.due_on + timedelta(days=1))
    horizon.check_day({"on": "2026-01-05"})
    assert hearing_clock().due_on == told.due_on
    assert Job.objects.get(name=horizon.DAILY).payload == {"on": "2026-01-06"}


def test_spans_are_written_and_read_alike():
    spans = ((date(2026, 1, 5), date(2026, 1, 12)), (date(2026, 2, 1), date(2026, 2, 1)))
    assert projection.spans_of(projection.spans_text(spans)) == spans
    assert projection.spans_of("") == ()


def test_the_nearest_day_of_the_case_moves_along(player, correct):
    play_until(player, "lead_registered")
    case = EnforcementCase.objects.get()
    assert case.due_term == "filing_decision"
    correct(case.due_on.year, off(case.due_on))
    horizon.carry_out(cause=CAUSE, key="p1", at=NOW)
    assert EnforcementCase.objects.get().due_on > case.due_on


def test_postgresql_moves_the_same_rows_and_its_rebuild_agrees(postgres_database, file, correct):
    played = Player(file.script("demo-1"), stage_for(file))
    for act in played.script.acts:
        played.do(act)
        if act.kind == "notice_served":
            break
    clock = hearing_clock()
    correct(clock.due_on.year, last_day_off(clock))
    foreseen = sum(move.group.rows for move in moves())
    done = horizon.carry_out(cause=CAUSE, key="p1", at=NOW)
    assert done["changed"] == foreseen >= 2
    assert done["told"] >= 2
    assert horizon.carry_out(cause=CAUSE, key="p1", at=NOW) == {"changed": 0, "cases": 0, "told": 0}
    assert [each.differed for each in rebuild()] == [0, 0]
    assert hearing_clock().due_on > clock.due_on


def test_the_page_lists_what_moved_for_those_who_may_see_the_case_alone(told, correct, stage):
    correct(told.due_on.year, last_day_off(told))
    horizon.carry_out(cause=CAUSE, key="p1", at=timezone.now())
    far = plant_line(province_code="44", since=date(2020, 1, 1), word="外省", short="外").bureau
    seen = {}
    for account in (stage.people["officer-a"].account, appointed("stranger", far, "OFFICER")):
        client = Client()
        client.force_login(account)
        answer = client.get("/deadlines/changes/")
        assert answer.status_code == 200
        seen[account.username] = CAUSE in answer.content.decode()
    assert seen == {"officer-a": True, "stranger": False}

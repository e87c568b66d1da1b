"""An answer to a reconsideration lists the file by itself, is asked for in time, and its lateness is found."""

from datetime import date, datetime, timedelta, timezone

import pytest

from hengtu.cases.desk.desk import desk_for
from hengtu.cases.desk.known_remedies import file_of_evidence
from hengtu.cases.models import EnforcementCase, Message
from hengtu.cases.reminders_after import remind_after
from hengtu.cases.services.answer_reconsideration import answer_reconsideration
from hengtu.cases.services.receive_reconsideration import receive_reconsideration
from hengtu.documents.models import Document
from tests.cases.test_chains_after_decision import Way
from tests.cases.test_services import play_until

pytestmark = pytest.mark.django_db
CIVIL = timezone(timedelta(hours=8))


def morning(day):
    return datetime.fromisoformat(f"{day}T06:00:00").replace(tzinfo=CIVIL)


@pytest.fixture
def contested(player, stage):
    """The first of the eight cases, with the copy of an application received on 2025-07-08: answer by 2025-07-22."""
    running = player("demo-1")
    play_until(running, "paid")
    way = Way(running.case_id, stage)
    way.do(
        receive_reconsideration, way.one, "2025-07-08", body="示例县人民政府", procedure="ordinary", case_ref="复 1 号"
    )
    return way


def test_the_list_of_evidence_comes_from_the_file_and_is_printed_with_the_answer(contested):
    case = EnforcementCase.objects.get(pk=contested.case_id)
    lines = file_of_evidence(desk_for(contested.people["head"].account, case, at=morning("2025-07-18")))
    assert any("行政处罚决定书" in line for line in lines)
    assert any(line.split(". ", 1)[1].startswith("依据：") for line in lines)
    assert not any("法制审核" in line or "集体讨论" in line for line in lines), "the internal file stays inside"
    assert [int(line.split(".")[0]) for line in lines] == list(range(1, len(lines) + 1))
    contested.do(
        answer_reconsideration, contested.head, "2025-07-18", answer="事实清楚，程序合法", evidence=tuple(lines)
    )
    paper = Document.objects.get(stream_id=contested.case_id, form="x_evidence_list")
    assert "示例县人民政府" in str(paper.data)
    assert "行政处罚决定书" in str(paper.data)


def test_an_answer_is_asked_for_ahead_on_the_day_and_after_it_and_each_once(contested):
    head = contested.people["head"].account

    def told(day):
        remind_after(date.fromisoformat(day), morning(day))
        found = Message.objects.filter(to=head, text__startswith="复议答复").order_by("id")
        return [row.text.split("：")[0] for row in found]

    assert told("2025-07-16") == []
    assert told("2025-07-17") == ["复议答复（普通程序）剩5日"]
    assert told("2025-07-22")[-1] == "复议答复（普通程序）今天到期"
    assert told("2025-07-23")[-1] == "复议答复（普通程序）已过期限，还没有办"
    assert len(told("2025-07-23")) == 3
    assert len(told("2025-07-24")) == 3

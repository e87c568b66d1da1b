"""Each entry of the public log says when it happened and when it was entered; old lines are read as they are."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from hengtu.cases.services.publish_decision import publish_decision
from hengtu.lib.canonical import canonical
from hengtu.portal.models import LogEvent, PublicLogEntry, PublicRecord
from hengtu.portal.publicity import shelf
from hengtu.portal.publicity.log import log_record, sign_log
from hengtu.portal.publicity.log_reading import log_lines, log_page
from hengtu.portal.publicity.log_text import FIRST_SCHEMA, NO_HASH, text_hash
from hengtu.portal.publicity.verifying import read_log, said_of
from tests.portal.conftest import at, read

pytestmark = pytest.mark.django_db


def first_form(record, number, moment, prev):
    """Append an entry as it was written before lines said when they were entered."""
    about = {"ref": record.ref, "version": record.version, "sm3": record.sm3, "decision": record.number}
    content = {"schema": FIRST_SCHEMA, "number": number, "at": moment.isoformat(), "event": "published", "prev": prev}
    text = canonical({**content, **about})
    return PublicLogEntry.objects.create(
        number=number, at=moment, event="published", ref=record.ref, sm3=record.sm3, canonical=text,
        hash=text_hash(text),
    )  # fmt: skip


@pytest.fixture
def record(firm, head, monkeypatch):
    """A record that is public, its log still to be written."""
    publish_decision(case_id=firm.case_id, by=head, at=at("2025-06-12"))
    with monkeypatch.context() as patch:
        patch.setattr(shelf, "log_record", lambda *_: None)
        read()
    return PublicRecord.objects.get()


def test_what_was_brought_in_afterwards_says_so_and_the_order_is_that_of_entering(record):
    log_record(LogEvent.PUBLISHED, record, at("2025-06-12"), at("2026-11-29"))
    log_record(LogEvent.CHANGED, record, at("2025-01-02"), at("2026-11-29", 11))
    log_record(LogEvent.WITHDRAWN, record, at("2026-11-29", 12), at("2026-11-29", 12))
    sign_log(at("2026-11-29", 13))
    read_back = read_log(log_lines())
    assert (read_back.ok, read_back.entries) == (True, 3)
    assert [line.entered_later for line in reversed(log_page())] == [True, True, False]
    assert said_of(record.text, read_back).happenings[1].entered == at("2026-11-29", 11).isoformat()
    page = Client().get("/publicity/log/").content.decode()
    assert page.count("才记入") == 2


def test_a_clock_set_back_never_takes_the_order_back_and_a_forged_order_is_found(record):
    log_record(LogEvent.PUBLISHED, record, at("2025-06-12"), at("2025-06-12", 12))
    entry = log_record(LogEvent.CHANGED, record, at("2025-06-12"), at("2025-06-12", 9))
    assert entry.entered_at == at("2025-06-12", 12)
    assert read_log(log_lines()).ok
    lines = [json.loads(line) for line in log_lines()]
    earlier = json.loads(lines[1]["entry"]) | {"entered": (at("2025-06-12", 12) - timedelta(seconds=1)).isoformat()}
    text = canonical(earlier)
    forged = [json.dumps(lines[0]), json.dumps({"entry": text, "hash": text_hash(text)})]
    assert "记入时间早于前一条" in read_log(forged).first_broken


def test_a_log_that_began_in_the_first_form_goes_on_in_the_second_and_stays_signed(record):
    one = first_form(record, 1, at("2025-06-12"), NO_HASH)
    two = first_form(record, 2, at("2025-01-01"), one.hash)  # out of order of time, as it was then
    sign_log(at("2025-06-12", 11))
    log_record(LogEvent.CHANGED, record, at("2025-06-13"), at("2025-06-13"))
    sign_log(at("2025-06-13", 11))
    read_back = read_log(log_lines())
    assert (read_back.ok, read_back.entries, read_back.heads, read_back.unsigned) == (True, 3, 2, 0)
    assert [each.entered for each in said_of(record.text, read_back).happenings][:2] == ["", ""]
    assert Client().get("/publicity/log/").status_code == 200
    first_form(record, 4, at("2025-06-14"), PublicLogEntry.objects.get(number=3).hash)
    assert "旧格式" in read_log(log_lines()).first_broken
    assert two.entered_at is None

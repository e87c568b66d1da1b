"""Electronic service end to end: the gateway simulator in a process of its own, its reports taken by our own view."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from hengtu.cases.deliveries import Deliveries, message_of
from hengtu.cases.models import Delivery, DeliveryEvent, Message
from hengtu.cases.services.attempt_service import attempt_service
from hengtu.cases.services.by_kind import service_of
from hengtu.cases.services.confirm_address import confirm_address
from hengtu.ledger.jobs import Worker
from hengtu.ledger.models import Job
from hengtu.ledger.readers import advance
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.signed_posts import signed
from tests.architecture.project import ROOT
from tests.cases.test_service_of_papers import Serving

pytestmark = pytest.mark.django_db
KEY = "only-a-simulator"


class _Collector(BaseHTTPRequestHandler):
    """Takes what the simulator reports; the test hands it to our view in its own transaction."""

    posts: list[tuple[bytes, dict[str, str]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.posts.append((body, {name: value for name, value in self.headers.items() if name.startswith("X-")}))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_) -> None:
        pass


@pytest.fixture(scope="module")
def gateway():
    command = [sys.executable, "-m", "simulators.message_gateway", "--key", KEY, "--delay", "0.01"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    collector = ThreadingHTTPServer(("127.0.0.1", 0), _Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    try:
        public = f"http://127.0.0.1:{collector.server_port}"
        with override_settings(GATEWAY_URL=process.stdout.readline().strip(), GATEWAY_KEY=KEY, PUBLIC_URL=public):
            yield
    finally:
        process.terminate()
        process.wait(10)
        collector.shutdown()


@pytest.fixture
def sending(player, gateway):
    """Make the function that sends a notice to an account ending in a digit that names the fault."""
    _Collector.posts.clear()
    serving = Serving(player("demo-1"), "notice_served")

    def send(digit):
        now = timezone.now()
        confirm_address(
            case_id=serving.id, by=serving.party, at=now - timedelta(minutes=2), electronic=True, consent_signed=True,
            medium="SMS", account=f"1390000777{digit}",
        )  # fmt: skip
        contact = acts_of_stream(serving.id)[-1].payload["contact"]
        attempt_service(
            case_id=serving.id, by=serving.officers, at=now - timedelta(minutes=1), document="notice",
            served="electronic", outcome="sent", contact=contact, proposed=serving.act.payload["proposed"],
            hearing_offered=True,
        )  # fmt: skip
        advance(Deliveries(timezone.now))
        work()
        return serving

    return send


def work(ahead=timedelta(0)):
    worker = Worker("test", lambda: timezone.now() + ahead)
    Job.objects.filter(name__startswith="delivery").exclude(state="DONE").update(run_at=timezone.now())
    while Job.objects.filter(name__startswith="delivery", state="READY", run_at__lte=timezone.now()).exists():
        worker.run_one()


def reported(count=1):
    """Wait for so many reports and hand them to our view; returns its answers."""
    end = time.monotonic() + 10
    while len(_Collector.posts) < count and time.monotonic() < end:
        time.sleep(0.02)
    answers = [post(body, headers) for body, headers in _Collector.posts]
    _Collector.posts.clear()
    work()
    return answers


def post(body, headers):
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return Client().post(reverse("gateway_reports"), body, content_type="application/json", **named)


def kinds(serving):
    return [act.kind for act in acts_of_stream(serving.id)][-2:]


def test_a_message_that_was_sent_is_the_service_of_the_officers_who_sent_it(sending):
    serving = sending("9")
    assert Delivery.objects.get().state == "ACCEPTED"
    assert [answer.json()["taken"] for answer in reported()] == [True]
    delivery, act = Delivery.objects.get(), acts_of_stream(serving.id)[-1]
    assert (act.kind, act.payload["served"], act.payload["hearing_offered"]) == ("notice_served", "electronic", True)
    assert act.occurred_at == delivery.sent_at
    assert [actor.id for actor in act.by[:2]] == [person.id for person in serving.officers]
    assert serving.deadlines()["hearing_request"].start_on == timezone.localdate(delivery.sent_at)
    link = f"{reverse('verify_code', args=[delivery.document.verification_code])}?d={delivery.message}"
    assert Client().get(link).status_code == 200
    assert Delivery.objects.get().opened_at is not None
    assert acts_of_stream(serving.id)[-1].uid == act.uid
    door = message_of(delivery)["text"].split("/c/")[1][:13]
    assert Client().get(reverse("door", args=[door])).status_code == 200  # and the party answers there


def test_a_message_that_failed_is_a_try_that_failed_and_people_are_told(sending):
    serving = sending("1")
    reported()
    assert kinds(serving) == ["service_attempted", "service_returned"]
    assert "hearing_request" not in serving.deadlines()


def test_a_number_the_gateway_refuses_fails_at_once(sending):
    serving = sending("0")
    assert kinds(serving)[-1] == "service_returned"
    assert "号码不存在" in Delivery.objects.get().reason


def test_a_gateway_that_is_down_gets_the_message_again_and_sends_it_once(sending):
    serving = sending("5")
    assert Delivery.objects.get().state == "QUEUED"
    work()
    reported()
    assert Delivery.objects.get().state == "SENT"
    assert kinds(serving)[-1] == "notice_served"
    assert Message.objects.filter(text__contains="继续重试").exists()


def test_a_report_that_comes_twice_is_taken_once(sending):
    serving = sending("3")
    assert [answer.json()["taken"] for answer in reported(2)] == [True, False]
    assert DeliveryEvent.objects.count() == 1
    assert [act.kind for act in acts_of_stream(serving.id)].count("notice_served") == 1


def test_a_bounce_after_success_strikes_nothing_by_itself_and_is_told(sending):
    serving = sending("2")
    reported(2)
    assert Delivery.objects.get().state == "DOUBTED"
    assert kinds(serving)[-1] == "notice_served"
    assert Message.objects.filter(text__contains="报负责人撤销这次送达").exists()


def test_a_report_with_a_wrong_signature_changes_nothing(sending):
    serving = sending("6")
    assert sorted(answer.status_code for answer in reported(2)) == [200, 401]
    assert kinds(serving)[-1] == "notice_served"


def test_a_success_after_a_failure_is_no_service(sending):
    serving = sending("7")
    reported(2)
    assert Delivery.objects.get().state == "DOUBTED"
    assert kinds(serving)[-1] == "service_returned"


def test_a_withdrawn_consent_stops_what_is_still_queued(sending, player):
    with override_settings(GATEWAY_URL=""):
        serving = sending("9")
    assert Delivery.objects.get().state == "QUEUED"
    service_of("consent_withdrawn")(case_id=serving.id, by=serving.party, at=timezone.now())
    work()
    assert Delivery.objects.get().state == "CANCELLED"
    assert kinds(serving)[-1] == "service_returned"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"at": "yesterday"}, 422),
        ({"status": "eaten"}, 422),
        ({"message": "no-uuid"}, 422),
        ({"message": str(uuid4())}, 404),
    ],
)
def test_a_report_that_cannot_be_read_is_refused(gateway, change, status):
    said = {"event": "e", "message": str(uuid4()), "status": "sent", "at": timezone.now().isoformat(), **change}
    body = json.dumps(said).encode()
    assert post(body, signed(KEY, body, timezone.now())).status_code == status


def test_a_report_signed_long_ago_is_refused(gateway):
    body = b"{}"
    answer = post(body, signed(KEY, body, timezone.now() - timedelta(minutes=11)))
    assert (answer.status_code, answer.json()["error"]) == (401, "stale")

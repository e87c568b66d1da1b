"""An office in the middle of its work: cases at several stages, prepared acts, a lead, papers, drafts, messages.

``furnish()`` builds it in the database at hand through the services and the pages themselves; ``PAGES`` says for each
address of the system with what it is opened there, and by whom.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from hengtu.agencies.administration import Mandate
from hengtu.agencies.imports import template_sheets
from hengtu.agencies.models import (
    Account,
    Adviser,
    Agency,
    Delegation,
    ImportRun,
    KeptPost,
    OpennessPage,
    Role,
    scope_values,
)
from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.agencies.services.import_agencies import CHOICES, COLUMNS
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import (
    CaseThing,
    Consultation,
    DeadlineChange,
    EnforcementCase,
    FieldStep,
    Lead,
    LeadShare,
    Message,
    MessageKind,
    Proposal,
)
from hengtu.cases.services.do_act import Late
from hengtu.cases.services.publish_decision import publish_decision
from hengtu.cases.services.take_stock import open_stock, scan
from hengtu.cases.services.tell import tell
from hengtu.documents.models import Document, DocumentDoor
from hengtu.evidence.models import Exhibit, Recording, Redaction, Upload
from hengtu.exchange.models import ExportPackage
from hengtu.law.accountability import Step as AccountabilityAct
from hengtu.law.calendar import record_of
from hengtu.law.procedure.advising import SEES
from hengtu.law.supervision import Step
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import Draft, Job, JobState
from hengtu.ledger.readers import advance
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.spreadsheets import Sheet, write_workbook
from hengtu.officers.models import Officer
from hengtu.officers.services.shift_pair import propose_pair
from hengtu.oversight.own_acts import OwnActs
from hengtu.oversight.services.accountability import Matter, open_accountability, take_accountability_step
from hengtu.oversight.services.discipline_leads import Found, enter_discipline_lead
from hengtu.oversight.services.supervise_case import order_supervision, take_supervision_step
from hengtu.portal.models import CaseWindow, LetterFile, PartyLetter, PublicRecord
from hengtu.portal.publicity.following import Publicity
from hengtu.rulesets.drafting.workbook import HEADINGS
from hengtu.rulesets.models import (
    CalendarDraft,
    CitationTask,
    EducationPage,
    FineIssue,
    Guidance,
    ItemProposal,
    StatuteText,
)
from hengtu.rulesets.services.draft_benchmark import begin_draft, save_draft_content
from hengtu.rulesets.services.propose_benchmark import propose_benchmark
from hengtu.rulesets.services.typical_cases import (
    Story,
    nominate_case,
    publish_typical_case,
    review_nomination,
)
from hengtu.subjects.models import Party
from hengtu.web.demo.exports import fill_once
from hengtu.web.demo.money import a_day_with_differences
from hengtu.web.demo.openness import leave_one_waiting, publish_contents
from hengtu.web.demo.player import Player
from hengtu.web.demo.recordings import make_recordings
from hengtu.web.demo.stage import stage_for
from tests.cases.like import add_like_cases
from tests.cases.proposing import Prepared, account
from tests.cast import RECORDED, SINCE, appointed
from tests.duty import on_duty
from tests.fixtures import scripts
from tests.rulesets.make import filled, row
from tests.web.acts.people import Person

PIN = "407218"
CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(4096)  # a clip by its first bytes; nobody plays it here
LONG = "车货总质量超过限定标准的货车在省道S201线K12+300处被固定检测站拦停"


@dataclass(frozen=True)
class Page:
    """How an address is opened: by whom ("" is nobody in particular), with what, and what stands after the ``?``."""

    by: str
    args: tuple[str, ...] = ()
    query: str = ""


def furnish() -> dict[str, Any]:
    """Build the office; returns what addresses need, by the names that ``PAGES`` uses."""
    return _Furniture().all()


@dataclass
class Visitor:
    """Somebody without an account, in a browser of his own."""

    client: Client = field(default_factory=Client)


class _Furniture:
    def __init__(self) -> None:
        self.file = scripts()
        self.stage = stage_for(self.file)
        # with a password, so that the page that changes it has its form
        Account.objects.filter(username="officer-a").update(password=make_password("Lingshan-4207-zhifa"))
        for person in self.stage.people.values():
            if person.account:
                person.account.refresh_from_db()
        self.people = {key: Person(person.account) for key, person in self.stage.people.items() if person.account}
        self.now = timezone.now()
        for key in ("officer-a", "officer-b"):
            set_pin(account(key), PIN, at=RECORDED)
        self.first, self.second = (Officer.objects.get(account__username=key) for key in ("officer-a", "officer-b"))
        on_duty(self.first, self.second, at=self.now)
        bureau = self.stage.agency.legal_subject
        self.bureau = bureau
        self.neighbour: Agency = plant_line(province_code="13", since=SINCE, serial=2).bureau
        more = {"admin": (bureau, Role.ADMIN), "supervisor": (bureau, Role.SUPERVISOR)}
        more["neighbour"] = (self.neighbour, Role.OFFICER)
        self.people |= {name: Person(appointed(name, agency, role)) for name, (agency, role) in more.items()}
        self.people["auxiliary"] = Person(account("auxiliary"))

    def all(self) -> dict[str, Any]:
        at_work = self._prepared("demo-1", "O06")
        found: dict[str, Any] = {"kind": "report_submitted", "form": "f04_scene_record", "slug": "cases"}
        found["taken_down"] = "statement"
        found |= {"case": at_work, "whole": self._player("demo-4").play(), "people": self.people}
        found |= {"case": at_work, "whole": replace(self._player("demo-4"), binds=True).play(), "people": self.people}
        found |= self._evidence(at_work) | self._papers(at_work) | self._proposals() | self._leads()
        found |= self._accountability(found["whole"])
        found |= self._desk(at_work) | self._administration() | self._law() | self._oversight(at_work)
        found["done"] = acts_of_stream(at_work)[-1].uid
        found["review_case"] = self._prepared("demo-6", "O10")
        found |= self._door(found["review_case"])
        found |= self._property(found["review_case"])
        found |= self._publicity(found["whole"])
        like = EnforcementCase.objects.get(pk=found["review_case"])
        add_like_cases(like, *range(30000, 70000, 5000), 40000, 40100, on=timezone.localdate(self.now))
        found |= self._reviews(found["review_case"])
        found |= self._money()
        found |= self._recordings()
        found |= self._exports()
        found |= self._rules() | self._calendar(at_work)
        found |= self._openness()
        flush_access_log()
        # no worker runs in this office: what waits for one would count as a worker that does not keep up
        Job.objects.filter(state=JobState.READY).update(state=JobState.DONE)
        return found

    def _publicity(self, case: UUID) -> dict[str, Any]:
        """A decision that is public, with its entry in the log."""
        head = self.stage.people[_H]
        publish_decision(case_id=case, by=(head,), at=self.now, late=Late("演示", head))
        reader = Publicity(lambda: self.now)
        while advance(reader):
            pass
        record = PublicRecord.objects.get()
        return {"public_ref": record.ref, "public_month": record.month, "table_form": "csv"}

    def _openness(self) -> dict[str, Any]:
        """The bureau shows what it must before the fact; one correction waits for its head."""
        admin, head = self.people["admin"].account, account("head")
        publish_contents(self.bureau, writer=admin, publisher=head, at=self.now)
        leave_one_waiting(self.bureau, writer=admin, at=self.now)
        draft = OpennessPage.objects.drafts().get(agency=self.bureau)
        return {"open": self.bureau.code, "chart": "ordinary", "content": "checks", "open_draft": draft.pk}

    def _property(self, case: UUID) -> dict[str, Any]:
        """A keeper of the house, who has begun to count."""
        keeper = appointed("keeper", self.stage.agency, Role.PROPERTY_KEEPER)
        self.people["keeper"] = Person(keeper)
        begun = open_stock(agency=self.stage.agency, by=keeper, at=self.now)
        thing = CaseThing.objects.filter(case=case)[0]
        scan(stock=begun, typed=thing.code, by=keeper, at=self.now)
        return {"label": thing.code, "stock": begun.uid}

    def _money(self) -> dict[str, Any]:
        """A day of money: paid too much, money of no case, a payment only the bank has; the cashier at her desk."""
        self.people["cashier"] = Person(account("cashier"))
        case = self._prepared("demo-1", "E01")
        day = a_day_with_differences(case, cashier=account("cashier"), at=self.now)
        return {"money_case": case, "money_day": day.pk}

    def _door(self, case: UUID) -> dict[str, Any]:
        """The party of a case with its notice in hand, identified, with a statement handed in."""
        door = DocumentDoor.objects.get(document__stream_id=case, document__form="f11_violation_notice")
        party = Party.objects.get(uid=door.party_uid)
        visitor = Visitor()
        identity = {"tail": (party.credit_code or party.id_number)[-6:], "second": party.phone[-4:]}
        assert visitor.client.post(reverse("door", args=[door.code]), identity).status_code == 302
        said = {"point-1": LONG, "point-2": "已经改正", "key": str(uuid4()), "intent": "send"}
        answer = visitor.client.post(reverse("door_say", args=[door.code]), said)
        assert answer.status_code == 302, answer.content.decode()
        self.people["party"] = visitor  # type: ignore[assignment]
        received = answer["Location"].rpartition("/")[2]
        found = {"door": door.code, "received": received, "own_paper": door.document_id}
        found["decided_door"] = self._opened(visitor, self._prepared("demo-1", "E01"))
        letter = self._complaint(found["decided_door"])
        return found | {"letter": letter, "letter_file": LetterFile.objects.get().pk, "window": self._window(case)}

    def _window(self, case: UUID) -> UUID:
        """The case opened for the neighbour's window."""
        typed = {"agency": self.neighbour.pk, "reason": LONG, "until_on": timezone.localdate().isoformat()}
        answer = self.people["head"].client.post(reverse("case_windows", args=[case]), typed)
        assert answer.status_code == 302, answer.content.decode()
        return CaseWindow.objects.get().pk

    def _opened(self, visitor: Visitor, case: UUID) -> str:
        """The door on the decision of a case that is served and not paid, open to its party."""
        door = DocumentDoor.objects.get(document__stream_id=case, document__form="f15_penalty_decision")
        party = Party.objects.get(uid=door.party_uid)
        identity = {"tail": (party.credit_code or party.id_number)[-6:], "second": party.phone[-4:]}
        assert visitor.client.post(reverse("door", args=[door.code]), identity).status_code == 302
        return door.code

    def _complaint(self, code: str) -> UUID:
        """What the party complained of, waiting for an answer."""
        said = {"about": "MANNER", "words": LONG, "key": str(uuid4()), "intent": "send"}
        clip = SimpleUploadedFile("录音说明.txt", "当天上午".encode())
        address = reverse("door_complain", args=[code])
        answer = self.people["party"].client.post(address, {**said, "files-1": clip})
        assert answer.status_code == 302, answer.content.decode()
        return PartyLetter.objects.get(kind="COMPLAINT").pk

    def _reviews(self, case: UUID) -> dict[str, Any]:
        """A file taken and an adviser asked, one sent back with points, and a discussion somebody has come to."""
        reviewer, officer, head = (self.people[key].client for key in (_R, _A, _H))
        today = timezone.localdate()
        lawyer = Account.objects.create_account("lawyer", "程观复", None)
        self.people["lawyer"] = Person(lawyer)
        words = {
            "username": "lawyer", "kind": "LEGAL_ADVISER", "qualification": "11301202010000001", "firm": LONG[:30],
            "effective_from": today, "effective_to": today + timedelta(days=365), "reason": "聘书〔2026〕1号",
        }  # fmt: skip
        new = reverse("administration_adviser_new", args=[self.bureau.pk])
        assert self.people["admin"].client.post(new, words).status_code == 302
        adviser = Adviser.objects.get()
        page = reverse("review", args=[case])
        assert reviewer.post(page, {"intent": "take"}).status_code == 302
        asked = {
            "intent": "consult", "adviser": adviser.pk, "question": LONG, "sees": [*SEES],
            "until": today + timedelta(days=7),
        }  # fmt: skip
        assert reviewer.post(page, asked).status_code == 302
        back = self._prepared("demo-1", "O10")
        points = {"opinion": "change", "points": ["补充称重设备的检定证书", LONG], "kinds": ["evidence", ""]}
        assert reviewer.post(reverse("review", args=[back]), {"intent": "do", **points}).status_code == 302
        meeting = self._prepared("demo-6", "O11")
        heads = [account(key).pk for key in ("head", "deputy-1", "deputy-2")]
        called = {
            "intent": "call",
            "heads": heads,
            "chair": heads[0],
            "agenda": LONG,
            "reporter": "甲",
            "recorder": "乙",
        }
        address = reverse("discussion", args=[meeting])
        assert officer.post(address, called).status_code == 302
        assert head.post(address, {"intent": "seat", "state": "PRESENT"}).status_code == 302
        return {
            "answer_case": back, "meeting_case": meeting, "adviser": adviser.pk,
            "advice": Consultation.objects.get().pk,
        }  # fmt: skip

    def _player(self, script: str) -> Player:
        return Player(self.file.script(script), self.stage)

    def _prepared(self, script: str, step: str) -> UUID:
        return Prepared(self._player(script), step).case.pk

    def _evidence(self, case: UUID) -> dict[str, Any]:
        officer = self.people["officer-a"].client
        picture = Exhibit.objects.filter(stream_id=case).exclude(display_key="").order_by("seq")[0]
        hidden = {"x": ["25"], "y": ["50"], "w": ["50"], "h": ["25"], "reason": "第三人的面部"}
        assert officer.post(reverse("redact", args=[picture.pk]), hidden).status_code == 302
        begun = {"filename": "现场.mp4", "size": 5000, "fingerprint": "现场.mp4:1"}
        assert officer.post(reverse("upload_new", args=[case]), begun).status_code == 201
        upload = Upload.objects.get().pk
        return {
            "exhibit": picture.pk,
            "redaction": Redaction.objects.get().pk,
            "upload": upload,
            "capture": self._captured(case),
        }

    def _captured(self, case: UUID) -> UUID:
        """A film announced by the phone of the first officer; nothing of it has arrived yet."""
        key = uuid4()
        typed = {
            "kind": "AUDIOVISUAL", "title": "现场录像", "proof_purpose": "证明检查经过", "place": "省道S201线",
            "collected_at": timezone.localtime(self.now).strftime("%Y-%m-%dT%H:%M"),
            "collectors": [str(self.first.uid), str(self.second.uid)], "medium": "VIDEO", "filename": "VID_1.mp4",
            "size": "5000", "sha256": "ab" * 32, "device_at": self.now.isoformat(), "no_place_reason": "没有允许定位",
        }  # fmt: skip
        answer = self.people["officer-a"].client.post(reverse("capture_announce", args=[case, key]), typed)
        assert answer.status_code == 201, answer.content.decode()
        return key

    def _recordings(self) -> dict[str, Any]:
        """Cameras and films; a seizure without one."""
        self._prepared("demo-6", "C08")
        keeper = account("unit-head")
        at = self.now - timedelta(hours=1)
        officers = (self.first, self.second)
        make_recordings(agency=self.stage.agency, keeper=keeper, officers=officers, at=at)
        step = FieldStep.objects.exclude(duty="").earliest("starts_at")
        return {"film": Recording.objects.latest("docked_at").pk, "field_step": step.pk}

    def _exports(self) -> dict[str, Any]:
        """Every platform has read the cases; a package is out, of which one record came back."""
        fill_once(self.stage, at=self.now - timedelta(days=1))
        package = ExportPackage.objects.filter(state="PARTLY").earliest("pk")
        refused = package.records.filter(state="REFUSED").earliest("pk")
        found = {"package": package.number, "package_part": "file"}
        return {**found, "exported": refused.case_uid, "refused_record": refused.pk}

    def _papers(self, case: UUID) -> dict[str, Any]:
        officer = self.people["officer-a"].client
        key = uuid4()
        record = {
            "key": str(key), "person_name": "路过的证人", "place": "省道S201线", "recorder": "沈佳禾", "facts": LONG,
            "period.from": "2026-01-05T09:00", "period.to": "2026-01-05T09:30", "read_state": "本人已看过确认无误",
        }  # fmt: skip
        answer = officer.post(reverse("paper_new", args=[case, "f04_scene_record"]), record)
        assert answer.status_code == 302, answer.content.decode()
        picture = io.BytesIO()
        Image.new("RGB", (300, 120), "white").save(picture, "JPEG")
        signed = {"line": "0", "signer": "陈屿", "method": "ON_PAPER"}
        photo = SimpleUploadedFile("签名.jpg", picture.getvalue())
        answer = officer.post(reverse("document_sign", args=[key]), {**signed, "photo": photo})
        assert answer.status_code == 302, answer.content.decode()
        served = Document.objects.exclude(number="").first()
        assert served is not None
        return {"record": key, "line": 0, "document": served.pk, "code": served.verification_code}

    def _proposals(self) -> dict[str, Any]:
        filing = Prepared(self._player("demo-4"), "O03").propose(at=self.now)
        decision = Prepared(self._player("demo-6"), "O12").propose(at=self.now)
        back = Prepared(self._player("demo-4"), "O03").propose(at=self.now)
        self.people["head"].returns(back.pk, "请补充现场照片，并写明勘验的起止时间")
        assert Proposal.objects.get(pk=back.pk).state == "RETURNED"
        return {"filing": filing.pk, "decision": decision.pk, "returned": back.pk}

    def _leads(self) -> dict[str, Any]:
        typed = {
            "source": "report", "violation": "未取得道路客运经营许可，擅自从事道路客运经营",
            "violation_on": timezone.localdate().isoformat(), "plate": "示A12345", "party_kind": "NATURAL_PERSON",
            "party_name": "司空图南", "place": "汽车站东侧路口出站口", "summary": "末班车外有人喊客",
        }  # fmt: skip
        officer = self.people["officer-a"].client
        key = uuid4()
        for each in (key, uuid4()):  # the second is like the first, and is registered all the same
            told = {**typed, "key": str(each), "seen": f"{key} "}
            assert officer.post("/leads/new", told).status_code == 302
        lead = Lead.objects.get(pk=key)
        shared = {"intent": "share", "agency": str(self.neighbour.pk), "note": "请留意"}
        assert officer.post(reverse("lead", args=[lead.pk]), shared).status_code == 302
        return {"lead": lead.pk, "share": LeadShare.objects.get().pk}

    def _desk(self, case: UUID) -> dict[str, Any]:
        officer = self.people["officer-a"]
        officer.fills(reverse("act", args=[case, "report_submitted"]), intent="draft")
        half = {"intent": "draft", "facts": "写到一半"}
        assert officer.client.post(reverse("paper_new", args=[case, "f04_scene_record"]), half).status_code == 200
        end = self.now + timedelta(hours=3)
        pair = propose_pair(officer=self.second, partner=self.first, starts_at=self.now, ends_at=end, at=self.now)
        tell(
            [officer.account],
            kind=MessageKind.ACCOUNT,
            text=f"请您值勤：{LONG}",
            key="told",
            at=self.now,
            url="/account/",
        )
        draft = Draft.objects.get(key__startswith="act:", owner="officer-a")
        message = Message.objects.get(key="told")
        return {"draft": draft.pk, "version": 1, "message": message.pk, "pair": pair.uid, "kept": self._kept()}

    def _kept(self) -> UUID:
        """A form whose session had ended; it is given back in its own browser alone."""
        client = self.people["officer-a"].client
        session = client.cookies.pop(settings.SESSION_COOKIE_NAME)
        client.post("/leads/new", {"summary": "写了很久的话"}, headers={"referer": "http://testserver/leads/new"})
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        return KeptPost.objects.get().uid

    def _rules(self) -> dict[str, Any]:
        """A benchmark being written, one that waits for the second person, and a workbook with a faulty row."""
        by, day = self.people["admin"].account, timezone.localdate() + timedelta(days=30)
        writing = begin_draft(agency=self.bureau, violation="road-occupy-dig", start="parts", by=by, at=self.now)
        cells = dict.fromkeys(HEADINGS, "") | {"档次": "一般", "情节1": "面积", "比较1": "大约"}
        book = write_workbook([Sheet("裁量基准", HEADINGS, (tuple(cells.values()),))])
        sent = {"file": SimpleUploadedFile("裁量基准.xlsx", book)}
        admin = self.people["admin"].client
        assert admin.post(reverse("benchmark_import", args=[writing.pk]), sent).status_code == 302
        waiting = begin_draft(agency=self.bureau, violation="waterway-fishing-gear", start="empty", by=by, at=self.now)
        rows = [row("轻微", "", "2", ("0", "300")), row("一般", "2", "", ("300", "1000"))]
        head = {"effective_from": day.isoformat(), "evaluate_by": (day + timedelta(days=700)).isoformat()}
        content = filled(rows=rows, columns=["duration_days"], place="示例县", **head)
        named = {"draft_id": waiting.pk, "by": by, "at": self.now}
        save_draft_content(content=content, expected_version=1, **named)
        propose_benchmark(expected_version=2, **named)
        return {"writing": writing.pk, "waiting": waiting.pk, "table": "road-occupy-dig@1", "rule_step": "take-back"}

    def _calendar(self, case: UUID) -> dict[str, Any]:
        """A correction that waits for the second person, a faulty file beside it, and a deadline that moved."""
        record = dict(record_of(2026) or {})
        holidays = {**record["holidays"], "国庆节": [*record["holidays"]["国庆节"], "2026-10-08"]}
        admin = self.people["admin"].client
        for content in ({**record, "holidays": holidays}, {**record, "make_up": ["2026-05-11"]}):
            text = json.dumps({**content, "notices": content["notices"]}, ensure_ascii=False).encode()
            sent = {"file": SimpleUploadedFile("2026年放假安排.json", text), "reason": "国办发明电〔2026〕1号"}
            assert admin.post(reverse("administration_calendar"), sent).status_code == 302
        DeadlineChange.objects.create(
            case_id=case, term="case_decision", was_provisional=False, is_provisional=False, was_open=True,
            cause="x", why="《更正通知》已经载入，「作出处罚决定」的届满日由2026年10月8日改为2026年10月9日。",
            changed_at=self.now, followed_at=self.now, told_at=self.now,
        )  # fmt: skip
        return {
            "notice": CalendarDraft.objects.get(state="PROPOSED").pk,
            "faulty": CalendarDraft.objects.get(state="FAULTY").pk,
        }

    def _administration(self) -> dict[str, Any]:
        post = account("head").posts.get(role=Role.AGENCY_HEAD)
        today = timezone.localdate()
        given = {
            "to": account("deputy-1").pk, "effective_from": today, "effective_to": today + timedelta(days=7),
            "act_kinds": ["case_filed"], "reason": "外出培训",
        }  # fmt: skip
        head = self.people["head"].client
        assert head.post(reverse("administration_delegation_new", args=[post.pk]), given).status_code == 302
        book = write_workbook([replace(template_sheets(COLUMNS, CHOICES)[0], rows=(("S-1", "一中队"),))])
        sent = {"subject": "AGENCIES", "file": SimpleUploadedFile("机构.xlsx", book), "reason": "机构改革"}
        assert self.people["admin"].client.post("/administration/import/", sent).status_code == 302
        return {
            "agency": self.bureau.pk, "post": account("reviewer").posts.get().pk, "own_post": post.pk,
            "officer": self.first.uid, "certificate": self.first.certificates.get().pk,
            "account": account("officer-a").pk, "delegation": Delegation.objects.get().pk,
            "import": ImportRun.objects.get().uid, "step": "password", "subject": "agencies",
        }  # fmt: skip

    def _law(self) -> dict[str, Any]:
        """A proposal on its way, one returned, a text and a paper to check, a line of the queue, an issue.

        Nothing is published as a pack: the law of this whole run of tests would change with it.
        """
        reviewer, head, officer = (self.people[key].client for key in (_R, _H, _A))
        city = Person(appointed("city-head", self.bureau.parent, Role.AGENCY_HEAD))  # type: ignore[arg-type]
        self.people["city-head"] = city
        day = (timezone.localdate() + timedelta(days=30)).isoformat()
        wanted = {"change": "SUSPEND", "effective_from": day, "basis": "清理工作方案", "reason": LONG}
        for item in ("taxi-driver-service", "underwater-works"):
            assert reviewer.post(reverse("item_propose", args=[item]), wanted).status_code == 302
        open_one, returned = ItemProposal.objects.order_by("item")
        back = {"answer": "RETURNED", "reason": "请补充依据"}
        assert city.client.post(reverse("item_proposal", args=[returned.pk]), back).status_code == 302
        text = {
            "title": "示例县示范规定（演示）", "version": "演示第1号", "division": self.bureau.division_code,
            "effective_from": day, "source": "演示，虚构", "reason": "演示",
            "text": "第一章　总则\n第一条　为了示范，制定本规定。\n第二条　有下列情形之一的，责令改正："
                    "\n（一）甲；\n（二）乙。",
        }  # fmt: skip
        assert head.post(reverse("statute_load"), text).status_code == 302
        paper = {
            "kind": "GUIDE", "item": "overlimit-mass", "division": self.bureau.division_code, "title": LONG[:60],
            "body": "## 先核对\n\n- 检定证书\n- 轴数", "effective_from": "2025-01-01", "reason": "演示",
        }  # fmt: skip
        assert reviewer.post(reverse("guidance_new"), paper).status_code == 302
        assert reviewer.post(reverse("guidance_new"), {**paper, "title": "另一份指引"}).status_code == 302
        guidance = Guidance.objects.get(title="另一份指引")
        publish = reverse("guidance_publish", args=[guidance.pk])
        assert head.post(publish, {"reason": "同意"}).status_code == 302
        typical = self._typical_cases()
        page = {
            "item": "overlimit-mass", "division": self.bureau.division_code, "title": "超限运输：上路前先过磅",
            "how_to": "- 装货前问清轴数\n- 出场前过磅", "body": "超限损坏公路和桥梁。", "effective_from": "2025-01-01",
            "reason": "演示", "clip": SimpleUploadedFile("a.mp4", CLIP, "video/mp4"), "transcript": "先过磅，再上路。",
            "subtitles": SimpleUploadedFile("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nx\n", "text/vtt"),
        }  # fmt: skip
        assert reviewer.post(reverse("education_new"), page).status_code == 302
        plain = {name: words for name, words in page.items() if name not in {"clip", "subtitles", "transcript"}}
        assert reviewer.post(reverse("education_new"), {**plain, "title": "草稿"}).status_code == 302
        education = EducationPage.objects.get(version=1)
        assert head.post(reverse("education_publish", args=[education.pk]), {"reason": "同意"}).status_code == 302
        issue = {
            "article": "《公路安全保护条例》第六十四条",
            "title": "起点与后果",
            "problem": LONG,
            "reason": "集中评估",
        }
        assert officer.post(reverse("fine_issue_new"), issue).status_code == 302
        loaded = StatuteText.objects.get()
        task = CitationTask.objects.create(
            agency=self.bureau, **scope_values(self.bureau), text=loaded, cause="REPEALED", kind="items",
            rule="inspect-road-transport", name="道路运输经营及相关业务的监督检查", basis="RTR:59", raised_at=self.now,
        )  # fmt: skip
        return {
            "item": "overlimit-mass", "measure": "forced-unloading-ship", "item_proposal": open_one.pk,
            "returned_proposal": returned.pk, "guidance": guidance.pk,
            "draft_guidance": Guidance.objects.get(state="DRAFT").pk, "instrument": "HSPR", "article": "64",
            "education": education.pk, "education_code": education.code,
            "draft_education": EducationPage.objects.get(state="DRAFT").pk,
            "text": loaded.pk, "task": task.pk, "issue": FineIssue.objects.get().pk, **typical,
        }  # fmt: skip

    def _oversight(self, case: UUID) -> dict[str, Any]:
        """A case the city supervises with its result reported, and a restricted lead that was sent."""
        reason = Mandate(account("head"), "演示", self.now)
        city = Mandate(self.people["city-head"].account, "演示", self.now)
        due_on = timezone.localdate() + timedelta(days=9)
        row = order_supervision(
            case=EnforcementCase.objects.get(pk=case), superior=self.bureau.parent, ground="repeated", demand=LONG,
            due_on=due_on, mandate=city,
        )  # fmt: skip
        other = order_supervision(
            case=EnforcementCase.objects.filter(stage="case_filed").exclude(pk=case).first()
            or EnforcementCase.objects.exclude(pk=case).first(),
            superior=self.bureau.parent, ground="grave", demand=LONG, due_on=due_on, mandate=city,
        )  # fmt: skip
        take_supervision_step(supervised=other, step=Step.RESULT, text=LONG, mandate=reason)
        told = Found("某执法人员", LONG, "执法监督")
        lead = enter_discipline_lead(
            agency=self.bureau, found=told, mandate=Mandate(account("reviewer"), "x", self.now)
        )
        return {"supervised": row.pk, "reported": other.pk, "progress": "progress", "lifted": "lifted",
                "restricted": lead.pk, "sent": "sent"}  # fmt: skip

    def _accountability(self, case: UUID) -> dict[str, Any]:
        """One's acts indexed, and a record about him that waits for his statement to be over."""
        while advance(OwnActs()):
            pass
        officer, supervisor = account("officer-a"), self.people["supervisor"].account
        matter = Matter(LONG, "case", case)
        day = self.now - timedelta(days=20)
        record = open_accountability(
            officer=officer, agency=self.bureau, matter=matter, mandate=Mandate(supervisor, LONG, day)
        )
        said = Mandate(officer, LONG, self.now)
        take_accountability_step(record=record, step=AccountabilityAct.STATED, text=LONG, mandate=said)
        decided = next(act for act in acts_of_stream(case) if act.kind == "decided")
        return {"accountability": record.pk, "decide": "decided", "decided_act": decided.uid}

    def _typical_cases(self) -> dict[str, Any]:
        """An example in every state that has a page of its own."""
        by = {name: Mandate(account(name), "演示", self.now) for name in ("officer-a", "reviewer", "head")}
        made: dict[str, Any] = {}
        for state in ("nominated", "returned", "reviewed", "published"):
            story = Story("TYPICAL", "overlimit-mass", "", uuid4(), LONG[:60], LONG, "罚款三千五百元。", LONG)
            case = nominate_case(
                agency=self.bureau, publisher=self.bureau, story=story, names=(), mandate=by["officer-a"]
            )
            if state != "nominated":
                review_nomination(case=case, passes=state != "returned", mandate=by["reviewer"])
            if state == "published":
                publish_typical_case(case=case, names=(), mandate=by["head"])
            made[f"typical_{state}"] = case.pk
        return made


_A, _H, _R, _M = "officer-a", "head", "reviewer", "admin"
PAGES: dict[str, Page] = {
    # anybody
    "login": Page(""), "verify": Page(""), "verify_code": Page("", ("code",)), "help": Page(""),
    "hearings": Page(""), "case_doors": Page(_A, ("review_case",)),
    "door": Page("", ("door",)), "door_say": Page("party", ("door",)),
    "door_hearing": Page("party", ("door",)), "door_done": Page("party", ("door", "received")),
    "door_defer": Page("party", ("decided_door",)), "door_review": Page("party", ("decided_door",)),
    "door_reminder": Page("party", ("decided_door",)), "door_complain": Page("party", ("decided_door",)),
    "door_letter": Page("party", ("decided_door", "letter")), "door_rate": Page("party", ("decided_door",)),
    "case_windows": Page("head", ("review_case",)), "windows": Page("neighbour"),
    "window": Page("neighbour", ("window",)), "window_act": Page("neighbour", ("window", "taken_down")),
    "door_window": Page("party", ("door",)),
    "complaints_of_cases": Page("supervisor"), "complaint_of_case": Page("supervisor", ("letter",)),
    "complaint_answer": Page("supervisor", ("letter",)), "service_ratings": Page("supervisor"),
    "door_review_paper": Page("party", ("decided_door",)), "door_correct": Page("party", ("decided_door",)),
    "door_repair": Page("party", ("decided_door",)),
    "door_agents": Page("party", ("door",)), "case_agents": Page(_A, ("review_case",)),
    # every desk
    "home": Page(_A), "messages": Page(_A), "deadlines": Page(_A), "deadline_changes": Page(_A),
    "drafts": Page(_A), "draft": Page(_A, ("draft",)),
    "alarms": Page(_H),
    "deviations": Page(_H), "drifts": Page(_H),
    "search": Page(_A, query="q=超限"), "cases": Page(_A), "case": Page(_A, ("case",)),
    "like_cases": Page(_A, ("review_case",)),
    "account": Page(_A), "account_password": Page(_A), "second_factor": Page(_A), "kept": Page(_A, ("kept",)),
    "guide": Page(_A), "guide_page": Page(_A, ("slug",)),
    # leads and acts
    "leads": Page(_A), "lead_new": Page(_A), "spot_new": Page(_A), "lead": Page(_A, ("lead",)),
    "lead_shares": Page("neighbour"), "lead_share": Page("neighbour", ("share",)),
    "act": Page(_A, ("case", "kind")), "done": Page(_A, ("case", "done")), "party": Page(_A, ("case",)),
    "proposal": Page(_A, ("returned",)),
    # evidence and papers
    "capture_page": Page(_A, ("case",)), "exhibit_custody": Page(_A, ("exhibit",)),
    "exhibits_of": Page(_A, ("case",)), "matrix": Page(_A, ("case",)), "exhibit_page": Page(_A, ("exhibit",)),
    "recordings": Page(_A, query="view=matched"), "recording": Page(_A, ("film",)),
    "recording_act": Page(_A, ("field_step",)), "recording_new": Page(_A), "recording_gaps": Page(_H),
    "recording_cameras": Page("unit-head"),
    "recording_keeping": Page(_H), "recording_list": Page(_A),
    "papers": Page(_A), "case_papers": Page(_A, ("case",)), "paper_new": Page(_A, ("case", "form")),
    "document_page": Page(_A, ("document",)), "document_sign": Page(_A, ("record",)),
    "property": Page(_A), "property_labels": Page(_A), "thing": Page("keeper", ("label",)),
    "stocks": Page("keeper"), "stock": Page("keeper", ("stock",)),
    "leniency": Page(_A), "leniency_of_case": Page(_A, ("whole",)), "leniency_list": Page(_A, query="kind=unpunished"),
    "execution": Page(_H), "execution_of_case": Page(_A, ("whole",)), "remedies": Page(_R),
    "services": Page(_A), "services_of_case": Page(_A, ("whole",)),
    "announcements": Page(""),
    "publicity_desk": Page(_H), "publicity_of": Page(_H, ("whole",)),
    "exports": Page("archivist", query="to=mot&kind=failing"), "export_package": Page("archivist", ("package",)),
    "export_receipts": Page("archivist"), "exports_of_case": Page("archivist", ("exported",)),
    "publicity": Page("", query="q=网约车"), "public_record": Page("", ("public_ref",)), "publicity_log": Page(""),
    "publicity_check": Page(""), "publicity_open_data": Page(""),
    "money": Page("cashier"), "money_day": Page("cashier", ("money_day",)), "money_month": Page("cashier"),
    "money_refunds": Page(_H), "money_of_case": Page("cashier", ("money_case",)),
    "door_pay": Page("party", ("decided_door",)),
    # approving and reviewing
    "approvals": Page(_H), "approval": Page(_H, ("decision",)), "approval_papers": Page(_H, ("decision",)),
    "reviews": Page(_R), "review": Page(_R, ("review_case",)), "review_answer": Page(_A, ("answer_case",)),
    "discussions": Page(_H), "discussion": Page(_H, ("meeting_case",)),
    "advices": Page("lawyer"), "advice": Page("lawyer", ("advice",)),
    # administering
    "administration": Page(_M), "administration_agencies": Page(_M), "administration_agency": Page(_M, ("agency",)),
    "administration_agency_change": Page(_M, ("agency",)), "administration_unit_new": Page(_M, ("agency",)),
    "administration_post_new": Page(_M, ("agency",)), "administration_account_new": Page(_M, ("agency",)),
    "administration_officer_new": Page(_M, ("agency",)), "administration_route_new": Page(_M, ("agency",)),
    "administration_posts": Page(_M), "administration_post_end": Page(_M, ("post",)),
    "administration_officers": Page(_M), "administration_officer": Page(_M, ("officer",)),
    "administration_certificate_new": Page(_M, ("officer",)),
    "administration_certificate_change": Page(_M, ("certificate",)),
    "administration_accounts": Page(_M), "administration_account": Page(_M, ("account",)),
    "administration_account_step": Page(_M, ("account", "step")), "administration_routes": Page(_M),
    "administration_advisers": Page(_M), "administration_adviser_new": Page(_M, ("agency",)),
    "administration_adviser_end": Page(_M, ("adviser",)), "administration_delegations": Page(_H),
    "administration_delegation_new": Page(_H, ("own_post",)),
    "administration_delegation_end": Page(_H, ("delegation",)),
    "administration_forms": Page(_M),
    "administration_numbers": Page(_M), "administration_rules": Page(_M), "administration_imports": Page(_M),
    "administration_import": Page(_M, ("import",)),
    "administration_calendar": Page(_M), "administration_notice": Page(_M, ("notice",)),
    # before the fact
    # the archive
    "archive": Page("archivist", query="view=files"), "archive_of_case": Page("archivist", ("whole",)),
    "openness": Page(""), "openness_agency": Page("", ("open",)), "openness_officers": Page("", ("open",)),
    "openness_items": Page("", ("open",)), "openness_chart": Page("", ("open", "chart")),
    "openness_edit": Page(_M), "openness_write": Page(_M, ("agency", "content")),
    "openness_draft": Page(_H, ("open_draft",)), "openness_states": Page("supervisor"),
    # rules
    "benchmarks": Page(""), "benchmark": Page("", ("table",)),
    "benchmarks_compare": Page("", query="item=road-occupy-dig&place=浙江&place=河北"),
    "rules": Page(_M), "benchmark_new": Page(_M), "benchmark_draft": Page(_M, ("writing",)),
    "benchmark_check": Page(_H, ("waiting",)), "benchmark_versions": Page(_M, ("writing",)),
    "benchmark_import": Page(_M, ("writing",)), "benchmark_impact": Page(_H, ("waiting",)),
    # the law itself
    "items": Page(_A), "item": Page(_R, ("item",)), "item_propose": Page(_R, ("item",)), "item_proposals": Page(_R),
    "item_proposal": Page("city-head", ("item_proposal",)),
    "item_proposal_withdraw": Page(_R, ("item_proposal",)),
    "item_proposal_resubmit": Page(_R, ("returned_proposal",)),
    "education": Page("", ("education_code",)), "education_pages": Page(_R), "education_new": Page(_R),
    "education_page": Page(_A, ("education",)), "education_publish": Page(_H, ("draft_education",)),
    "education_withdraw": Page(_H, ("education",)),
    "guidance": Page(_R), "guidance_new": Page(_R), "guidance_page": Page(_A, ("guidance",)),
    "guidance_publish": Page(_H, ("draft_guidance",)), "guidance_withdraw": Page(_H, ("guidance",)),
    "serious": Page(_H), "supervised_cases": Page(_H), "supervised_case": Page(_H, ("supervised",)),
    "supervise": Page("city-head", ("whole",)), "supervision_step": Page(_H, ("supervised", "progress")),
    "discipline_leads": Page(_R), "discipline_lead": Page(_R, ("restricted",)), "discipline_lead_new": Page(_R),
    "discipline_step": Page(_H, ("restricted", "sent")),
    "protection": Page(_A, query="first=2020-01-01&last=2030-01-01"),
    "protection_act": Page(_H, ("whole", "decided_act")), "protection_case": Page(_H, ("whole",)),
    "accountability": Page("supervisor"),
    "accountability_new": Page("supervisor"),
    "accountability_record": Page(_A, ("accountability",)),
    "accountability_step": Page("deputy-2", ("accountability", "decide")),
    "typical_cases": Page(_A, query="q=x"), "typical_case": Page(_A, ("typical_published",)),
    "typical_case_nominate": Page(_A, ("whole",)), "typical_case_rewrite": Page(_A, ("typical_returned",)),
    "typical_case_review": Page(_R, ("typical_nominated",)), "typical_case_publish": Page(_H, ("typical_reviewed",)),
    "typical_case_withdraw": Page(_H, ("typical_published",)),
    "statutes": Page(_A, query="q=超限"), "statute": Page(_A, ("instrument",)),
    "statute_article": Page(_A, ("instrument", "article")), "statute_load": Page(_R),
    "statute_text": Page(_R, ("text",)), "statute_publish": Page(_R, ("text",)), "statute_discard": Page(_R, ("text",)),
    "citation_tasks": Page(_R), "citation_task": Page(_R, ("task",)), "fine_issues": Page(_A),
    "fine_issue_new": Page(_A), "fine_issue": Page(_R, ("issue",)),
}  # fmt: skip

# The same addresses once more, where another state or another reader sees another page.
AGAIN: dict[str, Page] = {
    "door of the party": Page("party", ("door",)), "door of the decided": Page("party", ("decided_door",)),
    "case of the whole": Page(_A, ("whole",)), "home of the head": Page(_H), "home of the reviewer": Page(_R),
    "home of the administrator": Page(_M), "home of the supervisor": Page("supervisor"),
    "proposal open": Page(_A, ("filing",)), "approval of a filing": Page(_H, ("filing",)),
    "document_page unsigned": Page(_A, ("record",)), "exhibits_of of the supervisor": Page("supervisor", ("case",)),
    "rules of the head": Page(_H), "benchmark_draft waiting": Page(_H, ("waiting",)),
    "administration_notice faulty": Page(_M, ("faulty",)),
    "case of the supervisor": Page("supervisor", ("case",)), "review of another": Page(_A, ("review_case",)),
    "item of compulsion": Page(_A, ("measure",)), "item_proposal returned": Page(_R, ("returned_proposal",)),
    "guidance_page of a draft": Page(_H, ("draft_guidance",)), "statutes without a question": Page(_R),
    "supervised_case of the superior": Page("city-head", ("reported",)),
    "typical_cases without a question": Page(_H), "typical_case to be reviewed": Page(_R, ("typical_nominated",)),
    "exhibit_original asks what for": Page(_A, ("exhibit",)),
    "case before the review": Page(_R, ("review_case",)),
}  # fmt: skip

# What is fetched and not read as a page, with what comes.
FILES: dict[str, tuple[Page, str]] = {
    "receipt": (Page(_A, ("whole",)), "application/json"),
    "recording_gaps_csv": (Page(_H), "text/csv"),
    "archive_csv": (Page("archivist"), "text/csv"),
    "case_file": (Page(_A, ("whole",)), "application/pdf"),
    "protection_pdf": (Page(_H, ("whole", "decided_act")), "application/pdf"),
    "protection_zip": (Page(_H, ("whole", "decided_act")), "application/zip"),
    "protection_case_zip": (Page(_H, ("whole",)), "application/zip"),
    "exhibit": (Page(_A, ("exhibit",)), "image/"),
    "exhibit_original": (Page(_A, ("exhibit",), "why=case"), "application/octet-stream"),
    "redaction": (Page(_A, ("redaction",)), "image/jpeg"),
    "document": (Page(_A, ("document",)), "application/pdf"),
    "door_paper": (Page("party", ("door", "own_paper")), "application/pdf"),
    "window_paper": (Page("neighbour", ("window", "own_paper")), "application/pdf"),
    "complaint_file": (Page("supervisor", ("letter", "letter_file")), "application/octet-stream"),
    "signature_photo": (Page(_A, ("record", "line")), "image/jpeg"),
    "paper_blank": (Page(_A, ("form",)), "application/pdf"),
    "documents_print": (Page(_A, ("whole",)), "application/pdf"),
    "administration_calendar_template": (Page(_M), "application/vnd.openxml"),
    "administration_notice_original": (Page(_M, ("notice",)), "application/octet-stream"),
    "administration_import_template": (Page(_M, ("subject",)), "application/vnd.openxml"),
    "administration_import_faulty": (Page(_M, ("import",)), "application/vnd.openxml"),
    "administration_import_original": (Page(_M, ("import",)), "application/octet-stream"),
    "benchmark_file": (Page("", ("table",)), "application/json"),
    "benchmark_workbook": (Page(_M, ("writing",)), "application/vnd.openxml"),
    "benchmark_faulty": (Page(_M, ("writing",)), "application/vnd.openxml"),
    "public_record_json": (Page("", ("public_ref",)), "application/json"),
    "publicity_month": (Page("", ("public_month", "table_form")), "text/csv"),
    "publicity_dictionary": (Page(""), "text/csv"),
    "publicity_log_file": (Page(""), "application/"),
    "openness_officers_csv": (Page("", ("open",)), "text/csv"),
    "openness_items_csv": (Page("", ("open",)), "text/csv"),
    "openness_chart_svg": (Page("", ("open", "chart")), "image/svg+xml"),
    "openness_chart_pdf": (Page("", ("open", "chart")), "application/pdf"),
    "property_csv": (Page(_A), "text/csv"),
    "leniency_csv": (Page(_A, query="kind=promise"), "text/csv"),
    "execution_csv": (Page(_H), "text/csv"),
    "remedies_csv": (Page(_R), "text/csv"),
    "services_csv": (Page(_A, query="kind=slips"), "text/csv"),
    "money_day_csv": (Page("cashier", ("money_day",)), "text/csv"),
    "money_month_csv": (Page("cashier"), "text/csv"),
    "exports_csv": (Page("archivist", query="to=mot"), "text/csv"),
    "export_package_file": (Page("archivist", ("package", "package_part")), "application/xml"),
    "education_clip": (Page("", ("education_code",)), "video/mp4"),
    "education_subtitles": (Page("", ("education_code",)), "text/vtt"),
    "search_suggest": (Page(_A, query="q=超限"), "text/html"),
    "capture_line": (Page(_A), "application/json"),
    "capture_worker": (Page(""), "text/javascript"),
    "healthz": (Page(""), "application/json"),
    "readyz": (Page(""), "application/json"),
}

# What answers to a form or a script alone, with what it is sent for.
ACTIONS: dict[str, tuple[str, ...]] = {
    "logout": (), "display": (), "switch_post": (), "messages_read": (), "message_open": ("message",),
    "draft_discard": ("draft",), "draft_restore": ("draft", "version"), "lead_aid": (),
    "proposal_mend": ("returned",), "upload_new": ("case",), "upload": ("upload",),
    "capture_announce": ("case", "capture"), "capture_record": ("capture",), "capture_finish": ("capture",),
    "exhibit_state": ("exhibit",), "exhibit_verify": ("exhibit",),
    "exhibit_audit": ("exhibit",), "redact": ("exhibit",),
    "approvals_batch": (), "approval_issue": ("decision",), "administration_import_carry_out": ("import",),
    "administration_notice_publish": ("notice",), "administration_notice_withdraw": ("notice",),
    "openness_publish": ("open_draft",), "openness_discard": ("open_draft",),
    "accountability_attach": ("accountability",),
    "account_pin": (), "account_sessions": (), "shift_propose": (), "shift_answer": ("pair",), "guide_tour": (),
    "exports_make": (), "export_package_handed": ("package",), "export_again": ("exported", "refused_record"),
    "benchmark_step": ("waiting", "rule_step"), "thing_counted": ("label",), "publicity_order": (),
}  # fmt: skip

# What leads somewhere else, and the test that walks it.
ELSEWHERE = {
    "recording_play": "tests/web/recordings/test_recording_pages.py: only after a purpose was given",
    "door_find": "tests/web/door/test_identity.py: leads a typed code to its door",
    "door_leave": "tests/web/door/test_identity.py: closes the door in this browser",
    "thing_find": "tests/web/property/test_property_pages.py: leads a typed code to its thing",
    "login_code": "tests/web/account/test_browser_account.py: only after a password was right",
    "login_sso": "tests/web/account/test_sso.py: leads to the identity provider",
    "oidc_authentication_callback": "tests/web/account/test_sso.py: comes from the identity provider",
    "money_callbacks": "tests/cases/test_nontax_platform.py: the payment platform reports there",
    "gateway_reports": "tests/cases/test_message_gateway.py: the gateway reports there",
    "styleguide": "only with HENGTU_DEBUG: tests/journeys/test_every_page.py opens it, too",
}


def address(name: str, page: Page, found: dict[str, Any]) -> str:
    """The address of a page in the furnished office."""
    path = reverse(name.split(" ")[0], args=[found[key] for key in page.args])
    return f"{path}?{page.query}" if page.query else path

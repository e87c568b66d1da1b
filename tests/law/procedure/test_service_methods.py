"""Methods × papers: which way is open to which paper, what each asks for, and what comes back."""

from datetime import date, datetime, timedelta

import pytest

from hengtu.law.acts import LegalAct
from hengtu.law.citations import printable
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.announcing import outlook
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.guards.service import way_is_open
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.precheck import precheck
from hengtu.law.procedure.service_documents import DOCUMENTS, SERVED_GENERALLY
from hengtu.law.procedure.service_methods import METHODS, reason_of
from hengtu.law.procedure.services import Standing, services_of
from hengtu.law.procedure.situation import CIVIL_TIME
from tests.law.procedure.flawed_files import whole_life
from tests.law.procedure.test_guards import before, changed, codes

OPEN, DIRECT_FIRST, ON_THE_SPOT = "", "direct_service_first", "service_method_forbidden"
TABLE = {
    # paper:               direct leave  electronic    mail          entrust       forward       announce
    "notice":               (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "hearing_notice":       (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "decision":             (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "reminder":             (OPEN, OPEN, *(DIRECT_FIRST,) * 5),
    "correction":           (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "measure_decision":     (OPEN, OPEN, *(ON_THE_SPOT,) * 5),
    "measure_extension":    (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "measure_release":      (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "testing_period":       (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "deferral":             (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "enforcement_decision": (OPEN, OPEN, *(DIRECT_FIRST,) * 5),
    "substitute_decision":  (OPEN, OPEN, *(DIRECT_FIRST,) * 5),
    "enforcement_change":   (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "transfer_notice":      (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
}  # fmt: skip
CELLS = [
    (document, method, answer) for document, row in TABLE.items() for method, answer in zip(METHODS, row, strict=True)
]


def shut(document, method, *acts, **payload):
    paper = DOCUMENTS[document]
    act = LegalAct(paper.service, T, payload={"served": method, "document": document, **payload})
    return [each.code for each in way_is_open(Moment(Situation(acts), act))]


T = datetime(2026, 3, 2, 10, tzinfo=CIVIL_TIME)


def test_the_table_names_every_paper_and_every_method():
    assert set(TABLE) == set(DOCUMENTS)
    assert tuple(METHODS) == ("direct", "leave", "electronic", "mail", "entrust", "forward", "announce")


@pytest.mark.parametrize(("document", "method", "answer"), CELLS)
def test_which_way_is_open_to_which_paper(document, method, answer):
    assert shut(document, method) == ([answer] if answer else [])


@pytest.mark.parametrize("document", ["reminder", "enforcement_decision", "substitute_decision"])
def test_once_handing_over_has_failed_other_ways_are_open(document):
    tried = LegalAct("service_attempted", T, payload={"document": document, "served": "direct", "outcome": "absent"})
    assert shut(document, "mail", tried) == []
    assert shut(document, "mail", direct_tried="两次上门，无人在") == []


def test_a_measure_decision_is_brought_afterwards_to_an_absent_party_and_never_sent_by_message():
    assert shut("measure_decision", "mail", party_absent=True) == []
    assert shut("measure_decision", "electronic", party_absent=True) == [ON_THE_SPOT]


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda each: each.id)
def test_every_method_cites_articles_that_may_be_printed(method):
    assert method.basis
    assert all(printable(each) for each in method.basis)


# --- proof ------------------------------------------------------------------------------------------------------------
NOTICE_HISTORY, NOTICE = before("demo-8", "notice_served")
LEFT = {"served": "leave", "refusal_note": "当事人拒绝签收"}
ANNOUNCED = {"served": "announce", "announced_because": "邮件退回，电话停机"}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"served": "pigeon"}, "service_method_unknown"),
        ({"served": "direct", "receipt_signed": False}, "receipt_unsigned"),
        ({"served": "direct", "receiver": "neighbour"}, "receiver_unknown"),
        ({"served": "direct", "receiver": "adult_family", "receiver_adult": False}, "receiver_is_minor"),
        ({"served": "direct", "receiver": "adult_family"}, "receiver_age_missing"),
        (LEFT, "leaving_not_witnessed"),
        ({**LEFT, "witness": "社区居委会王某", "left_at": "roadside"}, "left_elsewhere"),
        ({"served": "mail", "received_on": "2020-01-01"}, "received_before_issue"),
        ({"served": "entrust"}, "through_missing"),
        ({"served": "forward"}, "through_missing"),
        (ANNOUNCED, "announcement_without_attempts"),
        ({**ANNOUNCED, "announce_ground": "whereabouts_unknown"}, "search_not_recorded"),
        ({**ANNOUNCED, "announce_until": "2025-12-20"}, "announcement_too_short"),
    ],
)
def test_what_does_not_prove_the_service_is_refused_with_article_and_way_out(payload, code):
    found = {each.code: each for each in objections_to(NOTICE_HISTORY, changed(NOTICE, **payload))}
    assert code in found
    assert found[code].basis
    assert found[code].remedy.startswith("请")


@pytest.mark.parametrize(
    "payload",
    [
        {"served": "direct", "receiver": "agent", "receipt_signed": True},
        {**LEFT, "filmed": True, "left_at": "residence"},
        {**LEFT, "witness": "社区居委会王某"},
        {"served": "entrust", "through": "邻县交通运输综合行政执法大队"},
        {**ANNOUNCED, "announce_ground": "whereabouts_unknown", "searched": "走访住所、联系单位、查询登记电话"},
    ],
)
def test_what_proves_it_is_accepted(payload):
    assert codes(NOTICE_HISTORY, changed(NOTICE, **payload)) == set()


def test_a_day_that_has_not_come_is_no_day_of_receipt():
    late = changed(NOTICE, served="mail", received_on="2025-12-30")
    act = LegalAct(late.kind, late.occurred_at, late.by, late.payload, late.occurred_at)
    assert "received_in_the_future" in codes(NOTICE_HISTORY, act)
    told = LegalAct(late.kind, late.occurred_at, late.by, late.payload, datetime(2025, 12, 30, 9, tzinfo=CIVIL_TIME))
    assert "received_in_the_future" not in codes(NOTICE_HISTORY, told)


# --- tries, what comes back, what is struck ---------------------------------------------------------------------------
DECIDED, SERVED_DECISION = before("demo-8", "decision_served")
OFFICERS = SERVED_DECISION.by
HEAD = next(act for act in DECIDED if act.kind == "decision_issued").by
SENT_AT = SERVED_DECISION.occurred_at


def did(kind, hours=0, by=OFFICERS, uid="", **payload):
    return LegalAct(kind, SENT_AT + timedelta(hours=hours), by, payload, uid=uid or f"{kind}-{hours}")


MAILED = did("service_attempted", uid="try", document="decision", served="mail", outcome="sent", tracking_no="EX1")
BACK = did("service_returned", 72, attempt="try", return_reason="unknown")


def paper(history, document):
    return next(each for each in services_of(Situation.of(history)) if each.document.id == document)


def test_mail_on_its_way_is_under_way_and_mail_that_came_back_is_no_service():
    assert codes(DECIDED, MAILED) == set()
    assert paper((*DECIDED, MAILED), "decision").standing is Standing.UNDER_WAY
    assert codes((*DECIDED, MAILED), BACK) == set()
    returned = paper((*DECIDED, MAILED, BACK), "decision")
    assert (returned.standing, returned.attempts[0].words) == (Standing.FAILED, "查无此人")
    assert clock_of(Situation.of((*DECIDED, MAILED, BACK)), "pay_fine") is None


def test_the_same_way_is_not_tried_twice_at_a_time_and_what_never_left_cannot_come_back():
    assert "attempt_under_way" in codes((*DECIDED, MAILED), did("service_attempted", 1, **MAILED.payload))
    assert "attempt_unknown" in codes(DECIDED, BACK)
    assert "attempt_unknown" in codes((*DECIDED, MAILED, BACK), did("service_returned", 80, **BACK.payload))


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"document": "novel"}, "document_unknown"),
        ({"document": "measure_decision"}, "document_not_made"),
        ({"served": "announce"}, "attempt_method"),
        ({"outcome": "delivered"}, "attempt_outcome"),
        ({"served": "direct"}, "attempt_outcome"),
        ({"served": "electronic"}, "electronic_service_not_agreed"),
        ({"served": "electronic", "consent_signed": True}, "online_review_missing"),
    ],
)
def test_a_try_that_cannot_be_is_refused(payload, code):
    assert code in codes(DECIDED, did("service_attempted", **{**MAILED.payload, **payload}))


def test_the_way_after_the_mail_came_back_leads_over_a_witness_to_the_party_s_clock():
    history = (*DECIDED, MAILED, BACK)
    left = did("decision_served", 96, **LEFT)
    assert "leaving_not_witnessed" in codes(history, left)
    filmed = did("decision_served", 96, **LEFT, filmed=True)
    assert codes(history, filmed) <= {"service_late"}
    clock = clock_of(Situation.of((*history, filmed)), "pay_fine")
    assert clock.start == filmed.occurred_at.date()
    assert clock.due.explanation[0].startswith("留置送达，以把文书留在受送达人住所的日期为送达日期")
    assert "CPL:89" in clock.due.basis


def test_a_service_that_did_not_happen_is_struck_and_its_clocks_are_gone():
    mailed = did("decision_served", 72, uid="svc", served="mail", received_on=SENT_AT.date().isoformat(), attempt="try")
    history = (*DECIDED, MAILED, mailed)
    assert clock_of(Situation.of(history), "pay_fine") is not None
    strike = did("service_struck", 100, by=HEAD, act="svc", reason="邮政部门更正：投递签收有误，邮件已退回")
    assert codes(history, strike) == set()
    after = Situation.of((*history, strike))
    assert clock_of(after, "pay_fine") is None
    assert paper((*history, strike), "decision").standing is Standing.FAILED
    assert codes((*history, strike), did("decision_served", 120, served="direct")) <= {"service_late"}
    assert "service_unknown" in codes((*history, strike), did("service_struck", 130, by=HEAD, act="svc", reason="再"))


def test_an_officer_alone_strikes_nothing():
    history = (*DECIDED, did("decision_served", 1, uid="svc", served="direct"))
    assert "agency_head_required" in codes(history, did("service_struck", 2, act="svc", reason="没有送到"))


def test_a_decision_on_a_notice_that_never_arrived_is_found():
    acts = whole_life("demo-8")
    notice = next(each for each in acts if each.kind == "notice_served")
    named = tuple(LegalAct(n.kind, n.occurred_at, n.by, n.payload, uid="n") if n is notice else n for n in acts)
    cut = tuple(each for each in named if each.kind not in ("case_closed", "archived"))
    strike = LegalAct("service_struck", cut[-1].occurred_at, HEAD, {"act": "n", "reason": "邮件退回"}, uid="s")
    found = {each.code: each for each in precheck((*cut, strike), on=cut[-1].occurred_at.date())}
    assert found["notice_never_arrived"].veto == "V08"
    assert "notice_never_arrived" not in {each.code for each in precheck(cut, on=cut[-1].occurred_at.date())}


# --- consent ----------------------------------------------------------------------------------------------------------
PARTY = next(act for act in DECIDED if act.kind == "statement_heard").by
AGREED = did("address_confirmed", -20, PARTY, electronic=True, consent_signed=True, contact="c1", medium="sms")
SENDING = did("service_attempted", document="decision", served="electronic", outcome="sent", review_channel="网上申请")


def test_a_signed_confirmation_opens_the_electronic_way_until_it_is_withdrawn():
    assert codes((*DECIDED, AGREED), SENDING) == set()
    withdrawn = did("consent_withdrawn", -2, PARTY)
    assert codes((*DECIDED, AGREED), withdrawn) == set()
    assert "electronic_service_not_agreed" in codes((*DECIDED, AGREED, withdrawn), SENDING)
    assert codes((*DECIDED, AGREED, did("consent_withdrawn", 2, PARTY)), SENDING) == set()
    anew = did("address_confirmed", -1, PARTY, electronic=True, consent_signed=True, contact="c2")
    assert codes((*DECIDED, AGREED, withdrawn, anew), SENDING) == set()


def test_an_unsigned_confirmation_and_one_without_account_agree_to_nothing():
    assert "consent_unsigned" in codes(DECIDED, did("address_confirmed", 0, PARTY, electronic=True, contact="c"))
    assert "account_missing" in codes(DECIDED, did("address_confirmed", 0, PARTY, electronic=True, consent_signed=True))
    assert codes(DECIDED, did("address_confirmed", 0, PARTY, electronic=False)) == set()
    assert "no_consent" in codes(DECIDED, did("consent_withdrawn", 0, PARTY))


def test_a_paper_the_party_left_out_is_not_sent_by_message():
    less = did("address_confirmed", -1, PARTY, **{**AGREED.payload, "excluded": ["decision"]})
    assert "electronic_service_excluded" in codes((*DECIDED, less), SENDING)


def test_the_party_may_prove_another_day_of_arrival_of_what_was_sent_electronically():
    sent = did("decision_served", 1, uid="svc", served="electronic", consent_signed=True)
    day = (SENT_AT + timedelta(days=2)).date()
    proved = did("arrival_proved", 60, act="svc", arrived_on=day.isoformat(), proof="邮箱服务商的接收记录")
    assert codes((*DECIDED, sent), proved) == set()
    clock = clock_of(Situation.of((*DECIDED, sent, proved)), "pay_fine")
    assert clock.start == day
    assert "以当事人证明的日期为送达日期" in clock.due.explanation[0]
    direct = did("decision_served", 1, uid="svc", served="direct")
    assert "arrival_of_other_method" in codes((*DECIDED, direct), proved)


# --- slips, other papers, announcements -------------------------------------------------------------------------------
def test_a_slip_is_signed_or_the_refusal_is_noted_and_missing_slips_are_known():
    history = (*DECIDED, did("decision_served", 1, uid="svc", served="direct"))
    assert paper(history, "decision").receipt_missing
    assert "receipt_unsigned" in codes(history, did("receipt_filed", 2, act="svc"))
    filed = did("receipt_filed", 2, act="svc", signed=True, signed_on=SENT_AT.date().isoformat())
    assert codes(history, filed) == set()
    assert not paper((*history, filed), "decision").receipt_missing
    sent = (*DECIDED, did("decision_served", 1, uid="svc", served="electronic", consent_signed=True))
    assert not paper(sent, "decision").receipt_missing


def test_a_paper_without_a_service_act_of_its_own_is_served_by_the_general_one():
    order = next(act for act in whole_life("demo-1") if act.kind == "correction_ordered")
    history, _ = before("demo-1", "report_submitted")
    served = LegalAct("document_served", order.occurred_at + timedelta(hours=1), order.by,
                      {"document": "correction", "served": "direct"}, uid="svc")  # fmt: skip
    assert codes(history, served) == set()
    assert paper((*history, served), "correction").standing is Standing.SERVED
    assert "served_already" in codes(
        (*history, served), LegalAct(served.kind, served.occurred_at, served.by, served.payload)
    )
    assert "served_by_its_own_act" in codes(DECIDED, did("document_served", document="decision", served="direct"))


def test_every_general_paper_waits_for_the_act_that_makes_it():
    for document in DOCUMENTS.values():
        if document.service == SERVED_GENERALLY and document.id != "correction":
            act = did("document_served", document=document.id, served="direct")
            made = Situation.of(DECIDED).has(*document.made_by)
            assert ("document_not_made" in codes(DECIDED, act)) is not made, document.id


def test_an_announcement_counts_at_its_end_and_says_beforehand_what_it_costs():
    announced = LegalAct("notice_served", T, payload={"served": "announce"})
    reason = reason_of(announced)
    assert "公告期满的日期为送达日期：2026年5月6日" in reason.sentence
    assert "CPL:95" in reason.basis
    before_notice, _ = before("demo-8", "notice_served")
    first_day = NOTICE.occurred_at.date()
    seen = outlook(Situation.of(before_notice), "notice", first_day)
    assert seen.served_on > first_day + timedelta(days=59)
    assert seen.free_on > seen.served_on
    late = outlook(Situation.of(before_notice), "notice", seen.decide_by - timedelta(days=50))
    assert late.too_late
    assert any("第六十条" in sentence for sentence in late.words)
    assert outlook(Situation.of(DECIDED), "decision", date(2026, 3, 2)).decide_by is None


def test_an_announcement_may_name_a_later_day_and_counts_from_there():
    act = LegalAct("notice_served", T, payload={"served": "announce", "announce_until": "2026-05-20"})
    assert "2026年5月20日" in reason_of(act).sentence

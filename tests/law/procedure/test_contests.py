"""Each outcome of a remedy with each thing that must follow; a case waits for all of them before it closes."""

from datetime import date

import pytest

from hengtu.law.procedure import Situation
from hengtu.law.procedure.contests import RATES, contests_of, opinions_of
from hengtu.law.procedure.outcomes import COURT_OUTCOMES, REVIEW_OUTCOMES
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.after_decision import act, closing, codes, done, history_of

SERVED = history_of("demo-1")  # 27500 yuan
PAID = done(SERVED, act("decision_published", "2025-06-13"), act("paid", "2025-06-20", amount_yuan=27500))
RECEIVED = act("reconsideration_received", "2025-07-08", body="某市人民政府", procedure="ordinary", case_ref="复 1 号")
ANSWERED = act("reconsideration_answered", "2025-07-18", answer="事实清楚", evidence=["案卷"])
SUED = act("lawsuit_received", "2025-07-08", court="某区人民法院", court_case="行初 1 号")
DEFENDED = act("lawsuit_answered", "2025-07-18", answer="程序合法")
WITHDRAWN = act("publication_withdrawn", "2025-08-27", reason="复议撤销")
LESS = {"kind": "fine", "amount_yuan": 20000}


def outcome_of(kind, outcome, published_and_paid=True, **more):
    """A case contested and ended with one outcome, received on 2025-08-26."""
    start = PAID if published_and_paid else SERVED
    more |= {"decided": LESS} if outcome == "changed" else {}
    if kind == "lawsuit":
        end = act("lawsuit_judged", "2025-08-26", outcome=outcome, in_force=True, **more)
        return done(start, SUED, DEFENDED, end)
    return done(start, RECEIVED, ANSWERED, act("reconsideration_decided", "2025-08-26", outcome=outcome, **more))


def refunded(amount):
    return act("fine_refunded", "2025-08-28", amount_yuan=amount, reason="复议、诉讼的结果")


def wanted(history):
    (contest,) = contests_of(history)
    return [
        (each.kind, each.due_on and each.due_on.isoformat(), each.done_on is not None) for each in contest.follow_ups
    ]


WITHDRAW = ("publication_withdrawn", "2025-08-29", False)
REFUND = ("fine_refunded", None, False)
ANEW = ("decided", None, False)
CALLED_FOR = {
    "upheld": [], "dismissed": [], "not_accepted": [], "ended": [],
    "changed": [WITHDRAW, REFUND],
    "revoked": [WITHDRAW, REFUND, ANEW],
    "void": [WITHDRAW, REFUND, ANEW],
    "unlawful": [WITHDRAW],
    "ordered": [ANEW],
}  # fmt: skip
EVERY = [
    *(("reconsideration", outcome) for outcome in REVIEW_OUTCOMES),
    *(("lawsuit", outcome) for outcome in COURT_OUTCOMES),
]


@pytest.mark.parametrize(("kind", "outcome"), EVERY)
def test_each_outcome_calls_for_what_the_law_says(kind, outcome):
    assert wanted(outcome_of(kind, outcome)) == CALLED_FOR[outcome]
    unpaid = wanted(outcome_of(kind, outcome, published_and_paid=False))
    assert unpaid == [each for each in CALLED_FOR[outcome] if each == ANEW], "nothing published, nothing paid"


@pytest.mark.parametrize(("kind", "outcome"), EVERY)
def test_each_task_is_open_until_it_is_done(kind, outcome):
    history = outcome_of(kind, outcome)
    tasks = {todo.kind for todo in todos_of(history)} & {"publication_withdrawn", "fine_refunded"}
    assert tasks == {each for each, _, _ in CALLED_FOR[outcome]} - {"decided"}
    if "publication_withdrawn" in tasks:
        history = done(history, WITHDRAWN)
    if "fine_refunded" in tasks:
        history = done(history, refunded(7500 if outcome == "changed" else 27500))
    assert all(is_done for each, _, is_done in wanted(history) if each != "decided")
    assert not {todo.kind for todo in todos_of(history)} & {"publication_withdrawn", "fine_refunded"}


@pytest.mark.parametrize("kind", ["reconsideration", "lawsuit"])
def test_a_changed_decision_closes_after_the_withdrawal_and_the_refund(kind):
    changed = outcome_of(kind, "changed")
    assert codes(changed, closing("2025-08-27")) == {"publication_not_withdrawn", "refund_open"}
    withdrawn = done(changed, WITHDRAWN)
    assert codes(withdrawn, closing("2025-08-28")) == {"refund_open"}
    part = done(withdrawn, refunded(7000))
    assert codes(part, closing("2025-08-29")) == {"refund_open"}
    whole = done(part, act("fine_refunded", "2025-08-29", amount_yuan=500, reason="余款"))
    done(whole, closing("2025-08-30"), act("archived", "2025-09-01"))


@pytest.mark.parametrize("kind", ["reconsideration", "lawsuit"])
def test_a_revoked_decision_ends_only_by_another_and_after_both(kind):
    revoked = outcome_of(kind, "revoked")
    assert "act_out_of_order" in codes(revoked, closing("2025-08-27"))
    ended = done(revoked, act("investigation_ended", "2025-08-28", ground="no_violation", reason="证据不足"))
    assert codes(ended, act("case_closed", "2025-08-28", 11, correction="已改正")) >= {
        "publication_not_withdrawn",
        "refund_open",
    }
    mended = done(ended, act("publication_withdrawn", "2025-08-28", reason="撤销"), refunded(27500))
    assert wanted(mended) == [(each, due, True) for each, due, _ in CALLED_FOR["revoked"]]
    done(mended, closing("2025-08-29"), act("archived", "2025-09-01"))


def test_an_order_of_the_body_is_answered_before_the_case_closes():
    ordered = outcome_of("reconsideration", "ordered", redo_by="2025-10-08")
    assert wanted(ordered) == [("decided", "2025-10-08", False)]
    assert codes(ordered, closing("2025-08-27")) == {"order_not_answered"}
    closed = done(ordered, closing("2025-08-27", reason="已按决定书补充告知并重新送达"))
    assert wanted(closed) == [("decided", "2025-10-08", True)]


def test_a_closed_case_found_unlawful_stays_closed_and_its_publication_is_withdrawn():
    closed = done(PAID, closing("2025-06-25"), SUED, DEFENDED)
    found = done(closed, act("lawsuit_judged", "2025-08-26", outcome="unlawful", in_force=True))
    assert "publication_withdrawn" in {todo.kind for todo in todos_of(found)}
    assert wanted(found) == [WITHDRAW]


def test_the_answer_clock_is_that_of_the_procedure_and_ends_with_the_answer():
    (running,) = contests_of(done(PAID, RECEIVED))
    assert (running.answer_due.due_on, running.is_unanswered) == (date(2025, 7, 22), True)
    (simple,) = contests_of(done(PAID, act("reconsideration_received", "2025-07-08", body="某府", procedure="simple")))
    assert simple.answer_due.due_on == date(2025, 7, 15)
    (suit,) = contests_of(done(PAID, SUED))
    assert (suit.answer_due.due_on, suit.body, suit.reference) == (date(2025, 7, 23), "某区人民法院", "行初 1 号")
    (answered,) = contests_of(done(PAID, RECEIVED, ANSWERED))
    assert not answered.is_unanswered
    (applied,) = contests_of(done(PAID, act("reconsideration_applied", "2025-07-01", body="某府")))
    assert (applied.answer_due, applied.is_unanswered) == (None, False)


def test_a_judgment_that_may_be_appealed_ends_nothing_yet():
    first = done(PAID, SUED, DEFENDED, act("lawsuit_judged", "2025-08-26", outcome="revoked", in_force=False))
    (contest,) = contests_of(first)
    assert (contest.rate, contest.ended, contest.judged is not None) == ("", None, True)
    (second,) = contests_of(done(first, act("lawsuit_judged", "2025-11-03", outcome="upheld", in_force=True)))
    assert (second.rate, second.ended_on) == ("upheld", date(2025, 11, 3))


def test_reconsideration_and_then_a_suit_are_two_and_a_fallen_decision_keeps_its_own():
    both = done(outcome_of("reconsideration", "upheld"), act("lawsuit_received", "2025-09-05", court="某区人民法院"))
    assert [(each.kind, each.rate) for each in contests_of(both)] == [("reconsideration", "upheld"), ("lawsuit", "")]
    assert [each.rate for each in contests_of(outcome_of("lawsuit", "void"))] == ["revoked"]


@pytest.mark.parametrize(("kind", "outcome"), EVERY)
def test_every_outcome_is_counted_under_one_word(kind, outcome):
    (contest,) = contests_of(outcome_of(kind, outcome))
    assert contest.rate in RATES
    assert contest.outcome_zh


def test_a_request_refused_is_upheld_and_a_suit_not_heard_is_ended():
    assert [each.rate for each in contests_of(outcome_of("reconsideration", "dismissed"))] == ["upheld"]
    assert [each.rate for each in contests_of(outcome_of("lawsuit", "dismissed"))] == ["ended"]


def test_an_opinion_is_reported_on_within_sixty_days():
    came = done(PAID, act("reconsideration_opinion_received", "2025-08-26", body="某府", opinion="送达不规范"))
    ((_, due, report),) = opinions_of(came)
    assert (due.due_on, report) == (date(2025, 10, 25), None)
    ((_, _, report),) = opinions_of(done(came, act("reconsideration_opinion_reported", "2025-09-10", report="已培训")))
    assert report is not None


def test_an_on_the_spot_decision_that_fell_has_a_way_out():
    spot = history_of("demo-3", "spot_filed")
    day = "2025-12-01"
    revoked = done(
        spot,
        act("reconsideration_received", day, body="某市人民政府", procedure="simple"),
        act("reconsideration_answered", day, 11, answer="同意重新调查"),
        act("reconsideration_decided", day, 12, outcome="revoked"),
    )
    assert codes(revoked, act("spot_case_closed", "2025-12-02", correction="已改正")) >= {"act_out_of_order"}
    done(
        revoked,
        act("case_filed", "2025-12-02"),
        act("investigation_ended", "2025-12-03", ground="no_violation", reason="证据不足"),
        *([refunded_on("2025-12-04", owed)] if (owed := refund_of(revoked)) else []),
        closing("2025-12-05"),
        act("archived", "2025-12-06"),
    )


def refund_of(history):
    return settle(Situation.of(history), date(2025, 12, 1)).refund_yuan


def refunded_on(day, amount):
    return act("fine_refunded", day, amount_yuan=amount, reason="撤销")


def test_a_contest_is_made_of_its_own_acts_alone_even_beside_another():
    both = (*PAID, RECEIVED, SUED, ANSWERED, DEFENDED)  # docketed all the same
    kinds = {each.kind: [act.kind for act in each.acts] for each in contests_of(both)}
    assert kinds == {
        "reconsideration": ["reconsideration_received", "reconsideration_answered"],
        "lawsuit": ["lawsuit_received", "lawsuit_answered"],
    }

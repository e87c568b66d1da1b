"""Serving on the pages: the cost of an announcement is said before it starts; what proves nothing is refused."""

from hengtu.ledger.models import Draft
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.web.acts.conftest import PIN
from tests.web.acts.people import words


def test_the_form_says_what_an_announcement_costs_before_it_starts(people, case_at):
    case = case_at("demo-1", "notice_served")
    page = people["officer-a"].does(case, "notice_served", intent="check", served="announce", announced_because="退回")
    assert "公告以前请先看" in words(page)
    assert "期满才视为送达违法行为通知书" in words(page)
    assert "公告以前请先看" not in words(people["officer-a"].does(case, "notice_served", intent="check", served="mail"))


def test_an_account_that_cannot_be_one_is_refused_with_everything_kept_but_the_number(people, case_at):
    case = case_at("demo-1", "notice_served")
    length = len(acts_of_stream(case))
    typed = {
        "electronic": "yes",
        "consent_signed": "on",
        "medium": "EMAIL",
        "account": "zhou@",
        "mail_address": "望江路88号",
    }
    answer = people["officer-a"].does(case, "address_confirmed", **typed)
    assert answer.status_code in (409, 422)
    assert "电子邮箱不完整" in words(answer)
    assert len(acts_of_stream(case)) == length
    assert Draft.objects.exists()
    assert not any("zhou@" in str(draft.content) or "望江路" in str(draft.content) for draft in Draft.objects.all())


def test_a_minor_cannot_receive_and_a_slip_without_signature_is_none(people, case_at):
    case = case_at("demo-1", "notice_served")
    child = {"served": "direct", "receiver": "adult_family", "receiver_adult": "no", "hearing_offered": "yes"}
    answer = people["officer-a"].does(case, "notice_served", pin=PIN, **child)
    assert "代收的家属没有成年" in words(answer)
    unsigned = {"served": "direct", "receipt_signed": "no", "hearing_offered": "yes"}
    answer = people["officer-a"].does(case, "notice_served", pin=PIN, **unsigned)
    assert "送达回证没有签名" in words(answer)

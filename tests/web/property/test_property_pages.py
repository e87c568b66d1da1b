"""The pages of case property: the list, the labels, the page behind a label, the counting of a store."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone

from hengtu.cases.models import CaseDeadline, CaseThing, StockTaking
from tests.web.acts.people import refusal, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(house):
    """Pages ask what day it is: it is the day after the property was taken in."""
    with patch("django.utils.timezone.now", return_value=house.case.at + timedelta(hours=2)):
        yield


def page_of(thing):
    return reverse("thing", args=(thing.code,))


def test_the_list_shows_each_thing_with_its_store_and_its_time(house):
    page = words(house.keeper.sees(reverse("property")))
    assert "示A12345小型客车" in page
    assert "一号库" in page
    assert "在管3" in page
    assert words(house.stranger.sees(reverse("property"))).count("示A12345") == 0


def test_filters_are_words_in_the_address_and_nonsense_counts_as_none(house):
    found = words(house.officer.sees(reverse("property") + "?q=胎&place=一号库&left=later&state=kept"))
    assert "轮胎" in found
    assert "行车日志" not in found
    odd = house.officer.sees(reverse("property") + "?state=x&left=%00&after=-1&q=%00&place=")
    assert odd.status_code == 200


def test_the_table_holds_what_the_page_filters_and_starts_no_formula(house):
    CaseThing.objects.filter(pk=house.things[2].pk).update(name="=1+1")
    response = house.keeper.sees(reverse("property_csv"))
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff标签码,")
    assert len(text.strip().splitlines()) == 1 + 3
    assert "'=1+1" in text
    nothing = b"".join(house.stranger.sees(reverse("property_csv")).streaming_content).decode()
    assert len(nothing.strip().splitlines()) == 1


def test_labels_carry_code_and_drawing_and_no_party(house):
    response = house.keeper.sees(reverse("property_labels") + f"?case={house.case.id}")
    page, text = response.content.decode(), words(response)
    code = house.things[0].code
    assert page.count("<svg") >= 3
    assert f"{code[:4]}{code[4:8]}{code[8:]}" in text
    assert house.things[0].case.party_name not in text
    one = house.keeper.sees(reverse("property_labels") + f"?code={code}")
    assert "1张" in words(one)
    assert "没有要打印的标签" in words(house.stranger.sees(reverse("property_labels") + f"?code={code}"))


def test_a_scanned_label_tells_what_it_is_until_when_and_what_is_next(house):
    response = house.keeper.sees(page_of(house.things[0]))
    page = words(response)
    for told in ("示A12345小型客车", "在库", "一号库", "入库", "由本机关承担，不向当事人收", "移交保管"):
        assert told in page
    assert "解除查封、扣押，退还财物：由执法部门负责人办" in page
    assert "?thing=" in response.content.decode()


def test_strangers_and_guessed_codes_are_told_the_same(house):
    told = {
        words(house.stranger.sees(page_of(house.things[0]))),
        words(house.stranger.sees(reverse("thing", args=("ABCDEFGHJKLM",)))),
    }
    assert len({text.replace(house.things[0].code, "").replace("ABCDEFGHJKLM", "") for text in told}) == 1
    assert house.stranger.sees(page_of(house.things[0])).status_code == 404
    assert house.keeper.sees(reverse("thing", args=("x" * 60,))).status_code == 404
    anonymous = house.stranger.client.__class__().get(page_of(house.things[0]))
    assert anonymous.status_code == 302


def test_a_typed_code_leads_to_its_thing(house):
    code = house.things[0].code
    answer = house.keeper.sees(reverse("thing_find") + f"?code={code[:4]}-{code[4:].lower()}")
    assert answer["Location"] == page_of(house.things[0])
    assert house.keeper.sees(reverse("thing_find"))["Location"] == reverse("property")


def test_the_form_after_a_scan_has_this_thing_chosen(house):
    car = house.things[0]
    address = reverse("act", args=(house.case.id, "property_noted")) + f"?thing={car.thing}"
    answer = house.keeper.fills(address, what="moved", place="三号库")
    assert answer.status_code == 302, refusal(answer)
    assert [row.place for row in CaseThing.objects.order_by("number")] == ["三号库", "一号库", "一号库"]


def test_part_is_returned_by_the_keeper_after_the_head_lifted_it(house):
    book = house.things[2]
    lift = reverse("act", args=(house.case.id, "measure_lifted")) + f"?thing={book.thing}"
    answer = house.head.fills(lift, returned="no", reason="与违法行为无关")
    assert answer.status_code == 302, refusal(answer)
    back = reverse("act", args=(house.case.id, "property_returned")) + f"?thing={book.thing}"
    refused = house.keeper.fills(back, received_by="钱某", capacity="agent", received_signed="on")
    assert refused.status_code == 409
    assert "授权委托书" in refusal(refused)
    answer = house.keeper.fills(back, received_by="赵某", capacity="party", received_signed="on")
    assert answer.status_code == 302, refusal(answer)
    assert [row.is_open for row in CaseThing.objects.order_by("number")] == [True, True, False]


def test_a_count_is_begun_scanned_interrupted_and_closed(house):
    begun = house.keeper.client.post(reverse("stocks"), {"place": "一号库"})
    stock = StockTaking.objects.get()
    assert begun["Location"] == reverse("stock", args=(stock.uid,))
    house.keeper.client.post(reverse("thing_counted", args=(house.things[0].code,)))
    house.second.client.post(begun["Location"], {"code": house.things[1].code})
    assert "应有3件=实见2件+未见1件" in words(house.keeper.sees(begun["Location"]))
    refused = house.keeper.client.post(begun["Location"], {"close": "1"})
    assert refused.status_code == 409
    assert "写明查找的情况" in words(refused)
    closed = house.keeper.client.post(begun["Location"], {"close": "1", "note": "送检未登记，已补"}, follow=True)
    assert "已写入本机关的行为链" in words(closed)
    assert house.stranger.sees(begun["Location"]).status_code == 404


def test_only_a_keeper_begins_a_count_and_one_must_run_to_be_counted_in(house):
    refused = house.officer.client.post(reverse("stocks"), {})
    assert refused.status_code == 409
    assert "由涉案财物管理人员办" in words(refused)
    none = house.keeper.client.post(reverse("thing_counted", args=(house.things[0].code,)))
    assert none.status_code == 409
    assert "没有进行中的盘点" in words(none)


def test_what_is_over_presses_on_alarms_list_and_the_page_behind_the_label(house):
    CaseDeadline.objects.filter(term="seizure").update(due_on=timezone.localdate() - timedelta(days=1))
    for address in (reverse("alarms"), reverse("property")):
        page = words(house.head.sees(address))
        assert "期满" in page
        assert "财物3件" in page
    assert "不能再使用、延长或者处分" in words(house.keeper.sees(page_of(house.things[0])))

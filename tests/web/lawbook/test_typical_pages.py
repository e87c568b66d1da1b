"""The pages of typical cases: nominated from a decided case, reviewed, published, beside a like case before signing."""

import pytest
from django.test import Client
from django.urls import reverse

from hengtu.agencies.models import Account
from hengtu.cases.models import DecidedMatter, EnforcementCase
from hengtu.rulesets.models import TypicalCase
from tests.cases.conftest import file, player, stage

__all__ = ["file", "player", "stage"]

pytestmark = pytest.mark.django_db


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


@pytest.fixture
def decided(player) -> EnforcementCase:
    playing = player("demo-4")
    for act in playing.script.acts:
        playing.do(act)
    return EnforcementCase.objects.get(pk=playing.case_id)


def story(case: EnforcementCase, **more: str) -> dict[str, str]:
    publisher = case.agency.legal_subject
    return {"kind": "TYPICAL", "publisher": str(publisher.pk), "title": "某当事人案", "happened": "某当事人无证经营。",
            "handled": "罚款。", "meaning": "先核对平台订单。", "reason": "演示", **more}  # fmt: skip


def nominate(case: EnforcementCase, **more: str):
    return signed_in("officer-a").post(reverse("typical_case_nominate", args=[case.pk]), story(case, **more))


def test_a_decided_case_becomes_an_example_and_stands_beside_its_like(decided, player):
    page = signed_in("officer-a").get(reverse("case", args=[decided.pk])).content.decode()
    assert reverse("typical_case_nominate", args=[decided.pk]) in page
    assert nominate(decided).status_code == 302
    case = TypicalCase.objects.get()
    url = reverse("typical_case", args=[case.pk])
    assert (case.item, case.tier) == (decided.violation, DecidedMatter.objects.get(case=decided).tier)
    like = reverse("like_cases", args=[decided.pk])
    assert url not in signed_in("officer-b").get(like).content.decode()
    assert signed_in("reviewer").post(f"{url}review", {"answer": "pass", "reason": "同意"}).status_code == 302
    assert signed_in("head").post(f"{url}publish", {"reason": "同意", "number": "演示1号"}).status_code == 302
    assert url in signed_in("officer-b").get(like).content.decode()
    assert url in signed_in("officer-b").get(reverse("item", args=[case.item])).content.decode()
    _beside_one_that_waits(player, url)


def _beside_one_that_waits(player, url: str) -> None:
    """Another case of the same item, before its legal review: the reviewer sees the example."""
    waiting = player("demo-4")
    for act in waiting.script.acts:
        if act.step == "O10":
            break
        waiting.do(act)
    assert url in signed_in("reviewer").get(reverse("review", args=[waiting.case_id])).content.decode()


def test_the_texts_are_prepared_without_names_and_a_name_is_refused_with_everything_kept(decided):
    form = signed_in("officer-a").get(reverse("typical_case_nominate", args=[decided.pk])).content.decode()
    assert "某当事人" in form
    assert decided.party_name not in form.split("<form", 2)[-1]
    answer = nominate(decided, meaning=f"{decided.party_name}的教训")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f"还能认出当事人：“{decided.party_name}”" in page
    assert "的教训" in page
    assert not TypicalCase.objects.exists()


def test_what_was_returned_comes_back_to_who_nominated_it(decided):
    nominate(decided)
    url = reverse("typical_case", args=[TypicalCase.objects.get().pk])
    assert signed_in("head").get(f"{url}publish").status_code == 403
    signed_in("reviewer").post(f"{url}review", {"answer": "return", "reason": "请写明怎样取证"})
    assert signed_in("officer-b").get(f"{url}rewrite").status_code == 403
    form = signed_in("officer-a").get(f"{url}rewrite").content.decode()
    assert "请写明怎样取证" in form
    again = {
        name: text for name, text in story(decided, happened="写明了").items() if name not in ("kind", "publisher")
    }
    assert signed_in("officer-a").post(f"{url}rewrite", again).status_code == 302
    assert "写明了" in signed_in("reviewer").get(url).content.decode()


def test_examples_are_found_by_words_item_and_kind(decided):
    nominate(decided, meaning="先核对平台订单")
    search = signed_in("officer-a")
    found = {
        query: "某当事人案" in search.get(f"/items/typical/?{query}").content.decode()
        for query in (
            "q=平台 订单",
            "q=没有的词",
            f"item={decided.violation}",
            "item=underwater-works",
            "kind=GUIDING",
            "kind=x",
        )
    }
    assert list(found.values()) == [True, False, True, False, False, True]


def test_an_undecided_case_and_a_stranger_are_turned_away(player, django_user_model):
    waiting = player("demo-1")
    waiting.do(waiting.script.acts[0])
    address = reverse("typical_case_nominate", args=[waiting.case_id])
    assert signed_in("officer-a").get(address).status_code in (403, 404)
    client = Client()
    client.force_login(django_user_model.objects.create(username="stranger", name="外人"))
    assert client.get(address).status_code == 404
    assert client.get("/items/typical/").status_code == 200

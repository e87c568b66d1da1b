"""Leads in the browser: taking one in, what may be the same, what is done about it, who may."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import Lead, LeadShare
from hengtu.ledger.models import Act
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.officers.models import Officer
from hengtu.subjects.models import Party
from tests.cast import SINCE, Cast, appointed, make_cast
from tests.duty import on_duty

pytestmark = pytest.mark.django_db
PIN = "482915"
ITEM = "未取得道路客运经营许可，擅自从事道路客运经营"


@pytest.fixture(autouse=True)
def _forget_misses() -> None:
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.account("officer-a"))


def entry(**changed: str) -> dict[str, str]:
    typed = {
        "key": str(uuid4()),
        "source": "report",
        "violation": ITEM,
        "violation_on": timezone.localdate().isoformat(),
        "plate": "示A12345",
        "party_kind": "NATURAL_PERSON",
        "party_name": "贺长林",
        "place": "汽车站东侧路口出站口",
    }
    return {**typed, **changed}


def text_of(response: object) -> str:
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)  # type: ignore[attr-defined]
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def register(client: Client, **changed: str) -> UUID:
    typed = entry(**changed)
    response = client.post("/leads/new", typed)
    assert response.status_code == 302, text_of(response)
    return UUID(typed["key"])


# --- taking one in ---------------------------------------------------------------
def test_a_lead_from_a_desk_is_registered_by_one_officer(officer: Client) -> None:
    lead_id = register(officer, violation="wqddlkyjyxk", reference="12328-0442", summary="末班车外有人喊客")
    lead = Lead.objects.get(pk=lead_id)
    assert (lead.source, lead.violation, lead.plate, lead.category) == (
        "report", "passenger-unlicensed", "示A12345", "road_transport",
    )  # fmt: skip
    page = text_of(officer.get(f"/leads/{lead_id}/?done=new"))
    assert "线索已登记" in page
    assert "末班车外有人喊客" in page
    assert "12328-0442" in page


def test_the_same_form_sent_again_registers_nothing_and_shows_the_first(officer: Client) -> None:
    typed = entry()
    first = officer.post("/leads/new", typed)
    again = officer.post("/leads/new", {**typed, "party_name": "改了名字"})
    assert first["Location"] == f"/leads/{typed['key']}/?done=new"
    assert again["Location"] == f"/leads/{typed['key']}/?done=again"
    assert (Lead.objects.count(), Act.objects.count(), Party.objects.count()) == (1, 1, 1)
    assert "这份表已经交过" in text_of(officer.get(again["Location"]))


def test_the_address_of_the_form_leads_to_what_it_registered(officer: Client) -> None:
    opened = officer.get("/leads/new")["Location"]
    key = opened.rpartition("=")[2]
    assert f'name="key" value="{key}"' in officer.get(opened).content.decode()
    register(officer, key=key)
    assert officer.get(opened)["Location"] == f"/leads/{key}/?done=again"
    assert officer.get("/leads/new?key=x")["Location"] != opened


def test_the_key_of_somebody_elses_lead_opens_nothing(officer: Client, cast: Cast) -> None:
    lead_id = register(officer)
    stranger = client_of(cast.stranger.account)
    assert stranger.post("/leads/new", entry(key=str(lead_id))).status_code == 404
    assert stranger.get(f"/leads/new?key={lead_id}").status_code == 404
    assert Lead.objects.count() == 1


def test_everything_missing_is_said_at_once_and_nothing_typed_is_lost(officer: Client) -> None:
    typed = entry(source="", violation="没有这种事", violation_on="某天", plate="示A1", party_kind="", place="长亭路口")
    response = officer.post("/leads/new", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "没有登记" in text_of(response)
    for name in ("source", "violation", "violation_on", "plate", "party_kind"):
        assert f'href="#f-{name}"' in page
        assert f'id="e-{name}"' in page
    assert 'value="长亭路口"' in page
    assert 'value="贺长林"' in page
    assert Lead.objects.count() == 0


def test_words_that_fit_several_items_are_offered_to_choose_from(officer: Client) -> None:
    response = officer.post("/leads/new", entry(violation="网约车 驾驶员证"))
    assert response.status_code == 422
    assert response.content.decode().count('type="radio" name="violation"') == 2


def test_without_plate_and_name_a_lead_cannot_be_found_again(officer: Client) -> None:
    response = officer.post("/leads/new", entry(plate="", party_name=""))
    assert "车船号和当事人至少要填一个" in text_of(response)


def test_a_lead_with_nothing_but_a_plate_waits_for_its_party(officer: Client) -> None:
    assert Lead.objects.get(pk=register(officer, party_name="")).party_name == "待查（示A12345）"


def test_a_ship_is_no_plate(officer: Client) -> None:
    assert Lead.objects.get(pk=register(officer, plate="浙嘉兴货01234")).plate == "浙嘉兴货01234"


def test_a_party_known_by_its_number_is_not_registered_twice(officer: Client) -> None:
    firm = {"party_kind": "LEGAL_PERSON", "party_name": "云麓客运有限公司", "credit_code": "91350100M000100Y43"}
    register(officer, **firm)
    register(officer, **firm, plate="示B67890", place="别处很远的地方的路口", seen=str(Lead.objects.get().pk))
    assert Party.objects.count() == 1


def test_facts_the_item_looks_at_are_asked_and_checked(officer: Client) -> None:
    typed = entry(violation="车货总质量超限（违法超限运输）", intent="facts")
    shown = officer.post("/leads/new", typed)
    assert 'name="fact-gross_mass_kg"' in shown.content.decode()
    wrong = officer.post("/leads/new", {**typed, "intent": "", "fact-gross_mass_kg": "很重"})
    assert wrong.status_code == 422
    assert "应当是数字" in text_of(wrong)
    assert 'value="很重"' in wrong.content.decode()
    lead_id = register(officer, **{**typed, "intent": "", "fact-gross_mass_kg": "52000", "fact-axle_count": "6"})
    (act,) = Act.objects.filter(stream=lead_id)
    assert "车货总质量" in text_of(officer.get(f"/leads/{lead_id}/"))
    assert act.kind == "lead_registered"


# --- two officers ------------------------------------------------------------------
def test_a_lead_found_outside_needs_the_second_officer_and_his_pin(officer: Client, cast: Cast) -> None:
    second = cast.officer("officer-b")
    set_pin(cast.account("officer-b"), PIN, at=timezone.now())
    on_duty(cast.officer("officer-a"), cast.officer("officer-b"), at=timezone.now())
    outside = entry(source="fixed_station")
    alone = officer.post("/leads/new", outside)
    assert alone.status_code == 422
    assert "请选择协办" in text_of(alone)
    wrong = officer.post("/leads/new", {**outside, "second": str(second.uid), "pin": "000001"})
    assert wrong.status_code == 422
    assert "确认码不对" in text_of(wrong)
    assert "000001" not in wrong.content.decode()
    right = officer.post("/leads/new", {**outside, "second": str(second.uid), "pin": PIN})
    assert right.status_code == 302
    (stored,) = acts_of_stream(UUID(outside["key"]))
    assert [actor.name for actor in stored.by] == ["甲执法", "乙执法"]
    assert PIN not in str(stored.payload)


def test_a_colleague_of_another_province_is_no_second_officer(officer: Client, cast: Cast) -> None:
    set_pin(cast.stranger.account, PIN, at=timezone.now())
    uid = Officer.objects.get(account=cast.stranger.account).uid
    response = officer.post("/leads/new", entry(source="patrol", second=str(uid), pin=PIN))
    assert response.status_code == 422
    assert Lead.objects.count() == 0


# --- the same matter ------------------------------------------------------------------
def test_a_likeness_is_shown_before_anything_is_registered(officer: Client) -> None:
    first = register(officer)
    typed = entry(source="superior")
    response = officer.post("/leads/new", typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "还没有登记" in text_of(response)
    assert "车牌相同、当事人相同、地点相近" in page
    assert f'name="into" value="{first}"' in page
    assert Lead.objects.count() == 1
    anyway = officer.post("/leads/new", {**typed, "seen": str(first)})
    assert anyway["Location"].endswith("?done=new")


def test_merging_while_registering_keeps_both(officer: Client) -> None:
    first = register(officer)
    typed = entry(into=str(first))
    assert officer.post("/leads/new", typed)["Location"] == f"/leads/{typed['key']}/?done=merged"
    merged = Lead.objects.get(pk=typed["key"])
    assert (merged.outcome, merged.merged_into) == ("MERGED", first)
    assert "并入这一条的" in text_of(officer.get(f"/leads/{first}/"))
    assert "登记时发现说的是同一件事：车牌相同" in text_of(officer.get(f"/leads/{typed['key']}/"))


def test_help_while_typing_shows_likeness_and_facts_and_registers_nothing(officer: Client) -> None:
    register(officer)
    similar = officer.post("/leads/new/aid?part=similar", {"plate": "示A12345"})
    assert "车牌相同" in text_of(similar)
    facts = officer.post("/leads/new/aid?part=facts", {"violation": "车货总质量超限（违法超限运输）"})
    assert 'name="fact-axle_count"' in facts.content.decode()
    assert Lead.objects.count() == 1


# --- bad input ------------------------------------------------------------------------
def test_markup_in_every_field_stays_text(officer: Client) -> None:
    evil = "<img src=x onerror=alert(1)>"
    fields = ("party_name", "place", "summary", "source_body", "reference")
    lead_id = register(officer, **dict.fromkeys(fields, evil), plate="示A12345")
    for address in (f"/leads/{lead_id}/", "/leads/", "/leads/?q=" + evil):
        assert evil not in officer.get(address).content.decode()
    broken = officer.post("/leads/new", dict.fromkeys((*fields, "violation", "violation_on", "plate", "key"), evil))
    assert broken.status_code == 422
    assert evil not in broken.content.decode()


@pytest.mark.parametrize("name", ["𱁬𠮷䶮", "محمد بن سلمان", "长" * 300])
def test_rare_right_to_left_and_very_long_names_are_kept(officer: Client, name: str) -> None:
    lead_id = register(officer, party_name=name)
    assert Lead.objects.get(pk=lead_id).party_name == name
    assert officer.get("/leads/").status_code == 200
    assert name[:60] in text_of(officer.get(f"/leads/{lead_id}/"))


def test_marks_that_turn_the_reading_order_are_taken_out(officer: Client) -> None:
    lead_id = register(officer, party_name="贺\u202e长林", place="路口\u2066")
    lead = Lead.objects.get(pk=lead_id)
    assert (lead.party_name, lead.place) == ("贺长林", "路口")


@pytest.mark.parametrize("field", ["place", "summary", "reference", "party_name"])
def test_what_is_too_long_is_refused_with_its_length(officer: Client, field: str) -> None:
    response = officer.post("/leads/new", entry(**{field: "长" * 3000}))
    assert response.status_code == 422
    assert "3000" in text_of(response)


@pytest.mark.parametrize(
    "query",
    ["state=x", "cursor=%00", f"cursor=2026-99-99_{UUID(int=7)}", "from=x&to=y", "source=%3Cb%3E", "q=" + "长" * 500],
)
def test_nonsense_in_the_address_is_a_plain_list(officer: Client, query: str) -> None:
    assert officer.get(f"/leads/?{query}").status_code == 200


# --- the list --------------------------------------------------------------------------
def test_the_list_says_the_identity_as_a_sentence(officer: Client) -> None:
    register(officer)
    page = text_of(officer.get("/leads/"))
    assert "登记1条 = 立案0条 + 不予立案0条 + 移送0条 + 并入0条 + 未决定1条。" in page
    assert "本机关规定" in page
    assert "对不上" not in page


def test_a_lead_over_the_house_limit_is_pointed_out(officer: Client) -> None:
    lead_id = register(officer)
    Lead.objects.filter(pk=lead_id).update(due_on=timezone.localdate() - timedelta(days=3))
    page = text_of(officer.get("/leads/"))
    assert "未决定的里有1条超过了本机关规定的期限" in page
    assert "已超过3日" in page


# --- one lead --------------------------------------------------------------------------
def test_a_unit_head_hands_a_lead_out_and_an_officer_is_not_offered_it(officer: Client, cast: Cast) -> None:
    lead_id = register(officer)
    assert 'id="do-assign"' not in officer.get(f"/leads/{lead_id}/").content.decode()
    head = client_of(cast.account("unit-head"))
    page = head.get(f"/leads/{lead_id}/")
    assert 'id="do-assign"' in page.content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page.content.decode())
    assert key
    typed = {"intent": "assign", "key": key[1], "officer": str(cast.officer("officer-b").uid)}
    for _ in range(2):  # a double click
        assert head.post(f"/leads/{lead_id}/", typed)["Location"].endswith("?done=assigned")
    assert Lead.objects.get().assigned_to == "乙执法"
    assert Act.objects.count() == 2


def test_an_assignment_to_nobody_is_refused_with_everything_kept(officer: Client, cast: Cast) -> None:
    lead_id = register(officer)
    head = client_of(cast.account("unit-head"))
    response = head.post(f"/leads/{lead_id}/", {"intent": "assign", "note": "请尽快", "key": "k"})
    assert response.status_code == 409
    assert "还没有写明分给谁" in text_of(response)
    assert 'value="请尽快"' in response.content.decode()


def test_an_officer_cannot_assign_by_posting(officer: Client, cast: Cast) -> None:
    lead_id = register(officer)
    typed = {"intent": "assign", "officer": str(cast.officer("officer-b").uid), "key": "k"}
    assert officer.post(f"/leads/{lead_id}/", typed).status_code == 409
    assert Lead.objects.get().assigned_to == ""


def test_two_leads_become_one_on_the_page(officer: Client) -> None:
    first = register(officer)
    second = register(officer, seen=str(first))
    page = officer.get(f"/leads/{second}/").content.decode()
    assert f'name="into" value="{first}"' in page
    nothing = officer.post(f"/leads/{second}/", {"intent": "merge", "key": "k", "reason": "同一件事"})
    assert nothing.status_code == 422
    done = officer.post(f"/leads/{second}/", {"intent": "merge", "key": "k", "into": str(first), "reason": "同一件事"})
    assert done["Location"].endswith("?done=joined")
    assert Lead.objects.get(pk=second).outcome == "MERGED"
    assert "这条线索已经了结" in text_of(officer.get(f"/leads/{second}/"))


def test_the_ways_out_lead_to_their_forms(officer: Client) -> None:
    lead_id = register(officer)
    page = officer.get(f"/leads/{lead_id}/").content.decode()
    for kind in ("case_filed", "not_filed", "lead_transferred"):
        assert f'href="/cases/{lead_id}/do/{kind}/"' in page
        assert officer.get(f"/cases/{lead_id}/do/{kind}/").status_code == 200


def test_a_lead_is_transferred_by_the_head_and_comes_back(officer: Client, cast: Cast) -> None:
    lead_id = register(officer)
    typed = {"receiver": "某县公安局", "reason": "不属于本机关管辖", "materials": "来电记录\n登记表", "intent": "do"}
    head = client_of(cast.account("head"))
    assert head.post(f"/cases/{lead_id}/do/lead_transferred/", {**typed, "key": str(uuid4())}).status_code == 302
    assert Lead.objects.get().outcome == "TRANSFERRED"
    (sent,) = [act for act in acts_of_stream(lead_id) if act.kind == "lead_transferred"]
    assert (sent.payload or {})["materials"] == ["来电记录", "登记表"]
    page = officer.get(f"/leads/{lead_id}/")
    assert "等对方答复" in text_of(page)
    assert f"/cases/{lead_id}/do/case_filed/" not in page.content.decode()
    answer = {"answer": "returned", "note": "也不归其管", "intent": "do", "key": str(uuid4())}
    assert officer.post(f"/cases/{lead_id}/do/lead_transfer_answered/", answer).status_code == 302
    assert Lead.objects.get().outcome == "OPEN"
    assert "退回；也不归其管" in text_of(officer.get(f"/leads/{lead_id}/"))


# --- shown to other units ------------------------------------------------------------------
@pytest.fixture
def neighbour(cast: Cast) -> Agency:
    return plant_line(province_code="13", since=SINCE, serial=2).bureau


def test_a_shared_lead_is_read_taken_and_answered_by_the_neighbour(
    officer: Client, cast: Cast, neighbour: Agency
) -> None:
    lead_id = register(officer, summary="只在本机关看的话")
    typed = {"intent": "share", "agency": str(neighbour.pk), "note": "请留意"}
    assert officer.post(f"/leads/{lead_id}/", typed)["Location"].endswith("?done=shared")
    share = LeadShare.objects.get()
    reader = client_of(appointed("reader", neighbour, Role.OFFICER))
    assert "共享了线索" in text_of(reader.get("/leads/"))
    page = text_of(reader.get(f"/leads/shared/{share.pk}/"))
    assert "贺**" in page
    assert "贺长林" not in page
    assert "只在本机关看的话" not in page
    assert reader.get(f"/leads/{lead_id}/").status_code == 404
    assert reader.get(f"/cases/{lead_id}/").status_code == 404
    assert "已阅读" in text_of(officer.get(f"/leads/{lead_id}/"))
    reader.post(f"/leads/shared/{share.pk}/", {"intent": "take"})
    empty = reader.post(f"/leads/shared/{share.pk}/", {"intent": "result", "result": " "})
    assert empty.status_code == 422
    reader.post(f"/leads/shared/{share.pk}/", {"intent": "result", "result": "<b>已查获</b>"})
    assert "<b>已查获</b>" in text_of(officer.get(f"/leads/{lead_id}/"))
    assert "<b>已查获</b>" not in officer.get(f"/leads/{lead_id}/").content.decode()


def test_a_share_is_for_its_receiver_only(officer: Client, cast: Cast, neighbour: Agency) -> None:
    lead_id = register(officer)
    officer.post(f"/leads/{lead_id}/", {"intent": "share", "agency": str(neighbour.pk)})
    share = LeadShare.objects.get()
    assert client_of(cast.stranger.account).get(f"/leads/shared/{share.pk}/").status_code == 404
    watcher = client_of(appointed("watcher", neighbour, Role.SUPERVISOR))
    assert watcher.get(f"/leads/shared/{share.pk}/").status_code == 200
    share.refresh_from_db()
    assert share.read_at is None, "who only looks on has not read it for the agency"
    assert watcher.post(f"/leads/shared/{share.pk}/", {"intent": "take"}).status_code == 403


def test_a_lead_is_not_shared_outside_the_city(officer: Client, cast: Cast) -> None:
    lead_id = register(officer)
    typed = {"intent": "share", "agency": str(cast.elsewhere.bureau.pk)}
    assert officer.post(f"/leads/{lead_id}/", typed).status_code == 422
    assert LeadShare.objects.count() == 0


# --- who may -----------------------------------------------------------------------------
def test_strangers_find_nothing_and_anonymous_visitors_sign_in(officer: Client, cast: Cast) -> None:
    lead_id = register(officer)
    stranger = client_of(cast.stranger.account)
    assert stranger.get(f"/leads/{lead_id}/").status_code == 404
    assert stranger.post(f"/leads/{lead_id}/", {"intent": "merge"}).status_code == 404
    assert "贺长林" not in text_of(stranger.get("/leads/"))
    for address in ("/leads/", "/leads/new", f"/leads/{lead_id}/", "/leads/shared/"):
        assert "/login" in Client().get(address)["Location"]


def test_a_supervisor_reads_but_does_nothing(officer: Client, cast: Cast) -> None:
    lead_id = register(officer)
    supervisor = client_of(appointed("supervisor", cast.line.city, Role.SUPERVISOR))
    page = supervisor.get(f"/leads/{lead_id}/")
    assert page.status_code == 200
    assert "<form" not in page.content.decode().split("<main", 1)[1].split("<footer", 1)[0]
    assert supervisor.post(f"/leads/{lead_id}/", {"intent": "merge"}).status_code == 403
    assert supervisor.get("/leads/new").status_code == 403
    assert 'href="/leads/new"' not in supervisor.get("/leads/").content.decode()


def test_an_auxiliary_registers_nothing(cast: Cast) -> None:
    assert client_of(cast.account("auxiliary")).post("/leads/new", entry()).status_code == 403


def test_an_officer_without_a_valid_certificate_is_refused_with_the_article(cast: Cast) -> None:
    response = client_of(cast.account("officer-x")).post("/leads/new", entry())
    assert response.status_code == 409
    assert "行政处罚法第四十二条第一款" in text_of(response)
    assert 'value="贺长林"' in response.content.decode()
    assert Lead.objects.count() == 0

"""The law library: loaded, checked by a second person, published; what rests on a lost article is queued."""

from dataclasses import replace
from datetime import date

import pytest

from hengtu.agencies.administration import changes_of
from hengtu.agencies.models import Post, Role
from hengtu.law.rulebook import records
from hengtu.law.validity import Validity, citation_state
from hengtu.lib.spreadsheets import Sheet, read_rows, write_workbook
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.models import CitationCause, CitationTask, StatuteText, TextState
from hengtu.rulesets.reading import faulty_workbook, text_of_upload
from hengtu.rulesets.selectors.statutes import compared, found_articles, is_intact
from hengtu.rulesets.services.handle_citation import handle_citation
from hengtu.rulesets.services.load_statute import (
    Loading,
    TextUnreadable,
    discard_statute,
    load_statute,
    publish_statute,
    read_successors,
)
from hengtu.rulesets.services.publish_pack import publish_pack
from tests.cast import appointed
from tests.rulesets.people import TODAY, House, make_house, of, refusal

NAME = "某省货运站场示范规定（演示）"
OLD = """第一章　总则
第一条　为了示范，制定本规定。
第二条　有下列情形之一的，处一千元罚款：
（一）甲；
（二）乙。
第三条　丙。
第四条　丁，原来的一条。"""
NEW = "第一条　为了示范，制定本规定。\n第二条　有下列情形之一的，处二千元罚款：\n（一）甲。\n第三条　丙，丁。"
FIRST, SECOND = date(2026, 1, 1), date(2026, 4, 1)


@pytest.fixture
def house(db) -> House:
    return make_house()


def loading(text: str = OLD, on: date = FIRST, **more) -> Loading:
    return Loading(**{"title": NAME, "version": "演示第1号", "division": "130000", "effective_from": on,
                      "source": "演示用，不是真实规定", "text": text, **more})  # fmt: skip


def loaded(house: House, *args, **more) -> StatuteText:
    return load_statute(agency=house.line.province, loading=loading(*args, **more), mandate=of(house.admin))


@pytest.fixture
def publish(house: House, django_capture_on_commit_callbacks):
    def publish(text: StatuteText) -> StatuteText:
        with django_capture_on_commit_callbacks(execute=True):
            return publish_statute(text=text, mandate=of(house.officer_of_law))

    return publish


def test_a_text_is_loaded_by_one_and_published_by_another(house: House, publish) -> None:
    draft = loaded(house)
    assert citation_state(f"{NAME}2", TODAY).state is Validity.NOT_LOADED  # a draft is no law
    text = publish(draft)
    assert (text.state, text.published_by) == (TextState.PUBLISHED, house.officer_of_law)
    assert [article.number for article in text.articles.all()] == ["1", "2", "3", "4"]
    assert text.articles.get(number="2").shape == [2]
    assert text.articles.get(number="1").place == "第一章　总则"
    assert citation_state(f"{NAME}2p1i2", TODAY).state is Validity.IN_FORCE
    assert citation_state(f"{NAME}2p1i3", TODAY).state is Validity.UNKNOWN_ARTICLE
    assert {change.what for change in changes_of(house.line.province)} == {"载入法规文本", "发布法规文本", "发布规则"}


def test_the_words_of_a_published_text_are_checked_against_what_was_signed(house: House, publish) -> None:
    text = publish(loaded(house))
    assert is_intact(text)
    text.articles.filter(number="3").update(body="不是丙。")
    assert not is_intact(text)


def test_who_loads_does_not_publish_and_a_text_is_published_once(house: House, publish) -> None:
    draft, twin = loaded(house), loaded(house)
    assert refusal(publish_statute, text=draft, mandate=of(house.admin)) == "same_person"
    publish(draft)
    assert refusal(publish_statute, text=draft, mandate=of(house.officer_of_law)) == "not_a_draft"
    assert refusal(publish_statute, text=twin, mandate=of(house.officer_of_law)) == "text_published"
    assert discard_statute(text=twin, mandate=of(house.officer_of_law)).state == TextState.DISCARDED


@pytest.mark.parametrize("who", ["handler", "reviewer", "stranger"])
def test_only_the_keepers_of_a_place_load_its_law(house: House, who: str) -> None:
    call = {"agency": house.line.province, "loading": loading(), "mandate": of(getattr(house, who))}
    assert refusal(load_statute, **call) == "no_post"


def test_a_county_loads_its_own_rules_and_neither_the_provinces_nor_the_nations(house: House) -> None:
    county = house.line.bureau.division_code
    call = {"agency": house.line.bureau, "mandate": of(house.reviewer)}
    assert refusal(load_statute, loading=loading(), **call) == "not_our_place"
    assert refusal(load_statute, loading=loading(division="000000"), **call) == "not_our_place"
    assert load_statute(loading=loading(division=county), **call).state == TextState.DRAFT


def test_a_law_of_the_nation_is_not_rewritten_by_a_province(house: House) -> None:
    call = {"agency": house.line.province, "mandate": of(house.admin)}
    law = loading(title="中华人民共和国行政处罚法", text="")
    assert refusal(load_statute, loading=law, **call) == "not_our_instrument"
    # another province works on this installation, too: the nation's law is the ministry's here
    assert refusal(load_statute, loading=replace(law, division="000000"), **call) == "not_our_place"


def test_what_cannot_be_read_is_given_back_line_by_line_and_nothing_is_loaded(house: House) -> None:
    with pytest.raises(TextUnreadable) as refused:
        loaded(house, "第一条　甲\n第三条　丙\n（二）乙")
    assert [fault.line for fault in refused.value.faults] == [2, 3]
    assert not StatuteText.objects.exists()
    rows = read_rows(faulty_workbook(refused.value.faults), "退回.xlsx")
    assert len(rows) == 3
    assert "缺第二条" in str(rows[1].values[2])


def test_files_of_all_three_kinds_come_to_the_same_text() -> None:
    book = write_workbook([Sheet("条文", ("条", "内容"), (("第一条", "甲。"), ("2", "乙：\n（一）丙。")))])
    entries = '{"articles": [{"article": "第一条", "text": "甲。"}, {"article": 2, "text": "乙：\\n（一）丙。"}]}'
    plain = "第一条　甲。\n第2条　乙：\n（一）丙。"
    files = ((book, "a.xlsx"), (entries.encode(), "a.json"), (plain.encode(), "a.txt"), (plain.encode("gb18030"), "b"))
    assert {text_of_upload(content, name) for content, name in files} == {(plain, ())}


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [(b"", "a.txt", "file_empty"), (b"{", "a.json", "file_unreadable"), (b"\xff\xfe\xff", "a.txt", "file_unreadable"),
     (b'{"articles": []}', "a.json", "file_empty"), (b'{"articles": [1]}', "a.json", "file_unreadable")],
)  # fmt: skip
def test_a_file_that_is_none_says_so(content: bytes, name: str, code: str) -> None:
    with pytest.raises(RulesRefused) as refused:
        text_of_upload(content, name)
    assert refused.value.code == code


def test_rows_that_name_no_article_come_back_with_their_number() -> None:
    text, faults = text_of_upload(
        '{"articles":[{"article":"附则","text":"x"},{"article":"1","text":""}]}'.encode(), "a"
    )
    assert text == ""
    assert [fault.line for fault in faults] == [1, 2]


def test_a_new_text_ends_the_old_one_and_names_what_follows(house: House, publish) -> None:
    publish(loaded(house))
    new = loaded(house, NEW, SECOND, version="演示第2号", successors=read_successors("第四条 → 第三条", NAME))
    publish(new)
    assert citation_state(f"{NAME}4", date(2026, 3, 31)).state is Validity.IN_FORCE
    gone = citation_state(f"{NAME}4", SECOND)
    assert (gone.state, gone.successor) == (Validity.REPEALED, f"{NAME}3")


@pytest.mark.parametrize("words", ["第三条", "第三条 附则", "三 四"])
def test_a_line_of_what_follows_that_cannot_be_read_is_named(words: str) -> None:
    assert refusal(lambda text: read_successors(text, NAME), text=words) == "successors_unreadable"


def test_a_repeal_queues_every_rule_and_benchmark_that_rests_on_it(house: House, publish) -> None:
    ministry = of(house.admin)
    Post.objects.filter(account=house.stranger).delete()  # the only province that works here keeps the nation's law
    repeal = loading("", date(2026, 6, 1), title="公路安全保护条例", division="000000", version="废止决定（演示）")
    draft = load_statute(agency=house.line.province, loading=repeal, mandate=ministry)
    publish(draft)
    kinds = set(CitationTask.objects.values_list("kind", flat=True))
    assert {"violations", "benchmarks", "items"} <= kinds
    assert set(CitationTask.objects.values_list("cause", flat=True)) == {CitationCause.REPEALED}
    assert citation_state("公路安全保护条例64", date(2026, 6, 1)).state is Validity.REPEALED
    supervisor = appointed("supervisor", house.line.province, Role.SUPERVISOR)
    assert CitationTask.objects.visible_to(supervisor, TODAY).exists()
    assert not CitationTask.objects.visible_to(house.reviewer, TODAY).exists()


def test_only_the_rules_that_rest_on_a_lost_or_changed_article_are_queued(
    house: House, publish, django_capture_on_commit_callbacks
) -> None:
    publish(loaded(house))
    item = {"id": "demo", "kind": "inspection", "name_zh": "示范检查", "basis": [f"{NAME}2p1i1"], "confirmed": True}
    lost = {**item, "id": "demo-lost", "name_zh": "另一示范检查", "basis": [f"{NAME}4"]}
    same = {**item, "id": "demo-same", "name_zh": "不变的示范检查", "basis": [f"{NAME}1"]}
    with django_capture_on_commit_callbacks(execute=True):
        publish_pack(
            records={"items": {each["id"]: each for each in (item, lost, same)}}, agency=house.line.province,
            reason="演示", proposed_by=house.admin, approved_by=house.officer_of_law, at=of(house.admin).at,
        )  # fmt: skip
    assert set(records("items")) >= {"demo", "demo-lost", "demo-same"}
    publish(loaded(house, NEW, SECOND, version="演示第2号", successors={"4": f"{NAME}3"}))
    found = {task.rule: (task.cause, task.successor) for task in CitationTask.objects.all()}
    assert found == {"demo": (CitationCause.CHANGED, ""), "demo-lost": (CitationCause.REPEALED, f"{NAME}3")}
    task = CitationTask.objects.get(rule="demo-lost")
    assert refusal(handle_citation, task=task, mandate=of(house.reviewer)) == "no_post"
    done = handle_citation(task=task, mandate=of(house.officer_of_law, "已改引第三条"))
    assert (done.outcome, done.handled_by) == ("已改引第三条", house.officer_of_law)
    assert refusal(handle_citation, task=task, mandate=of(house.province)) == "handled_already"


def test_published_texts_are_read_in_their_place_and_drafts_only_by_their_agency(house: House, publish) -> None:
    draft = loaded(house)
    readers = (house.handler, house.stranger, house.officer_of_law)
    seen = [StatuteText.objects.readable_by(reader, TODAY).filter(pk=draft.pk).exists() for reader in readers]
    assert seen == [False, False, True]
    publish(draft)
    seen = [StatuteText.objects.readable_by(reader, TODAY).filter(pk=draft.pk).exists() for reader in readers]
    assert seen == [True, False, True]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("罚款", ["2"]),
        ("示范 规定", ["1", "2", "3", "4"]),
        ("第三条", ["3"]),
        ("一千元 罚款", ["2"]),
        ("没有的话", []),
        ("", []),
    ],
)
def test_articles_are_found_by_what_stands_in_them(house: House, publish, typed: str, numbers: list[str]) -> None:
    publish(loaded(house))
    assert [hit.article.number for hit in found_articles(house.handler, typed, TODAY)] == numbers
    assert found_articles(house.stranger, typed, TODAY) == []


def test_words_beyond_the_first_four_hundred_characters_are_found_too(house: House, publish) -> None:
    publish(loaded(house, f"第一条　{'很长的条文，' * 90}末尾有特别之处。"))
    assert [hit.article.number for hit in found_articles(house.handler, "特别之处", TODAY)] == ["1"]


def test_two_texts_of_an_article_stand_side_by_side(house: House, publish) -> None:
    old, new = publish(loaded(house)), publish(loaded(house, NEW, SECOND, version="演示第2号"))
    lines = compared(old.articles.get(number="2"), new.articles.get(number="2"))
    assert [(line.change, line.before, line.after) for line in lines] == [
        ("changed", "有下列情形之一的，处一千元罚款：", "有下列情形之一的，处二千元罚款："),
        ("changed", "（一）甲；", "（一）甲。"),
        ("removed", "（二）乙。", ""),
    ]
    assert [line.change for line in compared(old.articles.get(number="1"), new.articles.get(number="1"))] == ["same"]

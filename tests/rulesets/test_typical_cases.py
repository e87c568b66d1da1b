"""A case becomes an example: nominated, reviewed, published by three people, without anybody's name."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hengtu.rulesets.models import TypicalCase, TypicalState
from hengtu.rulesets.services.typical_cases import (
    Story,
    nominate_case,
    publish_typical_case,
    publishers_for,
    review_nomination,
    rewrite_nomination,
    withdraw_typical_case,
)
from tests.cast import appointed
from tests.rulesets.people import TODAY, House, make_house, of, refusal

ITEM = "overlimit-mass"
NAMES = ("张示例", "示例运输有限公司", "示A12345")


@pytest.fixture
def house(db) -> House:
    return make_house()


def story(**more) -> Story:
    told = {"kind": "TYPICAL", "item": ITEM, "tier": "", "source_case": uuid4(), "title": "某公司超限运输案",
            "happened": "某公司的货车超限运输。", "handled": "罚款三千五百元。", "meaning": "先核对检定。"}  # fmt: skip
    return Story(**{**told, **more})


def nominated(house: House, publisher=None, **more) -> TypicalCase:
    where = publisher or house.line.bureau
    told = story(**more)
    return nominate_case(agency=house.line.squad, publisher=where, story=told, names=NAMES, mandate=of(house.handler))


def published(house: House, **more) -> TypicalCase:
    case = nominated(house, **more)
    review_nomination(case=case, passes=True, mandate=of(house.reviewer))
    return publish_typical_case(case=case, names=NAMES, mandate=of(house.head), number="演示案例1号")


def readers(house: House, item: str = ITEM) -> list[bool]:
    found = TypicalCase.objects.readable_by
    people = (house.handler, house.reviewer, house.city, house.stranger)
    return [found(who, TODAY).published_for(item).exists() for who in people]


def test_a_case_is_published_by_the_third_of_three_people_and_read_in_its_place(house: House) -> None:
    case = nominated(house)
    assert readers(house) == [False] * 4
    assert refusal(publish_typical_case, case=case, names=NAMES, mandate=of(house.head)) == "not_reviewed"
    review_nomination(case=case, passes=True, mandate=of(house.reviewer))
    publish_typical_case(case=case, names=NAMES, mandate=of(house.head))
    assert readers(house) == [True, True, True, False]  # the city looks down, another province does not see it
    assert readers(house, "underwater-works") == [False] * 4


def test_who_nominated_does_not_review_and_who_reviewed_does_not_publish(house: House) -> None:
    told = story()
    mine = nominate_case(
        agency=house.line.bureau, publisher=house.line.bureau, story=told, names=NAMES, mandate=of(house.head)
    )
    assert refusal(review_nomination, case=mine, passes=True, mandate=of(house.head)) == "same_person"
    review_nomination(case=mine, passes=True, mandate=of(house.reviewer))
    assert refusal(publish_typical_case, case=mine, names=NAMES, mandate=of(house.head)) == "same_person"
    assert refusal(publish_typical_case, case=mine, names=NAMES, mandate=of(house.reviewer)) == "no_post"
    second = appointed("second-head", house.line.bureau, "DEPUTY_HEAD")
    assert publish_typical_case(case=mine, names=NAMES, mandate=of(second)).state == TypicalState.PUBLISHED
    with pytest.raises(IntegrityError), transaction.atomic():
        TypicalCase.objects.filter(pk=mine.pk).update(published_by=house.reviewer)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("驾驶员张示例", "张示例"),
        ("示例运输 有限公司的车", "示例运输有限公司"),
        ("车牌示A·12345", "示A·12345"),
        ("车牌示B98765", "示B98765"),
        ("电话13800138000", "13800138000"),
        ("身份证11010519491231002X", "11010519491231002X"),
        ("代码91110000100000000A", "91110000100000000A"),
    ],
)
def test_what_tells_who_took_part_is_named_and_refused(house: House, text: str, word: str) -> None:
    told, where = story(happened=text), house.line.bureau
    with pytest.raises(Exception, match=word) as refused:
        nominate_case(agency=where, publisher=where, story=told, names=NAMES, mandate=of(house.handler))
    assert refused.value.code == "identifies"
    assert word in refused.value.problems
    assert not TypicalCase.objects.exists()


def test_a_name_that_came_up_since_stops_the_publication(house: House) -> None:
    case = nominated(house, happened="李四的货车")
    review_nomination(case=case, passes=True, mandate=of(house.reviewer))
    later = (*NAMES, "李四")
    assert refusal(publish_typical_case, case=case, names=later, mandate=of(house.head)) == "identifies"


def test_what_was_returned_is_mended_and_goes_the_whole_way_again(house: House) -> None:
    case = nominated(house)
    assert (
        refusal(rewrite_nomination, case=case, story=story(), names=NAMES, mandate=of(house.handler)) == "not_returned"
    )
    review_nomination(case=case, passes=False, mandate=of(house.reviewer, "请写明称重过程"))
    mended = rewrite_nomination(case=case, story=story(happened="改过的"), names=NAMES, mandate=of(house.handler))
    assert (mended.state, mended.happened, mended.reviewed_by) == (TypicalState.NOMINATED, "改过的", None)
    assert mended.opinion == "请写明称重过程"
    assert review_nomination(case=case, passes=True, mandate=of(house.reviewer)).state == TypicalState.REVIEWED


def test_a_guiding_case_is_published_by_the_province(house: House) -> None:
    told = story(kind="GUIDING")
    asked = {"agency": house.line.squad, "story": told, "names": NAMES, "mandate": of(house.handler)}
    assert refusal(nominate_case, publisher=house.line.bureau, **asked) == "not_guiding_here"
    assert refusal(nominate_case, publisher=house.far.province, **asked) == "not_above"
    case = nominate_case(publisher=house.line.province, **asked)
    assert TypicalCase.objects.readable_by(house.officer_of_law, TODAY).filter(pk=case.pk).exists()
    review_nomination(case=case, passes=True, mandate=of(house.officer_of_law))
    publish_typical_case(case=case, names=NAMES, mandate=of(house.province))
    assert readers(house) == [True, True, True, False]


def test_guiding_cases_stand_first(house: House) -> None:
    published(house)
    test_a_guiding_case_is_published_by_the_province(house)
    kinds = TypicalCase.objects.readable_by(house.handler, TODAY).published_for(ITEM).values_list("kind", flat=True)
    assert list(kinds) == ["GUIDING", "TYPICAL"]


def test_what_is_stopped_guides_nobody_and_the_case_may_be_nominated_again(house: House) -> None:
    source = uuid4()
    case = published(house, source_case=source)
    assert case.number == "演示案例1号"
    again = {"agency": house.line.squad, "publisher": house.line.bureau, "names": NAMES, "mandate": of(house.handler)}
    assert refusal(nominate_case, story=story(source_case=source), **again) == "nominated_already"
    assert refusal(withdraw_typical_case, case=case, mandate=of(house.handler)) == "no_post"
    withdraw_typical_case(case=case, mandate=of(house.reviewer))
    assert readers(house) == [False] * 4
    assert refusal(withdraw_typical_case, case=case, mandate=of(house.reviewer)) == "withdrawn_already"
    assert nominate_case(story=story(source_case=source), **again).state == TypicalState.NOMINATED


def test_what_is_not_in_order_is_refused(house: House) -> None:
    asked = {"agency": house.line.squad, "publisher": house.line.bureau, "names": NAMES}
    by = of(house.handler)
    assert refusal(nominate_case, story=story(item="nothing"), mandate=by, **asked) == "unknown_item"
    assert refusal(nominate_case, story=story(meaning=" "), mandate=by, **asked) == "text_missing"
    assert refusal(nominate_case, story=story(title="长" * 201), mandate=by, **asked) == "text_too_long"
    assert refusal(nominate_case, story=story(), mandate=of(house.stranger), **asked) == "no_post"
    assert refusal(nominate_case, story=story(), mandate=of(house.handler, " "), **asked) == "reason_missing"


def test_the_agencies_that_may_publish_go_up_from_the_bureau(house: House) -> None:
    line = house.line
    assert publishers_for(line.squad) == [line.bureau, line.city, line.province, line.ministry]

"""Contents public before the fact: written by an administrator, published by a second person, every version kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from hengtu.agencies.administration import AdministrationRefused, Mandate, changes_of
from hengtu.agencies.models import Account, Agency, OpennessPage, OpennessState, Role
from hengtu.agencies.selectors.openness import published_pages, versions_of, waiting_drafts
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.agencies.services.write_openness import Written, discard_openness, publish_openness, write_openness
from tests.cast import SINCE, appointed

AT = datetime(2026, 11, 27, 2, tzinfo=UTC)
ROWS = (("非法营运检查", "网约车平台", "5%", "每年一次", "国办发〔2024〕54号"),)


@pytest.fixture
def bureau(db: None) -> Agency:
    return plant_line(province_code="13", since=SINCE).bureau


@pytest.fixture
def writer(bureau: Agency) -> Account:
    return appointed("admin", bureau, Role.ADMIN)


@pytest.fixture
def head(bureau: Agency) -> Account:
    return appointed("head-o", bureau, Role.AGENCY_HEAD)


def _by(account: Account, reason: str = "公示办法") -> Mandate:
    return Mandate(account, reason, AT)


def _draft(bureau: Agency, by: Account, rows: object = ROWS, **more: object) -> OpennessPage:
    return write_openness(
        agency=bureau,
        section_id="checks",
        written=Written(rows=rows),
        mandate=_by(by),
        **more,  # type: ignore[arg-type]
    )


def _code(action: object) -> str:
    with pytest.raises(AdministrationRefused) as refused:
        action()  # type: ignore[operator]
    return refused.value.code


def test_a_draft_is_shown_to_nobody_until_a_second_person_publishes_it(bureau, writer, head) -> None:
    draft = _draft(bureau, writer)
    assert published_pages([bureau.pk]) == {}
    assert waiting_drafts([bureau.pk])[bureau.pk, "checks"] == [draft]
    publish_openness(page=draft, mandate=_by(head))
    shown = published_pages([bureau.pk])[bureau.pk, "checks"]
    assert shown.content == {"rows": [list(ROWS[0])]}
    assert (shown.published_by, shown.published_at) == (head, AT)


def test_who_wrote_it_does_not_publish_it_and_the_table_refuses_it_too(bureau, writer) -> None:
    draft = _draft(bureau, writer)
    assert _code(lambda: publish_openness(page=draft, mandate=_by(writer))) == "openness_same_person"
    with pytest.raises(IntegrityError), transaction.atomic():
        OpennessPage.objects.filter(pk=draft.pk).update(published_by=writer)


def test_both_steps_stand_in_the_chain_of_the_agency_with_what_was_written(bureau, writer, head) -> None:
    publish_openness(page=_draft(bureau, writer), mandate=_by(head))
    assert [change.what for change in changes_of(bureau)] == ["发布事前公开内容", "起草事前公开内容"]
    assert changes_of(bureau)[0].subject == "双随机抽查事项清单第1版"


def test_the_next_version_takes_the_place_of_the_one_before_which_stays_kept(bureau, writer, head) -> None:
    first = publish_openness(page=_draft(bureau, writer), mandate=_by(head))
    second = publish_openness(page=_draft(bureau, writer, (("港口检查", *ROWS[0][1:]),)), mandate=_by(head))
    assert published_pages([bureau.pk])[bureau.pk, "checks"] == second
    assert versions_of(bureau.pk, "checks") == [second, first]


def test_an_older_draft_cannot_overtake_what_was_published_since(bureau, writer, head) -> None:
    old, new = _draft(bureau, writer), _draft(bureau, writer)
    publish_openness(page=new, mandate=_by(head))
    assert _code(lambda: publish_openness(page=old, mandate=_by(head))) == "openness_superseded"
    discard_openness(page=old, mandate=_by(head))
    assert OpennessPage.objects.get(pk=old.pk).state == OpennessState.DISCARDED


def test_publishing_twice_is_refused(bureau, writer, head) -> None:
    draft = publish_openness(page=_draft(bureau, writer), mandate=_by(head))
    assert _code(lambda: publish_openness(page=draft, mandate=_by(head))) == "openness_not_a_draft"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ARCHIVIST, Role.SUPERVISOR, Role.AGENCY_HEAD])
def test_only_an_administrator_writes(bureau, role) -> None:
    somebody = appointed("somebody", bureau, role)
    assert _code(lambda: _draft(bureau, somebody)) == "not_administered"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ARCHIVIST, Role.SUPERVISOR])
def test_only_an_administrator_or_a_head_of_the_agency_publishes(bureau, writer, role) -> None:
    draft = _draft(bureau, writer)
    somebody = appointed("somebody", bureau, role)
    assert _code(lambda: publish_openness(page=draft, mandate=_by(somebody))) == "not_administered"


def test_nobody_of_another_province_writes_or_publishes(bureau, writer) -> None:
    far = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    stranger = appointed("far", far.province, Role.ADMIN)
    far_head = appointed("far-head", far.bureau, Role.AGENCY_HEAD)
    draft = _draft(bureau, writer)
    assert _code(lambda: _draft(bureau, stranger)) == "not_administered"
    assert _code(lambda: publish_openness(page=draft, mandate=_by(far_head))) == "not_administered"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((), "openness_empty"),
        ((("只有事项",),), "openness_incomplete"),
        (((*ROWS[0], "多一列"),), "openness_incomplete"),
        ((("x" * 601, *ROWS[0][1:]),), "openness_too_long"),
        ((("打13800138000", *ROWS[0][1:]),), "openness_personal"),
        ((("问11010519491231002X", *ROWS[0][1:]),), "openness_personal"),
        (((*ROWS[0],),) * 501, "openness_too_long"),
    ],
)
def test_what_is_not_in_order_is_refused_and_nothing_is_kept(bureau, writer, rows, code) -> None:
    assert _code(lambda: _draft(bureau, writer, rows)) == code
    assert not OpennessPage.objects.exists()


def test_a_landline_is_no_personal_number(bureau, writer) -> None:
    assert _draft(bureau, writer, (("电话0571-12345678、12328", *ROWS[0][1:]),)).content["rows"]


def test_a_reason_is_asked_for(bureau, writer) -> None:
    refused = lambda: write_openness(  # noqa: E731
        agency=bureau, section_id="checks", written=Written(rows=ROWS), mandate=_by(writer, " ")
    )
    assert _code(refused) == "reason_missing"


def test_a_change_of_tomorrow_is_written_tomorrow(bureau, writer) -> None:
    tomorrow = AT.date() + timedelta(days=1)
    assert _code(lambda: _draft(bureau, writer, changed_on=tomorrow)) == "openness_in_future"
    assert _draft(bureau, writer, changed_on=AT.date()).changed_on == AT.date()


def test_an_agency_may_have_no_devices_but_says_why_and_never_has_no_remedies(bureau, writer) -> None:
    def none(section: str) -> OpennessPage:
        return write_openness(agency=bureau, section_id=section, written=Written(none="没有设置"), mandate=_by(writer))

    assert none("devices").content == {"none": "没有设置"}
    assert _code(lambda: none("remedies")) == "openness_never_none"


def test_what_the_registers_say_is_not_written_by_hand(bureau, writer) -> None:
    for section in ("items", "procedure", "nonsense"):
        refused = lambda each=section: write_openness(  # noqa: E731
            agency=bureau, section_id=each, written=Written(rows=ROWS), mandate=_by(writer)
        )
        assert _code(refused) == "openness_unknown"


def test_an_entrusted_body_cannot_leave_its_mandate_out(bureau, writer) -> None:
    fields = {
        "nature": "受委托的组织",
        "powers_from": "条例",
        "duties": "执法",
        "supervised_by": "政府",
        "complaints": "12328",
    }
    refused = lambda: write_openness(  # noqa: E731
        agency=bureau, section_id="subject", written=Written(fields=fields), mandate=_by(writer)
    )
    assert _code(refused) == "openness_incomplete"
    whole = fields | {"entrusted_by": "某局", "mandate": "某局网站"}
    draft = write_openness(agency=bureau, section_id="subject", written=Written(fields=whole), mandate=_by(writer))
    assert draft.content["fields"]["mandate"] == "某局网站"

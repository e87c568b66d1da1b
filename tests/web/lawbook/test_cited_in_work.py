"""What cases, forms and papers show of the law: guidance beside the case, citations that do not hold."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Agency, Role
from hengtu.cases.selectors.red_flags import Looked, red_flags_of
from hengtu.ledger.access_log import flush_access_log
from hengtu.rulesets.services.load_statute import load_statute, publish_statute
from hengtu.rulesets.services.write_guidance import Draft, publish_guidance, write_guidance
from tests.cases.conftest import file, player, stage
from tests.cases.proposing import Prepared, account
from tests.cast import appointed
from tests.rulesets.people import of, reviewer_at
from tests.rulesets.test_library import NAME, loading
from tests.web.acts.people import Person
from tests.web.lawbook.test_items import text

__all__ = ["file", "player", "stage"]
WRONG = f"根据《{NAME}》第九条"  # the text has four articles


@pytest.fixture
def prepared(player_of, django_capture_on_commit_callbacks) -> Prepared:
    """A case at work in a province that has published its demonstration rule."""
    found = player_of("demo-1", "O06")
    province = Agency.objects.get(level="PROVINCE")
    admin, checks = appointed("law-admin", province, Role.ADMIN), reviewer_at("law-checks", province)
    draft = load_statute(agency=province, loading=loading(on=date(2020, 1, 1)), mandate=of(admin))
    with django_capture_on_commit_callbacks(execute=True):
        publish_statute(text=draft, mandate=of(checks))
    return found


@pytest.fixture
def player_of(file, stage):
    from hengtu.web.demo.player import Player

    yield lambda script, step: Prepared(Player(file.script(script), stage), step)
    flush_access_log()


@pytest.fixture
def officer(prepared) -> Person:
    return Person(account("officer-a"))


def test_guidance_stands_beside_the_case_it_is_about(prepared: Prepared, officer: Person) -> None:
    case = prepared.case
    url = reverse("case", args=[case.pk])
    assert "指引和意见" not in text(officer.client.get(url))
    bureau = case.agency.legal_subject
    draft = Draft("OPINION", case.violation, bureau.division_code, "认定意见（演示）", "看清轴数", date(2020, 1, 1))
    paper = write_guidance(agency=bureau, draft=draft, mandate=of(account("reviewer")))
    assert "认定意见" not in text(officer.client.get(url))
    publish_guidance(guidance=paper, mandate=of(account("head")))
    page = text(officer.client.get(url))
    assert reverse("guidance_page", args=[paper.pk]) in page
    assert "认定意见（演示）" in page


def test_an_act_that_rests_on_an_article_that_is_none_is_refused_with_all_kept(
    prepared: Prepared, officer: Person
) -> None:
    address = reverse("act", args=[prepared.case.pk, "correction_ordered"])
    answer = officer.fills(address, order=f"{WRONG}，责令卸载")
    page = answer.content.decode()
    assert answer.status_code in {409, 422}
    assert "当日有效的文本里没有" in page
    assert f"{WRONG}，责令卸载" in page


def test_a_paper_by_hand_points_out_what_it_cites_in_passing(prepared: Prepared, officer: Person) -> None:
    address = reverse("paper_new", args=[prepared.case.pk, "f04_scene_record"])
    typed = {"intent": "preview", "facts": f"当事人称{WRONG}可以通行"}
    page = text(officer.client.post(address, typed))
    assert "引用的条文请再看一遍" in page
    assert "第九条" in page
    sound = {**typed, "facts": f"当事人称根据《{NAME}》第三条可以通行"}
    assert "引用的条文请再看一遍" not in text(officer.client.post(address, sound))


def test_a_paper_that_rests_on_an_article_that_is_none_is_not_made(prepared: Prepared) -> None:
    head = Person(account("head"))
    address = reverse("paper_new", args=[prepared.case.pk, "f21_substitute_decision"])
    answer = head.client.post(address, {"intent": "issue", "legal_basis": WRONG})
    assert answer.status_code == 422
    assert "当日有效的文本里没有" in answer.content.decode()


def test_whoever_approves_is_shown_what_the_acts_cite_in_passing(prepared: Prepared) -> None:
    from dataclasses import replace

    from hengtu.cases.desk.desk import desk_for

    desk = desk_for(account("officer-a"), prepared.case, at=timezone.now())
    last = desk.situation.acts[-1]
    acts = (*desk.situation.acts[:-1], replace(last, payload={**last.payload, "note": f"{WRONG}办理"}))
    looked = Looked(prepared.case, replace(desk.situation, acts=acts), {}, {}, desk.on)
    flags = [flag for flag in red_flags_of(looked) if flag.code == "cited_out_of_force"]
    assert len(flags) == 1
    assert "第九条" in flags[0].text
    assert not [flag for flag in red_flags_of(replace(looked, situation=desk.situation)) if flag in flags]

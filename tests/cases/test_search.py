"""Finding cases: every way a case is asked for, on both engines, within the scope of who asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection, transaction

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import CaseSearch, EnforcementCase
from hengtu.cases.search.find import (
    case_numbered,
    cases_of_parties,
    find,
    paper_named,
    parties_with_id_number,
    suggest,
)
from hengtu.cases.search.index import index_case
from hengtu.documents.models import Document
from hengtu.ledger.projections import rebuild
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.subjects.models import Party
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cast import DAY, SINCE, appointed
from tests.fixtures import scripts

pytestmark = pytest.mark.django_db


def played(case_id: str | None = None) -> EnforcementCase:
    """Play the longest of the eight cases."""
    file = scripts()
    name = case_id or max(file.cases, key=lambda each: len(file.script(each).acts))
    return EnforcementCase.objects.get(pk=Player(file.script(name), stage_for(file)).play())


@pytest.fixture(scope="module")
def history(django_db_setup: None, django_db_blocker: object) -> Iterator[UUID]:
    """One played case for all tests of this module; what a test changes is taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield played().pk
        transaction.set_rollback(True)


@pytest.fixture
def case(history: UUID, db: None) -> EnforcementCase:
    return EnforcementCase.objects.get(pk=history)


@pytest.fixture
def officer(case) -> Account:
    return Account.objects.get(username="officer-a")


def ids(account: Account, words: str) -> set[object]:
    found = find(account, words, on=DAY)
    return {hit.id for hit in (*found.cases, *found.leads)}


def renamed(case: EnforcementCase, **columns: object) -> None:
    """Change what the case is called and write its words again."""
    EnforcementCase.objects.filter(pk=case.pk).update(**columns)
    index_case(case.pk, acts_of_stream(case.pk))


def called(case: EnforcementCase, name: str) -> None:
    """Give the party another name and write the words again."""
    acts = acts_of_stream(case.pk)
    payload = acts[0].payload
    assert payload is not None
    parties = [{**party, "name": name} for party in payload["case"]["parties"]]
    opening = replace(acts[0], payload={**payload, "case": {**payload["case"], "parties": parties}})
    index_case(case.pk, (opening, *acts[1:]))


def test_every_case_is_found_by_its_number_its_party_and_its_title(case, officer) -> None:
    digits = case.number.rpartition("〕")[2].removesuffix("号")
    asked = [case.number, digits, digits.lstrip("0"), f"{case.found_on.year} {digits}", case.title[:4]]
    asked += [case.party_name, case.party_name[:2], case.party_name[-2:], case.party_name[1:3]]
    for words in asked:
        assert case.pk in ids(officer, words), words


def test_a_plate_is_found_however_it_is_typed(case, officer) -> None:
    renamed(case, plate="陵K3F728")
    for words in ("3F728", "F728", "f728", "陵K3F728", "陵K·3F728", "陵ｋ３ｆ７２８", "K·3F728", "陵K", "728", "K3F7"):
        assert ids(officer, words) == {case.pk}, words
    for words in ("陵K3F729", "3F7280", "凌K3F728"):
        assert ids(officer, words) == set(), words


def test_a_name_is_found_by_its_pinyin(case, officer) -> None:
    called(case, "贺长林")
    for words in ("hcl", "hechanglin", "changlin", "lin", "HeChangLin", "he chang lin", "hechang"):
        assert ids(officer, words) == {case.pk}, words
    called(case, "单雄信")
    for words in ("shanxiongxin", "sxx", "shan"):
        assert ids(officer, words) == {case.pk}, words


def test_a_credit_code_is_found_from_both_ends(case, officer) -> None:
    Party.objects.filter(uid=case.party_uid).update(credit_code="91350100M000100Y43", kind="LEGAL_PERSON")
    renamed(case)
    for words in ("91350100M000100Y43", "91350100m0", "913501", "0Y43", "100Y43"):
        assert ids(officer, words) == {case.pk}, words


def test_a_personal_number_is_never_indexed(case, officer) -> None:
    renamed(case, title="张三（110105194912310021，电话13800138000）超限运输案", plate="110105194912310021")
    words = CaseSearch.objects.get(stream_id=case.pk).words
    assert "110105" not in words
    assert "13800138000" not in words
    assert ids(officer, "110105194912310021") == set()


def test_an_identity_number_finds_its_party_exactly(case, officer) -> None:
    party = Party.objects.get(uid=case.party_uid)
    party.kind, party.credit_code, party.id_number = "NATURAL_PERSON", "", "11010519491231002X"
    party.save()
    assert parties_with_id_number(officer, "11010519491231002X", on=DAY) == (party.uid,)
    assert parties_with_id_number(officer, "110105194912310021", on=DAY) == ()
    parties, found = cases_of_parties(officer, [party.uid], on=DAY)
    assert [each.uid for each in parties] == [party.uid]
    assert case.pk in {hit.id for hit in found.cases}


def test_the_whole_number_leads_straight_to_the_case(case, officer) -> None:
    bare = case.number.replace("〔", "(").replace("〕", ")").removesuffix("号")
    assert case_numbered(officer, case.number, on=DAY) == case.pk
    assert case_numbered(officer, f" {bare} ", on=DAY) == case.pk
    assert case_numbered(officer, case.number[:-2], on=DAY) is None
    assert case_numbered(officer, "126", on=DAY) is None


def test_a_paper_is_found_by_its_number_and_its_code(case, officer) -> None:
    paper = Document.objects.filter(stream_id=case.pk).exclude(number="").first()
    assert paper is not None
    assert paper_named(officer, paper.number, on=DAY) == (case.pk, paper.uid)
    assert paper_named(officer, paper.verification_code.lower(), on=DAY) == (case.pk, paper.uid)
    digits = paper.number.rpartition("〕")[2].removesuffix("号")
    assert paper.uid in {hit.uid for hit in find(officer, digits, on=DAY).papers}


def test_the_party_is_offered_with_the_number_of_its_cases(case, officer) -> None:
    found = find(officer, case.party_name, on=DAY)
    hit = next(hit for hit in found.parties if str(hit.uid) == case.party_uid)
    assert hit.cases == "1"
    assert "".join(text for text, _ in hit.name) == case.party_name


def test_what_is_still_typed_is_completed(case, officer) -> None:
    assert case.pk in {hit.id for hit in suggest(officer, case.number[:-2], on=DAY)}
    unfinished = find(officer, f"{case.found_on.year} 000", on=DAY)
    assert unfinished.by_beginning or unfinished.is_empty


NONSENSE = ("", " ", "\0", "〔〕", "a 〔", '" OR "', "' | '", "is_case", "_is_case", "_province", "*", "'; --", "😀")
NAMES = ("王𫔄明", "买买提·吐尔逊", "\u202eمحمد", "<script>alert(1)</script>公司", "龘" * 300, "Ørsted A/S", "\ue000某")


@pytest.mark.parametrize("words", NONSENSE)
def test_nonsense_finds_nothing_and_breaks_nothing(case, officer, words) -> None:
    assert ids(officer, words) == set()


@pytest.mark.parametrize("name", NAMES)
def test_strange_names_are_found(case, officer, name) -> None:
    called(case, name)
    assert ids(officer, name[:60]) == {case.pk}


def test_nobody_finds_what_he_may_not_see(case, officer) -> None:
    elsewhere = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    stranger = appointed("stranger-x", elsewhere.bureau, Role.OFFICER)
    postless = Account.objects.create_account("postless-x", "无岗", None)
    paper = Document.objects.filter(stream_id=case.pk).exclude(number="").first()
    assert paper is not None
    asked = (case.number, case.party_name, case.plate, case.title[:4], paper.number, paper.verification_code)
    for account in (stranger, postless, None):
        for words in asked:
            assert find(account, words, on=DAY).is_empty, words
            assert suggest(account, words, on=DAY) == ()
            assert case_numbered(account, words, on=DAY) is None
            assert paper_named(account, words, on=DAY) is None
        assert cases_of_parties(account, [Party.objects.get(uid=case.party_uid).uid], on=DAY)[1].is_empty


def test_the_scope_holds_even_where_the_words_are_wrong(case) -> None:
    elsewhere = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    stranger = appointed("stranger-y", elsewhere.bureau, Role.OFFICER)
    row = CaseSearch.objects.get(stream_id=case.pk)
    row.words = " ".join(sorted({*row.words.split(), f"_legal_subject_{elsewhere.bureau.legal_subject_id}"}))
    row.save()
    found = find(stranger, case.party_name, on=DAY)
    assert found.is_empty
    assert paper_named(stranger, Document.objects.filter(stream_id=case.pk)[0].verification_code, on=DAY) is None


def test_a_supervisor_above_finds_what_lies_below(case) -> None:
    city = case.agency.legal_subject.parent
    assert city is not None
    assert case.pk in ids(appointed("supervisor-x", city, Role.SUPERVISOR), case.party_name)


def test_a_rebuild_reproduces_every_word(case, officer) -> None:
    before = CaseSearch.objects.values_list("stream_id", "words").get()
    rebuilt = {each.name: each for each in rebuild()}
    assert (rebuilt["search"].rows, rebuilt["search"].differed) == (1, 0)
    assert CaseSearch.objects.values_list("stream_id", "words").get() == before
    CaseSearch.objects.update(words="falsch")
    assert {each.name: each.differed for each in rebuild()}["search"] == 1
    assert case.pk in ids(officer, case.party_name)


def test_erased_content_is_no_longer_found(case, officer) -> None:
    acts = acts_of_stream(case.pk)
    gone = (replace(acts[0], payload=None), *acts[1:])
    EnforcementCase.objects.filter(pk=case.pk).update(title="（内容已依法删除）", party_name="", plate="")
    index_case(case.pk, gone)
    assert case.pk not in ids(officer, case.party_name)
    if case.plate:
        assert case.pk not in ids(officer, case.plate)


def test_words_that_leave_the_table_leave_the_index(case, officer) -> None:
    CaseSearch.objects.all().delete()
    assert ids(officer, case.party_name) == set()
    index_case(case.pk, acts_of_stream(case.pk))
    assert ids(officer, case.party_name) == {case.pk}


@pytest.mark.postgres
def test_both_engines_find_the_same(database) -> None:
    case = played()
    officer = Account.objects.get(username="officer-a")
    assert connection.vendor == database.vendor
    assert case_numbered(officer, case.number, on=DAY) == case.pk
    for words in (case.party_name[:2], case.title[:4], case.number, case.plate[3:] or case.number):
        assert ids(officer, words) == {case.pk}, words
    assert ids(officer, "没有这个人") == set()
    assert {each.differed for each in rebuild()} == {0}

"""The pre-check finds what it claims to find in forty flawed files, and stays silent about sound ones."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hengtu.law
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.check import replay
from hengtu.law.procedure.finding import Gravity
from hengtu.law.procedure.precheck import grave, precheck
from hengtu.law.procedure.precheck_across import filed_in
from hengtu.law.procedure.precheck_questions import LEFT_TO_PEOPLE, PEOPLE_DECIDE, known_codes, veto_of
from tests.law.procedure.flawed_files import FILE, before, flawed_files, last_day, sound_files, whole_life

FLAWED, SOUND = flawed_files(), sound_files()
ALL = (*FLAWED, *SOUND)
LEAST_PRECISION = 0.95


def found_in(file):
    return precheck(file.acts, exhibits=file.exhibits, on=file.on)


def planted(file):
    return frozenset().union(*(each.codes for each in file.defects))


def explained(file):
    return frozenset().union(planted(file), *(each.follows for each in file.defects))


def counted():
    """Per code: planted and found, planted and missed, found without reason (with the file).

    A note claims no defect; it counts only where it was planted. What a defect brings about is neither hit nor false.
    """
    hit, missed, false = Counter(), Counter(), []
    for file in ALL:
        found = found_in(file)
        codes = {each.code for each in grave(found)} | ({each.code for each in found} & planted(file))
        hit.update(codes & planted(file))
        missed.update(planted(file) - codes)
        false += [(file.id, code) for code in sorted(codes - explained(file))]
    return hit, missed, false


def test_recall_and_precision_of_the_flawed_set(capsys):
    hit, missed, false = counted()
    wrong = Counter(code for _, code in false)
    total = sum(hit.values())
    with capsys.disabled():
        print()
        for code in sorted({*hit, *missed, *wrong}):
            recall = hit[code] / (hit[code] + missed[code]) if hit[code] + missed[code] else None
            precision = hit[code] / (hit[code] + wrong[code]) if hit[code] + wrong[code] else None
            print(
                json.dumps(
                    {"code": code, "planted": hit[code] + missed[code], "recall": recall, "precision": precision}
                )
            )
        recall, precision = total / (total + sum(missed.values())), total / (total + len(false))
        print(json.dumps({"files": len(FLAWED), "sound": len(SOUND), "recall": recall, "precision": precision}))
        print(json.dumps({"false_alarms": false}))
    assert not missed
    assert sum(hit.values()) >= len(FLAWED)
    assert precision >= LEAST_PRECISION, false


def test_there_are_forty_six_flawed_files_and_sixteen_sound_ones_with_defects_in_words():
    assert len(FLAWED) == 46
    assert len(SOUND) >= 16
    assert all(file.defects and all(each.sentence and each.codes for each in file.defects) for file in FLAWED)
    assert len({each.sentence for file in FLAWED for each in file.defects}) > 30


@pytest.mark.parametrize("file", FLAWED, ids=lambda file: file.id)
def test_each_defect_is_found(file):
    assert planted(file) <= {each.code for each in found_in(file)}


@pytest.mark.parametrize("file", SOUND, ids=lambda file: file.id)
def test_a_sound_file_has_nothing_to_mend(file):
    assert [(each.code, each.message) for each in grave(found_in(file))] == []


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.id)
def test_a_replay_says_of_each_act_what_was_said_when_it_was_done(file):
    acts = tuple(sorted(file.acts, key=lambda each: each.occurred_at))
    for position, (act, situation, objections) in enumerate(replay(acts)):
        assert situation.acts == Situation.of(acts[:position]).acts
        assert situation.case == Situation.of(acts[:position]).case
        assert objections == objections_to(acts[:position], act)


@pytest.mark.parametrize("file", FLAWED, ids=lambda file: file.id)
def test_every_finding_says_what_and_what_next_and_where_it_belongs(file):
    for each in found_in(file):
        assert re.search("[\u4e00-\u9fff]", each.message)
        assert re.search("[\u4e00-\u9fff]", each.remedy)
        assert each.question in PEOPLE_DECIDE
        assert (each.gravity is Gravity.VETO) <= bool(each.veto)
        assert 0 <= each.act <= len(file.acts)
        assert not each.act or file.acts[each.act - 1].kind == each.kind


def test_the_gravest_findings_come_first():
    order = [Gravity.VETO, Gravity.SERIOUS, Gravity.NOTE]
    for file in FLAWED:
        ranks = [order.index(each.gravity) for each in found_in(file)]
        assert ranks == sorted(ranks)


def test_every_code_of_the_tables_is_raised_somewhere_in_the_law():
    folder = Path(hengtu.law.__file__).parent
    tables = "precheck_questions.py"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if path.name != tables)
    made = {
        *("item_" + form for form in ("ended", "not_yet", "cancelled", "suspended", "adjusted")),
        *(f"{term}_window_open" for term in ("hearing_request", "statement_defence")),
        *(f"{term}_run_out" for term in ("decision_service", "case_decision")),
        *(f"hearing_{key}_is_investigator" for key in ("host", "recorder")),
        *(
            f"{role}_required"
            for role in ("agency_head", "chief_head", "legal_reviewer", "archivist", "property_keeper")
        ),
        *(f"{key}_missing" for key in ("records", "order", "served", "decided", "proposed")),
    }
    assert {code for code in known_codes() - made if f'"{code}"' not in text} == set()


def test_vetoes_that_no_data_decide_are_claimed_by_no_code():
    assert {veto_of(code) for code in known_codes()}.isdisjoint(LEFT_TO_PEOPLE)


def test_a_veto_of_the_set_is_found_with_its_code():
    found = {each.veto for file in FLAWED for each in found_in(file) if each.code in planted(file)}
    assert {"V02", "V07", "V08", "V09", "V10", "V12", "V14", "V15"} <= found


@given(st.sampled_from(tuple(FILE.cases)), st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_a_sound_case_has_no_veto_on_any_day_of_its_life(case_id, length):
    acts = whole_life(case_id)[:length]
    vetoes = [each for each in precheck(acts, on=last_day(acts)) if each.gravity is Gravity.VETO]
    assert vetoes == []


def test_an_open_file_shows_what_the_decision_would_meet_and_does_not_ask_for_the_review_itself():
    acts = before(whole_life("demo-6"))
    codes = {each.code: each.gravity for each in precheck(acts, on=last_day(acts))}
    assert codes["discussion_missing"] is Gravity.NOTE  # comes after the review
    assert "review_missing" not in codes


def test_a_file_with_nothing_in_it_has_no_findings():
    assert precheck((), on=last_day(SOUND[0].acts)) == ()


def test_an_act_that_lies_ahead_is_found_on_the_day_before_and_not_on_its_day():
    acts = before(whole_life("demo-1"))
    early = precheck(acts, on=last_day(acts) - timedelta(days=1))
    assert "act_in_the_future" in {each.code for each in early}
    assert "act_in_the_future" not in {each.code for each in precheck(acts, on=last_day(acts))}


def test_a_revoked_decision_is_judged_no_more_but_its_revocation_stays():
    (file,) = [each for each in SOUND if each.id == "a-revoked-decision"]
    still = precheck(file.acts[:-1], on=file.on)
    assert "review_not_passed" in {each.code for each in still}
    assert "review_not_passed" not in {each.code for each in found_in(file)}


def test_what_exhibits_prove_is_judged_only_where_the_acts_say_it():
    acts = before(whole_life("demo-1"))
    assert filed_in(acts) is None
    entry = {"uid": "e1", "title": "称重单", "proves": ["m1/party"]}
    said = tuple(
        replace(each, payload={**each.payload, "exhibits": [entry]}) if each.kind == "investigated" else each
        for each in acts
    )
    (filed,) = filed_in(said)
    assert (filed.uid, filed.proves, filed.usable) == ("e1", frozenset({"m1/party"}), True)
    bare = {each.about for each in precheck(said, exhibits=filed_in(said), on=last_day(acts))}
    assert "m1/conduct" in bare
    assert "m1/party" not in bare


def test_a_monitoring_record_without_an_audit_proves_no_element():
    entry = {"uid": "e1", "title": "卡口照片", "proves": ["m1/party"], "monitoring": True, "audited": False}
    acts = before(whole_life("demo-1"))
    said = tuple(
        replace(each, payload={**each.payload, "exhibits": [entry]}) if each.kind == "investigated" else each
        for each in acts
    )
    found = precheck(said, exhibits=filed_in(said), on=last_day(acts))
    assert {"element_unproved", "monitoring_record_unaudited"} <= {each.code for each in found}
    assert "m1/party" in {each.about for each in found}

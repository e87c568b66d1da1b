"""Receipts leave with the decision: their codes are printed, they are kept as issued, and they can be run again."""

import json
from pathlib import Path

import pytest
from django.test import Client

from hengtu.cases.selectors.receipt import KEPT_WITH, receipts_of
from hengtu.documents.models import Document
from hengtu.documents.selectors.verify_code import receipt_codes, receipts_with, verify_code
from hengtu.documents.services.render_document import render_document, typeset_again
from hengtu.law.receipt import code_of, code_printed, verify
from hengtu.web.commandline import receipt as command
from tests.fixtures import EXPECTED

pytestmark = pytest.mark.django_db

WHERE = {"f15_penalty_decision": "discretion_reason", "f14_spot_decision": "facts", "x_no_penalty_decision": "reason"}


def decision_of(case_id) -> Document:
    (only,) = Document.objects.filter(stream=case_id, form__in=KEPT_WITH)
    return only


@pytest.mark.parametrize("script", EXPECTED)
def test_the_decision_prints_the_code_of_receipts_that_stand(player, script):
    decision = decision_of(player(script).play())
    kept = receipts_with(decision)
    assert kept
    assert [verify(each) for each in kept] == [[]] * len(kept)
    printed = json.loads(decision.data)["text"][WHERE[decision.form]]
    for code in map(code_of, kept):
        assert f"裁量计算凭证编号：{code_printed(str(code))}。" in printed


def test_printing_twice_gives_the_same_bytes_and_the_page_names_the_same_code(player):
    decision = decision_of(player("demo-4").play())
    assert typeset_again(decision) == typeset_again(decision) == render_document(decision)
    (code,) = receipt_codes(decision)
    page = Client().get(f"/verify/{decision.verification_code}").content.decode()
    assert code in page
    assert verify_code(decision.verification_code).receipts == (code,)


def test_whoever_types_the_code_of_a_receipt_is_told_which_code_is_asked_for(player):
    (code,) = receipt_codes(decision_of(player("demo-4").play()))
    answer = Client().get(f"/verify/{code}")
    assert answer.status_code == 404
    assert "是裁量计算凭证的编号，不是验真码" in answer.content.decode()


def test_the_receipt_of_the_case_is_the_one_that_was_issued(player, monkeypatch):
    case_id = player("demo-4").play()
    issued = receipts_with(decision_of(case_id))
    monkeypatch.setattr("hengtu.law.receipt.ENGINE", "hengtu-law/9")
    assert receipts_of(case_id) == issued
    assert verify(issued[0]) == ["engine"], "another engine says that it is another, and agrees on all the rest"


def test_the_command_names_the_code_to_compare_with_the_paper(player, tmp_path: Path, capsys):
    decision = decision_of(player("demo-8").play())
    file = tmp_path / "receipts.json"
    file.write_text(json.dumps(receipts_with(decision), ensure_ascii=False), encoding="utf-8")
    assert command.run(["verify", str(file)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [code_printed(each["code"]) for each in answers] == list(receipt_codes(decision))

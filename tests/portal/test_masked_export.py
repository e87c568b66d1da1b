"""Whoever has no right to personal data gets an export without any; the whole one stays as the contract has it."""

import json

import pytest

from hengtu.cases.services.withhold_publication import withhold_publication
from hengtu.ledger.errors import LedgerError
from hengtu.ledger.models import Stream
from hengtu.portal.publicity.masked_export import export_masked
from hengtu.subjects.models import Party
from hengtu.web.commandline.export import run
from tests.portal.conftest import at, read

pytestmark = pytest.mark.django_db


def test_a_masked_export_holds_decisions_without_anybody_s_name_or_number(person, tmp_path, capsys):
    read(at("2025-12-27"))
    assert run(["--masked", str(tmp_path / "out")]) == 0
    assert json.loads(capsys.readouterr().out)["lines"]["results.jsonl"] == 1
    party = Party.objects.get(pk=person.party.pk)
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    assert json.loads((tmp_path / "out" / "results.jsonl").read_text())["party"] == f"{party.name[0]}某某"
    for secret in (party.name, party.id_number, party.phone, party.address):
        assert secret
        assert secret not in text
    assert Stream.objects.get(uid=person.case_id).head_hash in text


def test_what_a_head_withholds_is_not_handed_out_on_a_side_way(person, head, tmp_path):
    withhold_publication(
        case_id=person.case_id, by=head, at=at("2025-12-28"), scope="whole", ground="privacy", reason="涉及隐私",
        review_on="2026-06-01",
    )  # fmt: skip
    read(at("2025-12-28"))
    assert export_masked(tmp_path / "out", at=at("2025-12-28"))["results.jsonl"] == 0


def test_a_doubt_keeps_a_decision_back_and_nothing_is_overwritten(firm, tmp_path):
    Party.objects.filter(pk=firm.party.pk).update(legal_representative="")
    read()
    assert export_masked(tmp_path / "out", at=at("2025-06-12"))["results.jsonl"] == 0
    with pytest.raises(LedgerError) as refusal:
        export_masked(tmp_path / "out", at=at("2025-06-12"))
    assert refusal.value.code == "target_exists"

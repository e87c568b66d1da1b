"""Archiving: two parts, stored by hash, named in the chain, served as stored, found when changed."""

import io
import json
from contextlib import redirect_stdout
from datetime import timedelta

import pikepdf
import pytest

from hengtu.cases.archive import verify_file
from hengtu.cases.archive.bind import preview
from hengtu.cases.archive.open import part_of_file, read_volume, volumes_of
from hengtu.cases.models import ArchivedFile, ArchiveVolume, CaseState, EnforcementCase, FileNumber
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services import archive_case as module
from hengtu.cases.services.archive_case import archive_case
from hengtu.cases.services.publish_decision import publish_decision
from hengtu.cases.services.refund_fine import refund_fine
from hengtu.documents.models import Document
from hengtu.law.archive.layout import Part
from hengtu.ledger.errors import StreamMoved
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.services.export_ledger import export_ledger
from hengtu.ledger.verification.database import verify_database
from hengtu.ledger.verification.export import verify_export
from hengtu.lib.blobs import sm3_hex
from tests.cases.archive.conftest import ARCHIVED_AT, LATER
from tests.documents.reading import pdfa_part, text_of


def act_of(case_id):
    return next(act for act in acts_of_stream(case_id) if act.kind == "archived")


def tamper(volume, blobs):
    path = blobs / volume.sha256[:2] / volume.sha256[2:4] / volume.sha256
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_the_act_names_every_volume_with_its_pages_and_hash(archived):
    said = act_of(archived).payload
    assert said["archive_number"] == "示（示例）交执档〔2025〕00001号"
    assert (said["retention"], said["period"]) == ("10年", "years_10")
    assert [(each["part"], each["number"], each["of"]) for each in said["volumes"]] == [("main", 1, 1), ("inner", 1, 1)]
    for volume, row in zip(volumes_of(archived), said["volumes"], strict=True):
        stored = read_volume(volume)
        assert sm3_hex(stored) == row["sm3"] == volume.sm3
        with pikepdf.open(io.BytesIO(stored)) as pdf:
            assert len(pdf.pages) == row["pages"]
        assert pdfa_part(stored) == "2B"
    file = ArchivedFile.objects.get(case_id=archived)
    assert (file.number, file.volumes, file.ends_on.isoformat()) == (said["archive_number"], 2, "2036-01-01")
    assert EnforcementCase.objects.get(pk=archived).state == CaseState.ARCHIVED


def test_what_is_internal_stands_in_the_inner_file_only(archived):
    main, inner = (text_of(part_of_file(archived, part)) for part in (Part.MAIN, Part.INNER))
    assert "当场行政处罚决定书" in main
    assert "结案报告" not in main
    assert "结案报告" in inner
    assert "当场行政处罚决定书" not in inner
    assert all(volume.part == Part.MAIN for volume in volumes_of(archived, inner=False))


def test_after_archiving_the_same_bytes_are_served_not_rendered_again(archived):
    before = part_of_file(archived, Part.MAIN)
    Document.objects.filter(stream_id=archived, form="f14_spot_decision").update(state="WITHDRAWN", state_reason="遗失")
    assert part_of_file(archived, Part.MAIN) == before


def test_before_archiving_the_file_is_a_preview_and_says_so(closed):
    assert "归档前预览" in text_of(preview(closed))
    assert not ArchiveVolume.objects.filter(case_id=closed).exists()


def test_a_sound_file_passes_the_check(archived):
    found = verify_file(archived)
    assert (found.ok, found.findings, found.volumes) == (True, (), 2)
    assert not verify_database(processes=1).broken


def test_a_file_that_was_never_archived_has_nothing_to_check(closed):
    assert not verify_file(closed).ok


def test_one_changed_byte_is_found_everywhere(archived, blobs, tmp_path):
    export_ledger(tmp_path / "sound", at=LATER)
    assert not verify_export(tmp_path / "sound").broken
    tamper(volumes_of(archived)[0], blobs)
    assert "正卷第1册与归档时的摘要不一致" in verify_file(archived).findings[0]
    assert "original_differs" in {each.code for each in verify_database(processes=1).broken}
    export_ledger(tmp_path / "changed", at=LATER)
    assert "original_differs" in {each.code for each in verify_export(tmp_path / "changed").broken}


def test_a_lost_volume_is_found(archived, blobs):
    volume = volumes_of(archived)[1]
    (blobs / volume.sha256[:2] / volume.sha256[2:4] / volume.sha256).unlink()
    assert "副卷第1册不在存储里" in verify_file(archived).findings[0]


def test_an_export_whose_list_names_another_volume_than_the_act_is_found(archived, tmp_path):
    export_ledger(tmp_path / "export", at=LATER)
    rows = tmp_path / "export" / "rows" / "volumes.jsonl"
    lines = [json.loads(line) for line in rows.read_text("utf-8").splitlines()]
    lines[0]["files"][0]["digest"] = lines[1]["files"][0]["digest"]
    lines[0]["files"][0]["name"] = lines[1]["files"][0]["name"]
    lines[1]["files"][0]["digest"] = sm3_hex(b"another")
    rows.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    assert "digest_not_in_act" in {each.code for each in verify_export(tmp_path / "export").broken}


def test_nobody_but_an_archivist_archives_and_no_number_is_spent(closed, stage):
    with pytest.raises(ActRefused):
        archive_case(case_id=closed, by=(stage.people["head"],), at=ARCHIVED_AT)
    assert not FileNumber.objects.exists()


def test_archiving_twice_is_refused_and_the_same_key_again_is_the_same_act(closed, archivist):
    first = archive_case(case_id=closed, by=(archivist,), at=ARCHIVED_AT, key="k")
    assert archive_case(case_id=closed, by=(archivist,), at=ARCHIVED_AT, key="k") == first
    with pytest.raises(ActRefused):
        archive_case(case_id=closed, by=(archivist,), at=LATER)
    assert ArchiveVolume.objects.filter(case_id=closed).count() == 2


def test_what_was_bound_before_somebody_acted_is_not_archived(closed, archivist, stage, monkeypatch):
    def store_and_act(bound):
        publish_decision(case_id=closed, by=(stage.people["head"],), at=ARCHIVED_AT - timedelta(minutes=1))
        return []

    monkeypatch.setattr(module, "store", store_and_act)
    with pytest.raises(StreamMoved):
        archive_case(case_id=closed, by=(archivist,), at=ARCHIVED_AT)
    assert EnforcementCase.objects.get(pk=closed).state != CaseState.ARCHIVED


def test_another_period_than_proposed_needs_a_reason(closed, archivist):
    with pytest.raises(ActRefused) as refused:
        archive_case(case_id=closed, by=(archivist,), at=ARCHIVED_AT, retention="forever")
    assert [each.code for each in refused.value.objections] == ["retention_unreasoned"]
    archive_case(
        case_id=closed, by=(archivist,), at=ARCHIVED_AT, retention="forever", retention_because="本地首例，有参考价值"
    )
    assert ArchivedFile.objects.get(case_id=closed).ends_on is None


def test_a_missing_paper_is_explained_in_the_record_before_the_file_is_archived(closed, archivist):
    lost = Document.objects.get(stream_id=closed, form="f14_spot_decision")
    Document.objects.filter(pk=lost.pk).update(state="WITHDRAWN", state_reason="遗失")
    with pytest.raises(ActRefused) as refused:
        archive_case(case_id=closed, by=(archivist,), at=ARCHIVED_AT)
    assert {each.code for each in refused.value.objections} == {"file_incomplete"}
    assert "当场行政处罚决定书" in str(refused.value)
    code = f"spot-decision:{lost.act_uid}"
    archive_case(case_id=closed, by=(archivist,), at=ARCHIVED_AT, explained={code: "原件被水浸毁，已有情况说明"})
    assert "原件被水浸毁" in text_of(part_of_file(closed, Part.MAIN))


def test_the_rows_are_made_again_from_the_acts(archived):
    from hengtu.ledger.projections import rebuild

    before = list(ArchiveVolume.objects.values_list("act_uid", "sm3")), ArchivedFile.objects.values().get()
    with redirect_stdout(io.StringIO()):
        rebuild()
    assert (list(ArchiveVolume.objects.values_list("act_uid", "sm3")), ArchivedFile.objects.values().get()) == before


def test_a_refund_after_archiving_is_no_reason_to_touch_the_archived_volumes(archived, stage):
    before = [(each.sha256, each.pages) for each in volumes_of(archived)]
    with pytest.raises(ActRefused):
        refund_fine(case_id=archived, by=(stage.people["cashier"],), at=LATER, amount_yuan=1, reason="没有多缴")
    assert [(each.sha256, each.pages) for each in volumes_of(archived)] == before

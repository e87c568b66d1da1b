"""What comes after archiving is bound apart; a refund, a ruling, a revoked decision call for it."""

import io

import pytest
from PIL import Image

from hengtu.agencies.models import Account
from hengtu.cases.archive import verify_file
from hengtu.cases.archive.hand_in import HandedIn, hand_in_paper, take_out_paper
from hengtu.cases.archive.open import read_volume, volumes_of
from hengtu.cases.archive.refusals import ArchiveRefused
from hengtu.cases.models import ArchivedFile, CaseTask, EnforcementCase, FilePaper
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.archive_case import archive_case
from hengtu.cases.services.revoke_decision import revoke_decision
from hengtu.cases.services.supplement_file import supplement_file
from hengtu.law.archive.layout import Part
from hengtu.law.procedure import day_of
from hengtu.lib.images import ImageRefused
from tests.cases.archive.conftest import ARCHIVED_AT, LATER
from tests.documents.reading import text_of


def scan() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (800, 1100), "white").save(target, "JPEG")
    return target.getvalue()


def handed_in(case_id, title="法院行政裁定书", part=Part.MAIN, at=LATER, content=None, **more):
    said = HandedIn(part, title, day_of(at), **more)
    by = Account.objects.get(username="archivist")
    case = EnforcementCase.objects.get(pk=case_id)
    return hand_in_paper(case=case, said=said, content=scan() if content is None else content, by=by, at=at)


def supplemented(case_id, archivist, reason="归档后收到法院裁定"):
    return supplement_file(case_id=case_id, by=(archivist,), at=LATER, reason=reason)


def test_a_late_paper_becomes_a_volume_of_its_own_and_the_archived_ones_stay(archived, archivist):
    before = [(each.sha256, each.pages) for each in volumes_of(archived)]
    paper = handed_in(archived)
    act = supplemented(archived, archivist)
    after = volumes_of(archived)
    assert [(each.sha256, each.pages) for each in after[:2]] == before
    assert (after[2].is_supplement, after[2].part, str(after[2].act_uid)) == (True, "main", str(act.uid))
    text = text_of(read_volume(after[2]))
    assert "法院行政裁定书" in text
    assert "补充第1次" in text
    assert "当场行政处罚决定书" not in text
    paper.refresh_from_db()
    assert paper.act_uid == act.uid
    assert verify_file(archived).ok


def test_a_second_supplement_takes_only_what_is_new(archived, archivist):
    handed_in(archived)
    supplemented(archived, archivist)
    with pytest.raises(ActRefused) as refused:
        supplemented(archived, archivist)
    assert "nothing_to_add" in {each.code for each in refused.value.objections}
    handed_in(archived, title="退款回单")
    supplemented(archived, archivist, reason="退款")
    last = text_of(read_volume(volumes_of(archived)[-1]))
    assert "补充第2次" in last
    assert "法院行政裁定书" not in last


def test_a_decision_revoked_after_archiving_leads_to_a_task_and_is_bound_in(archived, archivist, stage):
    assert not CaseTask.objects.filter(case_id=archived, kind="file_supplemented").exists()
    revoke_decision(case_id=archived, by=(stage.people["head"],), at=LATER, reason="主要事实不清")
    task = CaseTask.objects.get(case_id=archived, kind="file_supplemented")
    assert task.role == "ARCHIVIST"
    assert ArchivedFile.objects.get(pk=archived).waits_since == day_of(LATER)
    assert "还没有补充归档" in verify_file(archived).findings[-1]
    supplemented(archived, archivist, reason="决定已撤销")
    assert not CaseTask.objects.filter(case_id=archived, kind="file_supplemented").exists()
    assert "主要事实不清" in text_of(read_volume(volumes_of(archived)[-1]))
    assert verify_file(archived).ok


def test_what_was_never_archived_is_not_supplemented(closed, archivist):
    with pytest.raises(ActRefused) as refused:
        supplemented(closed, archivist)
    assert "not_archived" in {each.code for each in refused.value.objections}


def test_a_supplement_says_why(archived, archivist):
    handed_in(archived)
    with pytest.raises(ActRefused) as refused:
        supplemented(archived, archivist, reason=" ")
    assert "reason_missing" in {each.code for each in refused.value.objections}


def test_a_paper_handed_in_before_archiving_supplies_what_is_missing(closed, archivist):
    from hengtu.documents.models import Document

    lost = Document.objects.get(stream_id=closed, form="f14_spot_decision")
    Document.objects.filter(pk=lost.pk).update(state="WITHDRAWN", state_reason="遗失")
    handed_in(closed, title="当场处罚决定书复印件", at=ARCHIVED_AT, supplies=f"spot-decision:{lost.act_uid}")
    archive_case(case_id=closed, by=(archivist,), at=ARCHIVED_AT)
    assert "当场处罚决定书复印件" in text_of(read_volume(volumes_of(closed)[0]))


def test_what_is_bound_is_not_taken_out_and_what_waits_is(archived, archivist):
    by = Account.objects.get(username="archivist")
    take_out_paper(paper=handed_in(archived, title="放错的"), by=by, at=LATER)
    assert not FilePaper.objects.filter(title="放错的").exists()
    paper = handed_in(archived)
    supplemented(archived, archivist)
    with pytest.raises(ArchiveRefused, match="已经装订"):
        take_out_paper(paper=paper, by=by, at=LATER)


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"%PDF-1.4 broken", "打不开"), (b"", "没有选文件"), (b"no picture at all", "")],
)
def test_bad_files_are_named_and_nothing_is_kept(archived, content, error):
    with pytest.raises((ArchiveRefused, ImageRefused), match=error):
        handed_in(archived, content=content)
    assert not FilePaper.objects.exists()


def test_a_pdf_that_is_no_pdfa_says_what_to_do(archived):
    import pikepdf

    plain = pikepdf.new()
    plain.add_blank_page()
    target = io.BytesIO()
    plain.save(target)
    with pytest.raises(ArchiveRefused, match="另存为PDF/A-2b"):
        handed_in(archived, content=target.getvalue())


def test_a_pdfa_is_bound_as_it_is(archived, archivist):
    handed_in(archived, title="盖章回执", content=read_volume(volumes_of(archived)[1]))
    supplemented(archived, archivist)
    assert "结案报告" in text_of(read_volume(volumes_of(archived)[-1]))


def test_a_case_archived_on_paper_is_supplemented_with_what_came_later_only(player, archivist, stage):
    case_id = player("demo-5").play()
    with pytest.raises(ActRefused):
        supplement_file(case_id=case_id, by=(archivist,), at=LATER.replace(year=2026), reason="没有新的材料")
    handed_in(case_id, at=LATER.replace(year=2026))
    supplement_file(case_id=case_id, by=(archivist,), at=LATER.replace(year=2026), reason="法院裁定")
    (volume,) = volumes_of(case_id)
    assert [entry[0] for entry in volume.entries] == ["法院行政裁定书"]

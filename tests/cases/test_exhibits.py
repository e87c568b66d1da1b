"""Acts hold the hashes of their evidence: nothing foreign, nothing unaudited, nothing tampered with."""

import pytest

from hengtu.cases.exhibits import ExhibitOfAnotherCase
from hengtu.cases.services.collect_evidence import collect_evidence
from hengtu.cases.services.collect_spot_evidence import collect_spot_evidence
from hengtu.cases.services.investigate import investigate
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.services.audit_exhibit import audit_exhibit
from hengtu.evidence.services.verify_exhibit import verify_exhibit
from hengtu.ledger.models import Stream
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.verification.database import verify_database
from hengtu.lib.blobs import BlobStore, sm3_hex
from tests.cases.test_services import play_until
from tests.evidence.make import collect, photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def blob_folder(settings, tmp_path):
    settings.BLOB_ROOT = tmp_path / "blobs"
    return tmp_path / "blobs"


@pytest.fixture
def opened(player):
    """A case that has been filed, and the moment of its investigation."""
    running = player("demo-1")
    return running, play_until(running, "investigated")


def exhibit_of(running, act, **changes):
    stream = Stream.objects.get(pk=running.case_id)
    return collect(stream, **{"collected_at": act.occurred_at, "at": act.occurred_at, **changes})


def investigated(running, act, *exhibits):
    officers = tuple(running.stage.people[name] for name in act.by)
    return investigate(
        case_id=running.case_id, by=officers, at=act.occurred_at, records=("scene_record",), exhibits=exhibits
    )


def test_an_investigation_carries_uid_and_sm3_of_its_exhibits(opened, tmp_path):
    running, act = opened
    first, second = exhibit_of(running, act), exhibit_of(running, act, title="称重单", content=photo() + b"\0")
    stored = investigated(running, act, first, second)
    on_disk = tmp_path / "original"
    on_disk.write_bytes(photo())
    assert stored.payload["exhibits"] == [
        {"uid": str(first.uid), "sm3": sm3_hex(on_disk)},
        {"uid": str(second.uid), "sm3": second.sm3},
    ]
    assert first.sm3 != second.sm3
    assert acts_of_stream(running.case_id)[-1].payload == stored.payload


def test_every_act_that_brings_evidence_carries_its_hashes(opened, player):
    running, act = opened
    exhibit = exhibit_of(running, act)
    officers = tuple(running.stage.people[name] for name in act.by)
    stored = collect_evidence(case_id=running.case_id, by=officers, at=act.occurred_at, exhibits=(exhibit,))
    assert stored.payload["exhibits"] == [{"uid": str(exhibit.uid), "sm3": exhibit.sm3}]
    on_the_spot = player("demo-2")
    scene = play_until(on_the_spot, "spot_evidence_collected")
    slip = exhibit_of(on_the_spot, scene)
    stored = collect_spot_evidence(
        case_id=on_the_spot.case_id, by=officers, at=scene.occurred_at, records=("scene_record",), exhibits=(slip,)
    )
    assert stored.payload["exhibits"] == [{"uid": str(slip.uid), "sm3": slip.sm3}]


def test_an_exhibit_of_another_case_is_refused_and_nothing_is_written(opened, player):
    running, act = opened
    other = player("demo-4")
    foreign = exhibit_of(other, play_until(other, "investigated"), title="别案照片")
    before = acts_of_stream(running.case_id)
    with pytest.raises(ExhibitOfAnotherCase, match="别案照片") as refusal:
        investigated(running, act, exhibit_of(running, act), foreign)
    assert refusal.value.code == "exhibit_of_another_case"
    assert acts_of_stream(running.case_id) == before


def test_a_monitoring_record_proves_nothing_before_its_audit_and_counts_after_it(opened):
    running, act = opened
    record = exhibit_of(running, act, title="卡口记录", monitored=True)
    before = acts_of_stream(running.case_id)
    with pytest.raises(ExhibitRefused, match="卡口记录") as refusal:
        investigated(running, act, record)
    assert (refusal.value.code, refusal.value.basis) == ("exhibit_not_audited", ("APL:41p2",))
    assert acts_of_stream(running.case_id) == before
    audit_exhibit(record, passed=True, audited_by="贺知微", at=act.occurred_at)
    (named,) = investigated(running, act, record).payload["exhibits"]
    assert named == {"uid": str(record.uid), "sm3": record.sm3, "monitoring": True, "audited": True}


def test_a_monitoring_record_that_failed_its_audit_stays_out_of_the_case(opened):
    running, act = opened
    record = exhibit_of(running, act, monitored=True)
    audit_exhibit(record, passed=False, audited_by="贺知微", at=act.occurred_at)
    with pytest.raises(ExhibitRefused) as refusal:
        investigated(running, act, record)
    assert refusal.value.code == "exhibit_not_audited"


def test_an_original_tampered_with_after_the_act_is_found(opened, blob_folder):
    running, act = opened
    exhibit = exhibit_of(running, act)
    investigated(running, act, exhibit)
    assert verify_exhibit(exhibit)
    assert verify_database(processes=1).broken == []
    path = BlobStore(blob_folder).path(exhibit.original_key)
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert not verify_exhibit(exhibit)
    assert sm3_hex(path) != acts_of_stream(running.case_id)[-1].payload["exhibits"][0]["sm3"]
    assert any(
        exhibit.original_key in str(defect) or str(exhibit.uid) in str(defect)
        for defect in verify_database(processes=1).broken
    )

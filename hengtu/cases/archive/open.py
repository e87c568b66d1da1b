"""Opening a file: the stored bytes once it is archived, a preview before."""

from __future__ import annotations

import io
from uuid import UUID

import pikepdf
from django.conf import settings

from hengtu.cases.archive.bind import case_to_bind, preview
from hengtu.cases.archive.contents import contents_of
from hengtu.cases.models import ArchiveVolume
from hengtu.law.archive.layout import Part, in_order
from hengtu.law.procedure import day_of
from hengtu.lib.blobs import BlobStore


def volumes_of(case_id: UUID, *, inner: bool = True) -> list[ArchiveVolume]:
    """Return every volume of a case in the order of binding; ``inner=False``: what the party may be shown."""
    found = ArchiveVolume.objects.filter(case_id=case_id).order_by("seq", "part", "number")
    ordered = sorted(found, key=lambda each: (each.seq, each.part != Part.MAIN, each.number))
    return [volume for volume in ordered if inner or volume.part == Part.MAIN]


def read_volume(volume: ArchiveVolume) -> bytes:
    """Return the stored bytes of a volume, checked. Raises: lib.blobs.BlobMissing, BlobDamaged."""
    return BlobStore(settings.BLOB_ROOT).read(volume.sha256)


def has_part(case_id: UUID, part: Part) -> bool:
    """Whether there is anything in a part of a case's file."""
    if ArchiveVolume.objects.filter(case_id=case_id).exists():
        return ArchiveVolume.objects.filter(case_id=case_id, part=part).exists()
    case = case_to_bind(case_id)
    items = contents_of(case_id, case.acts, case.situation)
    return bool(in_order(items, part, case.place, day_of(case.acts[-1].occurred_at)))


def part_of_file(case_id: UUID, part: Part) -> bytes:
    """Return one part of a file to be read: the stored volume, or a preview while it is not archived.

    Several volumes are shown one after the other; the volumes themselves are handed out by ``read_volume``.

    Raises: CaseNotFound, documents.DocumentRefused, lib.blobs.BlobError; ValueError for a part without papers.
    """
    volumes = [each for each in volumes_of(case_id) if each.part == part]
    if not volumes:
        return preview(case_id, part)
    contents = [read_volume(each) for each in volumes]
    return contents[0] if len(contents) == 1 else _one_after_another(contents)


def _one_after_another(pdfs: list[bytes]) -> bytes:
    with pikepdf.open(io.BytesIO(pdfs[0])) as joined:
        for pdf in pdfs[1:]:
            with pikepdf.open(io.BytesIO(pdf)) as part:
                joined.pages.extend(part.pages)
        target = io.BytesIO()
        joined.save(target, deterministic_id=True)
        return target.getvalue()

"""A file of 200 pages bound into a volume and verified, beside joining the same PDFs alone with pikepdf.

One JSON line: seconds for binding (cover, index, record, page numbers, PDF/A check), for verification (hashes, pages,
PDF/A again) and for the floor, the same papers joined and saved by pikepdf in the same run.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

PAGES = 200
ROUNDS = 5


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    with tempfile.TemporaryDirectory() as home:
        os.environ["HENGTU_HOME"] = home
        import django

        django.setup()
        print(json.dumps(measure(), ensure_ascii=False))
    return 0


def measure() -> dict[str, Any]:
    """Return the line of the benchmark."""
    import pikepdf

    from hengtu.agencies.models import Agency
    from hengtu.documents.services.bind_volumes import Binding, Sheet, bind_volumes
    from hengtu.documents.services.loose_sheets import SheetMaker
    from hengtu.lib.blobs import sm3_hex
    from hengtu.lib.pdfa import faults_of

    at = datetime(2025, 7, 2, tzinfo=UTC)
    with SheetMaker("示例县交通运输局", "示（示例）交执立案〔2025〕00001号", at) as maker:
        rows = [("现场检查", "车货总质量超过限定标准，当事人在场签字确认。")] * 60
        papers = [maker.listed(f"检查记录{n}", "2025年6月3日", rows) for n in range(200)]
    sheets: list[Sheet] = []
    pages = 3
    for paper in papers:
        with pikepdf.open(io.BytesIO(paper.pdf)) as opened:
            length = len(opened.pages)
        if pages + length > PAGES - 3:
            break
        pages += length
        sheets.append(paper)
    cover = {
        "case_no": "示（示例）交执立案〔2025〕00001号", "cause": "违法超限运输", "party_display": "某运输公司",
        "outcome": "罚款", "procedure": "普通程序", "filed_on": date(2025, 6, 3), "closed_on": date(2025, 6, 23),
        "retention": "30年", "handlers": "陈屿、沈佳禾",
    }  # fmt: skip
    binding = Binding(Agency(name="示例县交通运输局"), "正卷", "示（示例）交执档〔2025〕00001号", cover)

    def bind() -> bytes:
        (volume,) = bind_volumes(binding, sheets, most_pages=1000, at=at)
        return volume.pdf

    def verify(pdf: bytes) -> None:
        sm3_hex(pdf)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert faults_of(opened) == []

    def join() -> bytes:
        with pikepdf.open(io.BytesIO(sheets[0].pdf)) as joined:
            for sheet in sheets[1:]:
                with pikepdf.open(io.BytesIO(sheet.pdf)) as part:
                    joined.pages.extend(part.pages)
            target = io.BytesIO()
            joined.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return target.getvalue()

    bound = bind()  # warms compilers and fonts
    with pikepdf.open(io.BytesIO(bound)) as opened:
        counted = len(opened.pages)
    line: dict[str, Any] = {
        "benchmark": "archive_file",
        "pages": counted,
        "papers": len(sheets),
        "bytes": len(bound),
        "bind_s": _median(bind),
        "verify_s": _median(lambda: verify(bound)),
        "floor_join_s": _median(join),
    }
    line["times_floor"] = round(line["bind_s"] / line["floor_join_s"], 2)
    return line


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return round(statistics.median(taken), 4)


if __name__ == "__main__":
    raise SystemExit(main())

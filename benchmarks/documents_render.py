"""Decisions rendered per CPU-second, each with its own facts, against an empty page in the same run.

Prints one JSON line. ``empty_page`` is the floor: same fonts, same PDF/A, kept compiler, but nothing on the page.
``fresh_compiler`` is what the same decisions cost when a compiler is made for each, the plain way to use the library.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> int:
    options = _options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    with tempfile.TemporaryDirectory() as home:
        os.environ["HENGTU_HOME"] = home
        import django

        django.setup()
        print(json.dumps(measure(options.documents, options.repeats)))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=60, help="decisions per repeat")
    parser.add_argument("--repeats", type=int, default=5)
    return parser.parse_args()


def measure(documents: int, repeats: int) -> dict[str, Any]:
    """Render, render with fresh compilers, render empty pages, in turn; return medians and their ratios."""
    import typst

    from hengtu.documents.catalogue import CURRENT, TEMPLATES
    from hengtu.documents.fonts import font_set
    from hengtu.documents.typesetting import compile_pdf, typeset

    fonts = font_set()
    empty = typst.Compiler(_empty_template(), font_paths=fonts.typst_fonts())
    path = TEMPLATES / CURRENT / "decision.typ"
    at = datetime.fromisoformat("2025-06-11T10:00:00+08:00")
    serial = iter(range(10**9))

    def ours() -> int:
        return len(typeset(CURRENT, "decision", {"data": _decision(next(serial))}, at))

    def fresh() -> int:
        compiler = typst.Compiler(str(path), root=str(path.parent), font_paths=fonts.typst_fonts())
        return len(compile_pdf(compiler, {"data": _decision(next(serial))}, at, fonts))

    def floor() -> int:
        return len(compile_pdf(empty, {"data": str(next(serial))}, at, fonts))

    size = [ours(), fresh(), floor()][0]
    rates: dict[str, list[float]] = {"ours": [], "fresh": [], "floor": [], "wall": []}
    for _ in range(repeats):
        start = time.perf_counter()
        rates["ours"].append(_per_cpu_second(ours, documents))
        rates["wall"].append(documents / (time.perf_counter() - start))
        rates["fresh"].append(_per_cpu_second(fresh, max(documents // 6, 1)))
        rates["floor"].append(_per_cpu_second(floor, documents * 4))
    median = {name: statistics.median(values) for name, values in rates.items()}
    return {
        "benchmark": "documents_render",
        "decisions_per_cpu_second": round(median["ours"], 1),
        "decisions_per_second": round(median["wall"], 1),
        "fresh_compiler_per_cpu_second": round(median["fresh"], 1),
        "empty_page_per_cpu_second": round(median["floor"], 1),
        "ratio_to_fresh_compiler": round(median["ours"] / median["fresh"], 2),
        "ratio_to_empty_page": round(median["ours"] / median["floor"], 3),
        "bytes": size,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "documents": documents,
        "repeats": repeats,
    }


def _per_cpu_second(work: Callable[[], int], times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        work()
    return times / (time.process_time() - start)


def _empty_template() -> str:
    folder = Path(os.environ["HENGTU_HOME"])
    path = folder / "empty.typ"
    path.write_text('#set document(title: "x")\n#set page(paper: "a4")\n#sys.inputs.data.slice(0, 0)\n')
    return str(path)


def _decision(serial: int) -> str:
    """Return the frozen content of a decision of two pages; facts, number, sum and code differ each time."""
    from datetime import date

    from hengtu.agencies.models import Agency
    from hengtu.documents.catalogue import form
    from hengtu.documents.codes import new_code
    from hengtu.documents.content import checked_values, content
    from hengtu.documents.models import OfficialSeal
    from tests.documents.samples import SAMPLES

    bureau = Agency(name="示例县交通运输局", reconsideration_body="示例县人民政府", court="示例县人民法院")
    data = SAMPLES["f15_penalty_decision"]
    facts = data["facts_evidence"].replace("98940", str(40_000 + serial))
    spec = form("f15_penalty_decision")
    filled = checked_values(spec, {**data, "facts_evidence": facts, "fine": 200 + serial}, bureau)
    frozen = content(
        spec,
        filled,
        agency=bureau,
        number=f"冀（示）交执罚〔2025〕{serial:05d}号",
        issued_on=date(2025, 6, 11),
        code=new_code(),
        verify_base="http://127.0.0.1:8000",
        seal=OfficialSeal(name=bureau.name),
        signatures={},
    )
    return json.dumps(frozen, ensure_ascii=False, sort_keys=True)


if __name__ == "__main__":
    sys.exit(main())

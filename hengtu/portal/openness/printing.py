"""A chart on one A4 page, PDF/A: the same boxes and words as on the screen, typeset at the size that fits."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst

from hengtu.documents.fonts import font_set
from hengtu.documents.typesetting import compile_pdf
from hengtu.law.procedure.charts import Chart
from hengtu.portal.openness.drawing import DESK, draw

TEMPLATE = Path(__file__).parent / "typst" / "chart.typ"
_kept = threading.local()


@lru_cache(maxsize=64)
def print_chart(agency: str, chart: Chart, at: datetime) -> bytes:
    """Return the page, the same bytes for the same arguments; the last ones are remembered, since anybody may ask.

    Args: agency: its full name. at: written into the PDF as its time.
    """
    drawing = draw(chart, DESK)
    heads = [{"x": line.x2, "y": line.y2} for line in drawing.strokes if line.has_head]
    data = {**asdict(drawing), "heads": heads, "title": chart.zh, "agency": agency, "version": chart.version}
    inputs = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
    return compile_pdf(_compiler(), inputs, at, font_set())


def _compiler() -> typst.Compiler:
    """One compiler per thread: it is not shared."""
    if not hasattr(_kept, "compiler"):
        paths = font_set().typst_fonts()
        _kept.compiler = typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=paths)
    compiler: typst.Compiler = _kept.compiler
    return compiler

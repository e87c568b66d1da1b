"""Signatures as strokes: checked on the way in, drawn as a vector picture on the way out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from hengtu.documents.errors import DocumentRefused

WIDTH, HEIGHT = 600, 200  # the box every signature is drawn in, whatever the screen
MAX_STROKES, MAX_POINTS = 200, 6000
LEAST_LENGTH = 60  # a dot or a slip is no signature
PEN = 6

Stroke = list[tuple[int, int]]


def canonical_strokes(text: str) -> str:
    """Return drawn strokes as canonical JSON: lists of whole points inside the box.

    Raises: DocumentRefused (``signature_empty`` for nothing or a mere dot, ``signature_unreadable``).
    """
    strokes = _read(text)
    if sum(map(_length, strokes)) < LEAST_LENGTH:
        raise DocumentRefused("signature_empty", "签名框里没有签名。请本人在框内签名后再保存；拒绝签名的，请选“拒签”。")
    return json.dumps(strokes, separators=(",", ":"))


def svg_path(strokes: str) -> str:
    """Return the path data of canonical strokes."""
    parts: list[str] = []
    for stroke in json.loads(strokes):
        (x, y), *rest = stroke
        parts.append(f"M{x} {y}" + "".join(f"L{x} {y}" for x, y in rest or [(x, y)]))
    return "".join(parts)


def svg(strokes: str) -> str:
    """Return canonical strokes as a picture, for the typesetter."""
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'><path d='{svg_path(strokes)}' "
        f"fill='none' stroke='black' stroke-width='{PEN}' stroke-linecap='round' stroke-linejoin='round'/></svg>"
    )


def _read(text: str) -> list[Stroke]:
    try:
        given: Any = json.loads(text or "[]")
        strokes = [[_point(point) for point in stroke] for stroke in given if stroke]
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise _unreadable() from error
    if len(strokes) > MAX_STROKES or sum(map(len, strokes)) > MAX_POINTS:
        raise _unreadable()
    return strokes


def _point(point: Sequence[float]) -> tuple[int, int]:
    x, y = point
    return min(max(round(float(x)), 0), WIDTH), min(max(round(float(y)), 0), HEIGHT)


def _length(stroke: Stroke) -> float:
    return sum(abs(x - before_x) + abs(y - before_y) for (before_x, before_y), (x, y) in pairwise(stroke))


def _unreadable() -> DocumentRefused:
    return DocumentRefused("signature_unreadable", "签名没有完整传到，没有保存。请清除后重新签名。")

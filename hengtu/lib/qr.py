"""QR codes as vector paths."""

from __future__ import annotations

from dataclasses import dataclass

import segno

MASK = 2


@dataclass(frozen=True)
class QrPath:
    """A QR code: ``path`` is SVG path data in modules, ``modules`` the side length without the quiet zone."""

    path: str
    modules: int


def qr_path(text: str) -> QrPath:
    """Return the QR code of a text, error level M, one horizontal run of dark modules per path segment.

    Args: text: up to some 300 characters. Raises: ValueError if it is empty or too long for a QR code.
    """
    if not text:
        raise ValueError("二维码内容不能为空")
    # any mask is valid; trying all eight for the prettiest costs eight times as much, for every paper issued
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=MASK)
    rows = [bytes(row) for row in code.matrix]
    segments = [_run(x, y, length) for y, row in enumerate(rows) for x, length in _dark_runs(row)]
    return QrPath(path="".join(segments), modules=len(rows))


def qr_svg(text: str) -> str:
    """Return the QR code of a text as an SVG image with its quiet zone of four modules, for pages."""
    code = qr_path(text)
    side = code.modules + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {side} {side}" role="img" aria-label="二维码">'
        f'<path fill="#fff" d="M-4-4h{side}v{side}h-{side}z"/><path d="{code.path}"/></svg>'
    )


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and x and row[x - 1]:
            start, length = runs[-1]
            runs[-1] = (start, length + 1)
        elif dark:
            runs.append((x, 1))
    return runs


def _run(x: int, y: int, length: int) -> str:
    return f"M{x} {y}h{length}v1h-{length}z"

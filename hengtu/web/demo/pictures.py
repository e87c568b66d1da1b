"""Pictures for the demonstration's evidence: drawn, plainly marked as such, one per case."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from hengtu.web.commandline.scripts import Script

INK, PAPER, ROAD, SKY = "#1a1a1a", "#fbfaf5", "#7d8891", "#c9d2d9"


@dataclass(frozen=True)
class Picture:
    """A drawn exhibit; ``is_slip`` says that it is the slip of a weighing and not a photograph."""

    title: str
    proof_purpose: str
    filename: str
    place: str
    png: bytes
    is_slip: bool


def picture_of(script: Script) -> Picture:
    """Draw the exhibit a script speaks of: a weigh slip where a mass was measured, else the scene."""
    case = script.case
    facts, plate = case.get("facts", {}), case["party"].get("licence_plate", "")
    place = str(script.acts[0].payload.get("place") or "检查现场")
    if "gross_mass_kg" in facts:
        lines = [
            "称重检测单（演示）",
            f"车号 {plate}",
            f"轴数 {facts['axle_count']}",
            f"车货总质量 {facts['gross_mass_kg']} 千克",
        ]
        return Picture("称重检测单", "证明车货总质量", "weigh-slip.png", place, _slip((*lines, f"地点 {place}")), True)
    return Picture("现场照片", f"证明{case['title']}的现场情况", "scene.png", place, scene(plate or place), False)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return ImageFont.truetype(str(next(folder.rglob("*Sans*.otf"))), size)


def _slip(lines: tuple[str, ...]) -> bytes:
    image = Image.new("RGB", (480, 300), PAPER)
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((28, 24 + row * 50), line, fill=INK, font=_font(24))
    return _png(image)


def scene(words: str) -> bytes:
    """Draw a lorry on a road with words below it; a PNG."""
    image = Image.new("RGB", (480, 360), SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 220, 480, 360), fill=ROAD)
    draw.rectangle((90, 150, 330, 240), fill="#e9edf0")
    draw.rectangle((330, 180, 400, 240), fill="#e9edf0")
    for x in (140, 280, 360):
        draw.ellipse((x - 22, 222, x + 22, 266), fill=INK)
    draw.text((20, 312), f"演示图片  {words}", fill="#ffffff", font=_font(22))
    return _png(image)


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()

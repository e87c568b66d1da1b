"""Motor vehicle plates (GA 36): one written form, so that a plate is found again whoever typed it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from hengtu.lib.coded_error import CodedError
from hengtu.lib.divisions import PROVINCES

DEMONSTRATION = "示"  # no province: marks plates made up for demonstration and tests


class BadPlate(CodedError):
    """A text that is no plate; the message says what to look at."""


class PlateKind(StrEnum):
    """What the form of the plate tells."""

    ORDINARY = "ordinary"
    NEW_ENERGY = "new_energy"
    TRAILER = "trailer"
    SPECIAL = "special"  # learner, police, Hong Kong and Macau, consulate, test, over-limit vehicles


@dataclass(frozen=True)
class Plate:
    """A plate in order; ``text`` is stored and searched, ``display`` is what people read."""

    text: str
    kind: PlateKind

    @property
    def display(self) -> str:
        """The plate with its dot."""
        return f"{self.text[:2]}·{self.text[2:]}"

    @property
    def is_demonstration(self) -> bool:
        """Whether the plate was made up."""
        return self.text.startswith(DEMONSTRATION)


_DROPPED = re.compile(r"[\s·•・‧.\-_\u200b-\u200f\u2060\ufeff]")
_PROVINCES = "".join(sorted({province.short for province in PROVINCES.values()} - {"港", "澳", "台"})) + DEMONSTRATION
_PLACE = f"[{_PROVINCES}][A-HJ-Z]"
_FORMS = (
    (PlateKind.NEW_ENERGY, re.compile(_PLACE + r"(?:[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])", re.ASCII)),
    (PlateKind.TRAILER, re.compile(_PLACE + r"[A-HJ-NP-Z0-9]{4}挂")),
    (PlateKind.SPECIAL, re.compile(_PLACE + r"[A-HJ-NP-Z0-9]{4}[学警港澳领试超]")),
    (PlateKind.ORDINARY, re.compile(_PLACE + r"[A-HJ-NP-Z0-9]{5}")),
)
_WRITTEN = re.compile(
    _PLACE + r"[\s·•・‧.\-]?[A-HJ-NP-Z0-9]{4}(?:[学警港澳领试超挂]|[A-HJ-NP-Z0-9]{1,2}(?![A-Za-z0-9]))"
)


def find_plates(text: str) -> tuple[str, ...]:
    """Return what in a text is written like a plate, with its dot or without.

    Example:
        >>> find_plates("驾驶冀A·12345号货车和示B0A1B2，第A12345号文件")
        ('冀A·12345', '示B0A1B2')
    """
    return tuple(_WRITTEN.findall(text.upper()))


def parse_plate(text: str) -> Plate:
    """Read a plate; dots, blanks, full-width and lower-case letters are forgiven.

    Raises:
        BadPlate: ``plate_place`` or ``plate_format``.
    Example:
        >>> parse_plate("冀a·12345").display
        '冀A·12345'
    """
    plate = _DROPPED.sub("", unicodedata.normalize("NFKC", text)).upper()
    for kind, form in _FORMS:
        if form.fullmatch(plate):
            return Plate(plate, kind)
    if plate[:1] not in _PROVINCES or not plate:
        raise BadPlate("plate_place", "车牌号第一位应为省、自治区、直辖市的简称，例如「冀」。请核对第 1 位。")
    raise BadPlate(
        "plate_format",
        f"车牌号「{plate[:20]}」不合规则：简称和字母之后，普通车牌 5 位、新能源车牌 6 位，不用字母 I、O。"
        "请核对位数和字母。",
    )

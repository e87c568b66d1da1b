"""Plates: one written form, whoever typed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.lib.plates import BadPlate, PlateKind, parse_plate


@pytest.mark.parametrize("typed", ["冀A12345", "冀a·12345", "冀A-12345", " 冀A 12345 ", "冀Ａ１２３４５", "冀A•12345"])
def test_the_same_plate_is_the_same_text(typed: str) -> None:
    assert parse_plate(typed).text == "冀A12345"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("粤B12345", PlateKind.ORDINARY),
        ("沪AD12345", PlateKind.NEW_ENERGY),
        ("沪A12345D", PlateKind.NEW_ENERGY),
        ("冀A1234挂", PlateKind.TRAILER),
        ("粤Z1234港", PlateKind.SPECIAL),
        ("京A1234警", PlateKind.SPECIAL),
    ],
)
def test_the_form_tells_the_kind(typed: str, kind: PlateKind) -> None:
    assert parse_plate(typed).kind is kind


def test_made_up_plates_are_marked() -> None:
    plate = parse_plate("示A·12345")
    assert plate.is_demonstration
    assert plate.display == "示A·12345"
    assert not parse_plate("冀A12345").is_demonstration


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "plate_place"),
        ("A12345", "plate_place"),
        ("无牌", "plate_place"),
        ("冀A1234", "plate_format"),
        ("冀A1234O", "plate_format"),
        ("冀AI2345", "plate_format"),
        ("冀112345", "plate_format"),
        ("冀A1234567", "plate_format"),
    ],
)
def test_what_is_no_plate_is_refused(typed: str, code: str) -> None:
    with pytest.raises(BadPlate) as refusal:
        parse_plate(typed)
    assert refusal.value.code == code


@given(st.text(max_size=12) | st.text("冀示A12345D挂港OI", max_size=9))
def test_nothing_but_the_named_error_is_ever_raised(text: str) -> None:
    try:
        plate = parse_plate(text)
    except BadPlate:
        return
    assert parse_plate(plate.display) == plate

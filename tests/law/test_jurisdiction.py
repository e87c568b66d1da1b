"""Places become layers: by name, by name with the city, by division code; strangers are refused."""

import pytest

from hengtu.law.errors import LawError
from hengtu.law.jurisdiction import resolve


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("国家", ("000000",)),
        ("福建", ("350000", "000000")),
        ("福建省", ("350000", "000000")),
        ("福建南安", ("350583", "350500", "350000", "000000")),
        ("安徽(芜湖市湾沚区)", ("340210", "340200", "340000", "000000")),
        ("内蒙古(东乌珠穆沁旗公布)", ("152525", "152500", "150000", "000000")),
        ("湖北(钟祥市)", ("420881", "420800", "420000", "000000")),
        ("重庆合川", ("500117", "500000", "000000")),
        ("350583", ("350583", "350500", "350000", "000000")),
        ("350599", ("350500", "350000", "000000")),
        ("河北(石家庄市)", ("130100", "130000", "000000")),
        ("石家庄", ("130100", "130000", "000000")),
        ("浙江临海", ("331082", "331000", "330000", "000000")),
        ("重庆(江习高速)", ("500000", "000000")),
        ("内蒙古自治区", ("150000", "000000")),
    ],
)
def test_a_place_has_its_layers_nearest_first(text: str, chain: tuple[str, ...]):
    assert resolve(text).chain == chain


@pytest.mark.parametrize("text", ["火星", "", "99", "970000", "3505"])
def test_an_unknown_place_is_refused(text: str):
    with pytest.raises(LawError) as refusal:
        resolve(text)
    assert refusal.value.code == "unknown_jurisdiction"

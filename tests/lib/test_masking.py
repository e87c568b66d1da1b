"""Masks show enough to recognise and too little to use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.lib.masking import mask_address, mask_id_number, mask_name, mask_phone


def test_an_identity_number_keeps_place_and_last_two() -> None:
    assert mask_id_number("11010519491231002X") == "110105**********2X"
    assert mask_id_number("E12345678") == "E1*****78"
    assert mask_id_number("1234") == "****"
    assert mask_id_number("") == ""


def test_the_birth_date_never_shows() -> None:
    assert "1949" not in mask_id_number("11010519491231002X")


def test_phones() -> None:
    assert mask_phone("13800138000") == "138****8000"
    assert mask_phone("87654321") == "******21"
    assert mask_phone("12345") == "***45"
    assert mask_phone("110") == "***"


def test_names_keep_the_first_character() -> None:
    assert (mask_name("张三丰"), mask_name("𫔄某"), mask_name("李"), mask_name("")) == ("张**", "𫔄*", "李", "")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("河北省石家庄市长安区某街 12 号", "河北省石家庄市长安区****"),
        ("上海市浦东新区张江路 1 号", "上海市浦东新区****"),
        ("苏州市某园区 5 号", "苏州市****"),
        ("幸福小区 12 号楼", "****"),
        ("新疆维吾尔自治区伊犁哈萨克自治州昭苏县某镇", "新疆维吾尔自治区伊犁哈萨克自治州昭苏县****"),
        ("", ""),
    ],
)
def test_addresses_keep_the_district(address: str, shown: str) -> None:
    assert mask_address(address) == shown


@given(st.text("0123456789X", min_size=15, max_size=40))
def test_at_least_half_of_a_long_number_is_hidden(number: str) -> None:
    assert mask_id_number(number).count("*") >= len(number) // 2 - 1
    assert len(mask_id_number(number)) == len(number)


@given(st.text("省市区县旗州盟街道路号小社园 0123456789某东西", max_size=60))
def test_no_digit_of_an_address_is_ever_shown(address: str) -> None:
    assert not set(mask_address(address)) & set("0123456789")

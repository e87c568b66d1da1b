"""Administrative division codes (GB/T 2260): provinces by code, and which code lies within which.

County codes come and go, and people keep the number they were given at birth, so a code is judged by its form and its
province only; a table of counties would refuse real people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hengtu.lib.coded_error import CodedError


class BadDivisionCode(CodedError):
    """A division code that cannot be one."""


@dataclass(frozen=True)
class Province:
    """A province-level division: two digits, name, and the short name used in document numbers and on plates."""

    code: str
    name: str
    short: str


_TABLE = """
11 北京市 京|12 天津市 津|13 河北省 冀|14 山西省 晋|15 内蒙古自治区 蒙|21 辽宁省 辽|22 吉林省 吉|23 黑龙江省 黑
31 上海市 沪|32 江苏省 苏|33 浙江省 浙|34 安徽省 皖|35 福建省 闽|36 江西省 赣|37 山东省 鲁|41 河南省 豫|42 湖北省 鄂
43 湖南省 湘|44 广东省 粤|45 广西壮族自治区 桂|46 海南省 琼|50 重庆市 渝|51 四川省 川|52 贵州省 贵|53 云南省 云
54 西藏自治区 藏|61 陕西省 陕|62 甘肃省 甘|63 青海省 青|64 宁夏回族自治区 宁|65 新疆维吾尔自治区 新|71 台湾省 台
81 香港特别行政区 港|82 澳门特别行政区 澳
"""
PROVINCES: dict[str, Province] = {
    code: Province(code, name, short)
    for code, name, short in (entry.split() for entry in re.split(r"[|\n]", _TABLE.strip()))
}
NATION = "000000"
_FORM = re.compile(r"[0-9]{6}", re.ASCII)


def check_division_code(text: str) -> str:
    """Return the code if it has six digits and a known province; ``000000`` is the nation.

    Raises:
        BadDivisionCode: ``division_format`` or ``division_province``.
    """
    if not _FORM.fullmatch(text):
        raise BadDivisionCode("division_format", "行政区划代码应为 6 位数字，例如 130100。请核对后重填。")
    if text != NATION and text[:2] not in PROVINCES:
        raise BadDivisionCode("division_province", f"行政区划代码前两位 {text[:2]} 不是省级代码，请核对第 1、2 位。")
    return text


def province_of(code: str) -> Province | None:
    """Return the province a code lies in, or None.

    >>> province_of("130105").short
    '冀'
    """
    return PROVINCES.get(code[:2])


def contains(outer: str, inner: str) -> bool:
    """Whether the division ``inner`` is ``outer`` or lies within it.

    >>> contains("130000", "130105"), contains("130100", "130205")
    (True, False)
    """
    if outer == NATION:
        return True
    stem = outer[:2] if outer.endswith("0000") else outer[:4] if outer.endswith("00") else outer
    return inner.startswith(stem)

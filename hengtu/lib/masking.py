"""What a page shows of a personal number, a name or an address: enough to recognise it, not enough to use it."""

from __future__ import annotations

import re

_SHORT = 4
# province, city, then county or district; 小区, 社区, 园区 and the like are someone's home or firm, not a district
_NAME = r"[^\d\s区县市旗省]"
_DISTRICT = re.compile(
    rf"(?:{_NAME}{{2,8}}(?:省|自治区))?(?:{_NAME}{{1,10}}(?:市|州|盟|地区))?(?:{_NAME}{{1,10}}(?:县|旗|市|(?<![小社园厂校库街院])区))?"
)


def mask_id_number(number: str) -> str:
    """Keep the first six (the place) and the last two characters of a long number, the ends of a short one.

    >>> mask_id_number("11010519491231002X")
    '110105**********2X'
    >>> mask_id_number("E12345678")
    'E1*****78'
    """
    if len(number) <= _SHORT:
        return "*" * len(number)
    head = 6 if len(number) >= 15 else 2
    return number[:head] + "*" * (len(number) - head - 2) + number[-2:]


def mask_phone(phone: str) -> str:
    """Keep the first three and the last four digits of a mobile number; of shorter ones only the last two.

    >>> mask_phone("13800138000")
    '138****8000'
    """
    if len(phone) >= 11:
        return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
    return "*" * max(len(phone) - 2, 0) + phone[-2:] if len(phone) > _SHORT else "*" * len(phone)


def mask_name(name: str) -> str:
    """Keep the surname of a natural person, as published decisions do; a compound surname is not guessed.

    >>> mask_name("张三丰")
    '张**'
    """
    return name[:1] + "*" * (len(name) - 1) if len(name) > 1 else name


def mask_address(address: str) -> str:
    """Keep an address down to county or district and hide the rest, whatever its length.

    >>> mask_address("河北省石家庄市长安区某街 12 号")
    '河北省石家庄市长安区****'
    """
    if not address:
        return ""
    match = _DISTRICT.match(address)
    return (match.group() if match else "") + "****"

"""What in a free text would tell who somebody is: numbers of people, firms, phones and vehicles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hengtu.lib.plates import find_plates

_CODE = "0-9A-HJ-NPQRTUWXY"
_FORMS = (
    re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9A-Za-z])"),  # resident identity number
    re.compile(rf"(?<![0-9A-Z])[{_CODE}]{{2}}[0-9]{{6}}[{_CODE}]{{10}}(?![0-9A-Z])"),  # social credit code
    re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])"),  # mobile phone
)
SHORTEST = 2  # a word of one character is in every text


def identifying(text: str, words: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what in a text identifies somebody, in the order found, each once.

    Args:
        text: what is to be published.
        words: names that must not stand in it; blanks between their characters are forgiven.
    Example:
        >>> identifying("货车示A·12345，电话13800138000，张三丰驾驶", ["张三丰"])
        ('张三丰', '13800138000', '示A·12345')
    """
    close = re.sub(r"\s", "", text)
    named = [word for word in words if len(word) >= SHORTEST and re.sub(r"\s", "", word) in close]
    numbers = [match for form in _FORMS for match in form.findall(close)]
    return tuple(dict.fromkeys([*named, *numbers, *find_plates(text)]))

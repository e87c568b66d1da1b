"""Sums of money in the capital characters used on decisions and receipts."""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
LIMIT = Decimal(10) ** 16


def money_in_words(amount_yuan: Decimal | int | str) -> str:
    """Return a sum in capital characters, as the rules for filling in bills ask (支付结算办法附一).

    Args:
        amount_yuan: 0 ≤ amount < 10¹⁶ yuan, at most two decimals; a float is refused, it does not hold fen exactly.
    Raises: ValueError for anything else.
    Example:
        >>> money_in_words("100005.12")
        '壹拾万零伍元壹角贰分'
        >>> money_in_words(30000)
        '叁万元整'
    """
    if isinstance(amount_yuan, float):
        raise ValueError("金额请用十进制数或文本，不要用浮点数")
    amount = Decimal(amount_yuan)
    if not amount.is_finite() or not 0 <= amount < LIMIT or amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"金额“{amount_yuan}”须不小于零、精确到分")
    yuan, fen = divmod(int(amount * 100), 100)
    return (_integer(yuan) + "元" if yuan or not fen else "") + _fraction(fen, after_yuan=bool(yuan))


def _fraction(fen: int, *, after_yuan: bool) -> str:
    jiao, fen = divmod(fen, 10)
    if not jiao and not fen:
        return "整"
    if not jiao:
        return ("零" if after_yuan else "") + DIGITS[fen] + "分"
    return DIGITS[jiao] + "角" + (DIGITS[fen] + "分" if fen else "整")


def _integer(number: int) -> str:
    if not number:
        return "零"
    for base, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= base:
            high, low = divmod(number, base)
            return _integer(high) + unit + (_after(high, low, base) if low else "")
    return _below_ten_thousand(number)


def _after(high: int, low: int, base: int) -> str:
    """What follows 万 or 亿; one 零 stands for every gap before it."""
    gap = low < base // 10 or high % 10 == 0
    return ("零" if gap else "") + _integer(low)


def _below_ten_thousand(number: int) -> str:
    text, gap = "", False
    for place in reversed(range(len(str(number)))):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + PLACES[place]
        gap = not digit
    return text

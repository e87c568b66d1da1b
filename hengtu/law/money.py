"""Yuan as the law writes them: exact to the fen, shown without needless decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")


def yuan(value: float | int | Decimal) -> float | int:
    """Return an amount rounded to the fen; whole yuan come back as int.

    Example:
        >>> yuan(5.119999)
        5.12
    """
    if type(value) is int:
        return value
    amount = Decimal(str(value)).quantize(FEN, rounding=ROUND_HALF_UP)
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def same_amount(left: float, right: float) -> bool:
    """Whether two amounts are the same to the fen."""
    return yuan(left) == yuan(right)


def yuan_zh(value: float | int) -> str:
    """Return an amount for people: ``27500 元``."""
    return f"{yuan(value)} 元"


def range_zh(least: float | int, most: float | int) -> str:
    """Return the range of a fine as the law writes it; nothing as lower end is left out.

    >>> range_zh(3000, 30000), range_zh(0, 30000), range_zh(200, 200)
    ('3000元以上30000元以下', '30000元以下', '200元')
    """
    if least == most:
        return f"{yuan(most)}元"
    return f"{yuan(least)}元以上{yuan(most)}元以下" if least else f"{yuan(most)}元以下"


def fen_of(value: float | int | Decimal) -> int:
    """Return an amount of yuan in whole fen, as money is kept wherever it is compared.

    >>> fen_of(5.119999), fen_of(0.1 + 0.2), fen_of(Decimal("27500"))
    (512, 30, 2750000)
    """
    return int((Decimal(str(value)) * 100).to_integral_value(rounding=ROUND_HALF_UP))


def yuan_of(fen: int) -> float | int:
    """Return whole fen as yuan.

    >>> yuan_of(512), yuan_of(2750000)
    (5.12, 27500)
    """
    return yuan(Decimal(fen) / 100)


def fen_zh(fen: int) -> str:
    """Return whole fen for people: ``27500.00``, always with both decimals.

    >>> fen_zh(2750000), fen_zh(-1)
    ('27500.00', '-0.01')
    """
    return f"{Decimal(fen) / 100:.2f}"

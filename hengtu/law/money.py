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

"""What shows that money was received: the platform's own report, or the slip of the bank in the cashier's hand.

Who decides does not collect (APL:67p1): a payment is never entered on the word of an officer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hengtu.law.objections import Objection, curable

PLATFORM = "cashier"  # the fixed role of the platform, which is no person


def slip_is_missing(fixed_roles: Iterable[str], bank_slip: str | None) -> Iterator[Objection]:
    """Object to a payment that people enter without the bank's slip.

    Args:
        fixed_roles: of those who take part; the platform has one, people of the register have none.
    """
    if PLATFORM not in fixed_roles and not (bank_slip and bank_slip.strip()):
        yield curable(
            "bank_slip_missing",
            "没有银行回单号，不能登记缴款",
            ("APL:67p1",),
            "请由收缴对账人员凭银行回单登记；经缴款平台缴纳的，平台会自动入账。",
        )

"""Paying: orders, the payment platform, what it reports, refunds, and the comparison with the bank's statement."""

"""Pages of money: the platform's posts, the cashier's desk, the money of one case."""

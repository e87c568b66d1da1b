"""Watching over cases from outside them: what superiors and the justice department see and ask."""

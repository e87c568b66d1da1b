"""Disclosure of results 执法结果公示: what is published of which act, masked how, withheld why, until when (APL:48)."""

"""The tables of the law as SQL over columns: the same answers as ``law.discretion``, a million rows at a time."""

"""Pages of serving papers: the register of a unit, the papers of a case."""

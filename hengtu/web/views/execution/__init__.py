"""What follows a decision: the register of execution, the remedies, one case of both."""

"""Proof of a benchmark table: one tier fits, a heavier act is never punished lighter, nothing leaves the statute.

Decided over every possible combination of facts, not over samples; what would take too long is said to be undecided.
"""

from hengtu.law.proof.proof import CounterExample, Proof
from hengtu.law.proof.prove import prove, prove_in_force, version_for

__all__ = ["CounterExample", "Proof", "prove", "prove_in_force", "version_for"]

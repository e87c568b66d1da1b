"""Everything a format may name; importing this fills the registry."""

from hengtu.exchange.values import case, credit, evidence, measures, money, outcome, people, procedure, rules
from hengtu.exchange.values.registry import CONDITIONS, GRAINS, RULES, VALUES, Item, Value, fits

__all__ = [
    "CONDITIONS",
    "GRAINS",
    "RULES",
    "VALUES",
    "Item",
    "Value",
    "case",
    "credit",
    "evidence",
    "fits",
    "measures",
    "money",
    "outcome",
    "people",
    "procedure",
    "rules",
]

"""Softer measures 柔性执法措施: none of them is a penalty (APL:9), and none stands in for one that is due."""

from __future__ import annotations

MEASURES = {"persuade": "说服教育", "show": "劝导示范", "warn": "警示告诫", "guide": "指导约谈"}
# Punishing and educating go together; an order to correct goes with any handling of a violation.
BASIS = ("APL:6",)

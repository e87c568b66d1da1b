"""Whole-process recording of cases: steps in the field, their films, gaps, retention, originals read again."""

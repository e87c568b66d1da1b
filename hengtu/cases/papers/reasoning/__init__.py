"""Reasons of a paper as paragraphs: composed from the case, accepted or put better by people, then printed."""

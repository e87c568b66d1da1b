"""Doing acts in the browser."""

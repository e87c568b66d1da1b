"""Verification: pure functions over rows, so that an export can be checked without database and without Django."""

"""Approving and reviewing in the browser."""

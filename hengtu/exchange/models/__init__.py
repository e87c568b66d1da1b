"""Tables of what was handed over."""

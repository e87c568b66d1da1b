"""Pages of what is handed over to other platforms."""

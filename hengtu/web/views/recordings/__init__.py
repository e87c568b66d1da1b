"""Pages of whole-process recording."""

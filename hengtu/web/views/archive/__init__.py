"""The archive: its register, and the file of one case."""

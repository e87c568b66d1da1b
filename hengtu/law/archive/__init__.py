"""Archiving 立卷归档: what belongs in a file and where, what is missing, how long it is kept. Pure readings."""

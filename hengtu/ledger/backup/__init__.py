"""Backup and restore: one tar file with database, originals and, only when asked for, the secrets."""

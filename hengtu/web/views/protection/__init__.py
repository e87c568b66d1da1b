"""Pages of what protects an honest officer: his own record, the file of one act, records of accountability."""

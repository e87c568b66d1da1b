"""Between agencies and with other platforms: what is handed over from a case, in which format, with which receipt."""

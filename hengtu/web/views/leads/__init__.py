"""Leads: the list, taking one in, one lead, and what other units showed."""

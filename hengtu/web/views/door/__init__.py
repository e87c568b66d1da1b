"""The party's door: what a code leads to, for people without an account."""

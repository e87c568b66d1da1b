"""Stand-ins for systems of others, each a separate process that speaks a written protocol. Never in a release."""

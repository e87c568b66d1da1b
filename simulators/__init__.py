"""Stand-ins for systems of others, each a separate process that speaks the written protocol. Never part of a release."""

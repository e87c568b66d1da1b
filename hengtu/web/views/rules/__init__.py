"""Rules in the browser: benchmarks drafted, proved, checked, published; the public pages of what is in force."""

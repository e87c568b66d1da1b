"""The doors of those outside: party, citizen, whoever holds a paper in his hand."""

"""Pages of evidence: the gallery and its uploads, one exhibit, the matrix of elements."""

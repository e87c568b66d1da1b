"""Guards: each asks one thing of the moment and answers with objections. One file per subject."""

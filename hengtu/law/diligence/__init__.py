"""Whether an act was done with care 尽职: what its kind needs, what is missing, what can still be mended."""

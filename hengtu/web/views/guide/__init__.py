"""The user guide, the tour, and the page of components."""

"""The user guide: its pages, which page of the system they explain, and the tour after the first sign-in."""

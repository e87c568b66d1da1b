"""What a person is asked for each kind of act, filled in from what the case already knows. No HTML, no legal rule."""

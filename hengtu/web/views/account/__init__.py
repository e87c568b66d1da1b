"""What somebody does about his own account."""

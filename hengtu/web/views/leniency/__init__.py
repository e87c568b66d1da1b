"""What was handled leniently."""

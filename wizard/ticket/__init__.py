"""What the desk gets."""

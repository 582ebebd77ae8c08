"""What one part of a policy can't see of another."""

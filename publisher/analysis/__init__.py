"""What follows from a policy, over every case that can come about."""

"""What the policy says of a case, put together."""

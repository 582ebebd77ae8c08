"""How versions are named, and how far each is supported."""

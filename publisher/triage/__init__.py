"""The wizard without a page."""

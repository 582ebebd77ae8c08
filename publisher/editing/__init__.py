"""Edits of a policy's text that keep every other byte of it: text in, text out.

`splicing` puts values into the text; `accepting` and `confirming` say which, for examples and for readings.
"""

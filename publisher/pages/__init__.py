"""The policy as pages: plain Markdown, with every id spelled out in words."""

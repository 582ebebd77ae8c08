"""The site's search: its data, and whether it finds what the policy says.

The page's script (`site_src/script/search_match.js`) does the matching, in browsers and under Node.js alike.
"""

"""The site's search: what it can lead to and by which words, and whether it finds what the policy says.

The page's script (`site_src/script/search_match.js`) does the matching, in browsers and under Node.js alike.
"""

"""Turns policy.yaml into the static site. Runs in CPython only; the browser never sees it."""

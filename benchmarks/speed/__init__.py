"""How fast the site, the wizard and the build are, in a real browser, beside what they are held against."""

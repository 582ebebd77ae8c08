"""A built site as hosts and browsers keep it: what lasts, which build it is, what is sent with it.

- `hashing`: what pages load has a name that holds its content.
- `compressing`: the `.br` and `.gz` beside each file, for hosts that send what lies ready.
- `builds`: which build a site is, and the files of earlier builds that it keeps for open pages.
- `headers`, `hosts`: the Content Security Policy and the other headers, and how hosts are told of them.
- `offline`: what browsers keep of it for use without a network.
- `supply`: what others made of it, with its versions and terms.
- `published`: whether a folder that is published is what a build makes.
"""

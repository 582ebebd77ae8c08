"""What an edit of the policy does to customers: two policies compared over every case that can come about.

- `joint`: both policies as variables over the same cases; what is the same in both is one variable. `answers`
  and `moments` say what one and the same customer is in either policy.
- `facets`: what a customer could notice of an outcome, each with its values in either policy.
- `cover`: the cases in which a facet changes in one way, told in few conditions.
- `comparing`: does all in turn, with the machinery and the limits of `publisher.analysis`.
- `wording` and `rows`: texts by their ids, and rows that changed, with or without an effect.
- `telling`: the comparison in the policy's own words; `formats`: as text, as Markdown and as JSON.
- `revisions`: where the two policies come from, a file or a git revision.
"""

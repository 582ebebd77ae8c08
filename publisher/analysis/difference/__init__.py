"""What an edit of the policy does to customers: two policies compared over every case that can come about.

- `joint`: both policies as variables over the same cases; what is the same in both is one variable. `answers`
  says what one answer of a customer is in either policy.
- `facets`: what a customer could notice of an outcome, each with its values in either policy.
- `cover`: the cases in which a facet changes in one way, told in few conditions.
- `comparing`: does all in turn, with the machinery of `publisher.analysis` and limits of its own.
- `texts` and `matching`: what is worded otherwise, by its id, and which row of a table is which.
- `report`: the comparison in the policy's own words; `formats` prints it as text, Markdown and JSON.
"""

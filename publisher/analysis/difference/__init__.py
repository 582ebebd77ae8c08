"""What an edit of the policy does to customers: two policies compared over every case that can come about.

- `days_compared`: the two on the days on which they are compared, and no others.
- `joint`: both policies as variables over the same cases; what is the same in both is one variable. `answers`
  says what one answer of a customer is in either policy.
- `facets`: what a customer could notice of an outcome, each with its values in either policy.
- `cover`: the cases in which a facet changes in one way, told in few conditions.
- `comparing`: does all in turn, with the machinery of `publisher.analysis` and limits of its own.
- `wordings` and `matching`: what is worded otherwise, by its id, and which row of a table is which. `numbers`
  says which clauses stand under another number.
- `report`: the comparison in the policy's own words, with `hours_told` for when hours are. `open_cases` adds
  whose answer is due otherwise; `told_before` takes out what an earlier report tells already.
- `formats`: prints a report as text, Markdown and JSON; `foremost` says which changes come first.
"""

"""The proof of a policy: what customers can meet, over every combination of answers and facts.

Enumerating answers takes minutes where there are twenty questions and years where there are forty. So each
check is done in the way that is cheap for it. Beside this package, in `publisher.analysis`:

- `space`: a policy as variables, each with the branches that say what it can be; sets of their values are
  `bitsets`. `moments` and `typed_answers` ask the engine which facts of time and version can occur at all.
- `trials`: thousands of interviews drawn at random, as bits. Most of what can happen does happen in them.
- `search`: finds what did not happen in a trial, or proves it impossible, by propagation. It reads only the
  facts that a row rests on, so it copes with tables whose rows read facts at random.
- `possible`: the two together, asked about a condition.
- `frontier`: counts the ways through the interview by their length, and the different outcomes, with a
  decision diagram made level by level. It is exact, and copes with what people write, where tables read what
  belongs together. Where it grows too wide, the outcomes met in trials are told as a lower bound.
- `witness`: a case as a customer would click it, put to the engine itself before anybody reads it.

And in it, `rows`, `options` and `shown` find what is wrong with rows, questions and outcomes (each a `flaw`),
`summary` counts, and `proving` does all in turn.
"""

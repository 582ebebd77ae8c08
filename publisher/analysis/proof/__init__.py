"""The proof of a policy: what customers can meet, over every combination of answers and facts.

Enumerating answers takes minutes where there are twenty questions and years where there are forty. Here each
question is put in the way that is cheap for it:

- `space`: a policy as variables, each with the branches that say what it can be; `moments` and `statuses`
  ask the engine which facts of time and version can occur at all.
- `trials`: thousands of interviews drawn at random, as bits. Most of what can happen does happen in them.
- `search`: what did not happen in a trial is searched for, or shown to be impossible, by what follows from
  what. It reads only the facts that a row rests on, so it stands tables whose rows read facts at random.
- `frontier`: counting, by a decision diagram made level by level: ways through the interview by their
  length, and different outcomes. It is exact, and stands what people write, where tables read what belongs
  together; where it grows too wide the outcomes met are told as a lower bound.
- `witness`: a case as a customer would click it, put to the engine itself before anybody reads it.
- `rows`, `answers`, `shown`: what is wrong with rows, questions and outcomes; `proving` does all in turn.
"""

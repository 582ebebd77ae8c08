"""The look-up: what the engine answers, worked out at build, for a page to follow while Python is on its way.

- `questions`: which question comes next, as the engine's interview asks it.
- `outcomes`: what an outcome says, piece by piece; `graphs` holds its look-ups.
- `timetable`: when each desk is open.
- `whole`: all of them as one object, whose shapes are in `shapes`; with how far each version is supported.
- `walkthrough`: the same as steps, for a page without any script.
"""

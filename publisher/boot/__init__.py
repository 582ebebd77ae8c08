"""The wizard's Python, made to start with the least bytes and the least work.

Guarantees that what the browser loads is Pyodide as it came, apart from the library: in its place stands a
zip of the modules that the engine really uses, compiled, with the engine in it. It was seen to answer as the
engine does here before it is used.

- `exercise`: an invented policy, and requests that lead the engine through all that it can do.
- `library`: the zip, made by Pyodide itself under Node.js from what the exercise loads.
- `lock`: the list of packages that Pyodide starts with: none.
- `compressing`: the `.br` and `.gz` beside each file.
- `node`, `keeping`: how scripts run under Node.js, and how what they made is kept.
- `pyodide/`: what runs inside Pyodide at build; it is no part of this program.
"""

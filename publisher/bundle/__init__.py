"""The wizard's Python, made to start with the least bytes and the least work.

Guarantees that what the browser loads is Pyodide as it came, apart from the library: in its place stands a
zip with what the engine really uses of it, compiled, and with the engine. It was seen to answer as the engine
does here before it is used; what it lacks all the same makes the browser begin again with the whole library.

- `files`: all files of the wizard, and their addresses.
- `exercise`: an invented policy, and requests that lead the engine through all that it can do.
- `library`: the zip, made by Pyodide itself under Node.js from what the exercise loads and runs.
- `scripts`: our own scripts and styles, each entry as one file.
- `node_scripts`, `keeping`: how scripts run under Node.js, and how what they made is kept.
- `pyodide/`: what runs inside Pyodide: `shrinking` and `noting` at build, `finding` in the browser.
"""

"""What MicroPython can do of it: looks up the question behind an answer. It is not the engine."""

import json

from pyscript import window

with open("map.json") as file:  # noqa: PTH123 (MicroPython has no pathlib)
    states = json.load(file)
first = states[0]
window.bench.answer(json.dumps(states[first["next"][first["options"][0]["id"]]]))

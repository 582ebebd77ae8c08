"""Finds the modules of the least library in one table. Runs in the browser, before Python's first module.

So it imports only what is built into Python. Python's own importer of zips reads every module twice and looks
for most of them in several places, and dataclasses write and compile their methods anew at each start.
Without both, the engine answers a quarter sooner.
"""

# ruff: noqa: S102, S302 (what is run here comes with Python itself)
import marshal
import sys
import zipimport
from _frozen_importlib import ModuleSpec

TABLE = "modules"
"""The file in the library with the path and the marshalled code of each module, by name."""
TEXTS = "texts"
"""The file with the marshalled code of texts that modules have Python compile, by text."""
WRITER = "dataclasses"
"""The module that writes such texts."""


class LibraryFinder:
    """Finds and loads modules as importlib asks for it."""

    def __init__(self, library: str) -> None:
        files = zipimport.zipimporter(library)
        self._library = library
        self._modules: dict[str, tuple[str, bytes]] = marshal.loads(files.get_data(TABLE))
        self._texts: dict[str, bytes] = marshal.loads(files.get_data(TEXTS))
        self.unknown: list[str] = []
        """The texts that had to be compiled."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Where a module is, or nothing."""
        if name not in self._modules:
            return None
        place, _ = self._modules[name]
        folder, _, file = f"{self._library}/{place}".rpartition("/")
        is_package = file == "__init__.pyc"
        spec = ModuleSpec(name, self, origin=f"{folder}/{file}", is_package=is_package)  # type: ignore[arg-type]
        spec.has_location = True
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(folder)
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """Nothing: the module is made as usual."""

    def exec_module(self, module: object) -> None:
        """Run a module's code in it."""
        space = vars(module)
        name = space["__name__"]
        if name == WRITER:
            space["exec"] = self.exec_text
        _, code = self._modules[name]
        exec(marshal.loads(code), space)

    def exec_text(self, text: str, *spaces: dict[str, object]) -> None:
        """What `exec` does with a text."""
        if text in self._texts:
            exec(marshal.loads(self._texts[text]), *spaces)
        else:
            self.unknown.append(text)
            exec(text, *spaces)


def begin_to_find(library: str) -> LibraryFinder:
    """Have Python find modules here, after those that are built or frozen into it."""
    finder = LibraryFinder(library)
    sys.meta_path.insert(2, finder)
    return finder

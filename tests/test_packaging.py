"""The package list in pyproject.toml names every package of the tree, and the data files travel with them."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
FOLDERS = ("ontology", "graph", "loaders", "shapes", "api")
CODE = {".py", ".pyc", ""}


def setuptools_table() -> dict[str, object]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: dict[str, object] = tomllib.load(file)["tool"]["setuptools"]
    return table


def packages_of_the_tree() -> set[str]:
    found = {
        ".".join(("servanda", *path.parent.relative_to(ROOT).parts))
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("__init__.py")
        if "node_modules" not in path.parts
    }
    own = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in (ROOT / "servanda").rglob("__init__.py")
        if path.parent.relative_to(ROOT).parts[1:2] == () or path.parent.relative_to(ROOT).parts[1] not in FOLDERS
    }
    return found | own


def test_every_package_is_listed() -> None:
    listed = setuptools_table()["packages"]
    assert isinstance(listed, list)
    assert sorted(listed) == sorted(packages_of_the_tree())


def test_every_folder_of_modules_is_a_package() -> None:
    for folder in FOLDERS:
        for module in (ROOT / folder).rglob("*.py"):
            if "node_modules" not in module.parts:
                assert (module.parent / "__init__.py").exists(), f"{module.parent} has modules but no __init__.py"


def test_every_data_file_is_packaged() -> None:
    data = setuptools_table()["package-data"]
    assert isinstance(data, dict)
    patterns = data["*"]
    for folder in (*FOLDERS, "servanda/samples"):
        for path in (ROOT / folder).rglob("*"):
            if not path.is_file() or path.suffix in CODE or {"__pycache__", "web"} & set(path.parts):
                continue
            package = next(p for p in path.parents if (p / "__init__.py").exists())
            found = {file for pattern in patterns for file in package.glob(pattern)}
            assert path in found, f"{path} is not packaged: add its pattern to package-data"


def test_the_links_for_type_checkers_are_relative_and_point_to_the_folders() -> None:
    for folder in FOLDERS:
        link = ROOT / "servanda" / folder
        assert link.is_symlink() and str(link.readlink()) == f"../{folder}"


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_the_locks_pin_the_extras_that_locked_packages_ask_for(lock: str) -> None:
    """Pip looks for the newest release of a package with an extra that no line pins, and then finds no hash for it."""
    lines = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
    pinned = [Requirement(line.partition(" \\")[0]) for line in lines if re.match(r"[\w.-]+(\[.*\])?==", line)]
    extras = {canonicalize_name(one.name): one.extras for one in pinned}
    for one in pinned:
        try:
            asked = [Requirement(text) for text in requires(one.name) or ()]
        except PackageNotFoundError:
            continue  # for another platform
        for needed in asked:
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert needed.extras <= extras[canonicalize_name(needed.name)], f"{one.name} needs {needed}"

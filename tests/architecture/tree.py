"""The repository as the architecture tests see it: its files, their text, their syntax trees."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("core", "dialogs", "storage", "bots")
NOT_OURS = {
    ".git",
    "build",
    ".veche",
    "__pycache__",
    "node_modules",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".ftl",
    ".js",
    ".css",
    ".html",
    ".txt",
    ".sql",
    ".lua",
    ".json",
    "",
}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository, without what `.gitignore` leaves out."""
    return tuple(sorted(_walk(ROOT)))


def _walk(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        name = entry.name
        if name in NOT_OURS or name.startswith(".venv") or name.endswith(".egg-info"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif name != ".env":
            yield Path(entry.path)


def texts(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Relative path and text of every text file (with one of these suffixes, if given)."""
    for path in files():
        if path.suffix in (suffixes or TEXT):
            try:
                yield relative(path), read(path)
            except UnicodeDecodeError:
                continue


def modules(*folders: str) -> Iterator[Path]:
    """Every Python file of our packages, or of these folders."""
    wanted = folders or PACKAGES
    yield from (path for path in files() if path.suffix == ".py" and relative(path).split("/")[0] in wanted)


def relative(path: Path) -> str:
    """The path as it is written in documents."""
    return path.relative_to(ROOT).as_posix()


@cache
def read(path: Path) -> str:
    """The file's text."""
    return path.read_text("utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse(read(path), relative(path))


def imported(path: Path) -> set[str]:
    """Full names of the modules that a module imports, relative ones resolved."""
    package = relative(path).removesuffix(".py").split("/")[:-1]
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            found.add(".".join([*above, *([node.module] if node.module else [])]))
    return found


@cache
def symbols(path: Path) -> frozenset[str]:
    """Names a module defines: functions, classes and their members (`Class.member`), constants."""
    return frozenset(_symbols(parsed(path).body, ""))


def _symbols(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield prefix + node.name
        elif isinstance(node, ast.ClassDef):
            yield prefix + node.name
            yield from _symbols(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, ast.Assign):
            yield from (prefix + target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield prefix + node.target.id

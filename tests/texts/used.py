"""Which texts the code asks for, read from its syntax and from the registered dialogs."""

import ast
from collections.abc import Iterator
from pathlib import Path

from core.shared.refusal import Refusal
from dialogs import citizen, staff
from dialogs.engine.dialog import (
    Check,
    Choice,
    Choices,
    Day,
    Dialog,
    Listing,
    Media,
    Number,
    Place,
    Registry,
    Step,
    Text,
)

ROOT = Path(__file__).parents[2]
ASKING = ("core", "dialogs", "bots")
APART = (
    "bots/sandbox",
    "bots/wiring/control.py",
    "dialogs/engine/player.py",
    "dialogs/engine/walk.py",
    "dialogs/engine/twins.py",
)
"""The sandbox keeps its own texts, its control answers over HTTP; what is shipped for tests plays samples."""

WRONG = ("x", "x" * 100_000, "!", "привет, мир")
CHANGEABLE = (Text, Choice, Choices, Place, Media, Day, Number)


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every module that may ask for a text."""
    for area in ASKING:
        for path in sorted((ROOT / area).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(APART):
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def messages() -> Iterator[tuple[str, str, ast.expr | None]]:
    """Where `Msg("id", args)` stands: place, id, arguments."""
    for name, tree in trees():
        for call in _calls(tree, "Msg"):
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                given = call.args[1] if len(call.args) > 1 else None
                yield f"{name}:{call.lineno}", first.value, given


def refusals() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Where `Refusal("code", ...)` stands: place, code, names of arguments."""
    for name, tree in trees():
        for call in _calls(tree, "Refusal"):
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                names = frozenset(word.arg for word in call.keywords if word.arg)
                yield f"{name}:{call.lineno}", first.value, names


def words() -> frozenset[str]:
    """Every string in the code: an id may stand in a table."""
    return frozenset(
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def steps() -> Iterator[str]:
    """Ids that follow from the registered dialogs: questions, refusals, empty lists, changes, commands."""
    for registry in (citizen.registry(), staff.registry()):
        yield from (f"command-{name}" for name in registry.commands)
        yield from _of_registry(registry)


def _of_registry(registry: Registry) -> Iterator[str]:
    for dialog in registry.dialogs.values():
        for step in dialog.steps:
            own = f"{dialog.name}-{step.name}"
            if isinstance(step, CHANGEABLE) or type(step).__name__ == "Contact":
                yield own
            if isinstance(step, Listing):
                yield from (own, f"{own}.empty")
            if isinstance(step, Text | Place):
                yield from (f"{own}.{code}" for code in _codes(step))
            if isinstance(step, CHANGEABLE) and _checked(dialog):
                yield f"{own}.change"


def _checked(dialog: Dialog) -> bool:
    return any(isinstance(step, Check) for step in dialog.steps)


def _codes(step: Step) -> set[str]:
    """How the step's parser refuses what people may type."""
    codes = set()
    for raw in WRONG:
        try:
            step.parse(raw)  # type: ignore[attr-defined]  # texts and places have a parser
        except Refusal as refusal:
            codes.add(refusal.code)
    return codes


def _calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node

"""Directions of the house: the core's libraries, where tasks start, the sandbox's loneliness."""

import ast
import sys

from tests.architecture import tree

WITHOUT_IO = {"phonenumbers", "rapidfuzz", "pymorphy3"}
TOUCHES_THE_WORLD = {
    "asyncio", "ftplib", "http", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "select",
    "shutil", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time",
    "urllib",
}  # fmt: skip
OUR_ROOTS = ("core", "dialogs", "storage")


def test_core_imports_only_the_standard_library_itself_and_libraries_without_io() -> None:
    """A rule of the domain never waits for a network, a disk or a clock."""
    allowed = (sys.stdlib_module_names - TOUCHES_THE_WORLD) | WITHOUT_IO | {"core"}
    found = {
        f"{tree.relative(path)} imports {name}"
        for path in tree.modules("core")
        for name in tree.imported(path)
        if name.split(".")[0] not in allowed
    }
    assert found == set()


def test_core_never_asks_what_time_it_is() -> None:
    """Time arrives through the Clock port."""
    asked = {
        f"{tree.relative(path)}:{node.lineno}"
        for path in tree.modules("core", "dialogs")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "utcnow", "today"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date"}
    }
    assert asked == set()


SUPERVISED = {"bots/wiring/supervise.py", "storage/background.py"}


def test_tasks_are_started_in_one_supervised_place() -> None:
    """A task nobody watches dies in silence and takes an update with it.

    Storage, which cannot see the wiring, has a place of its own for its loops. A wait that its own
    function cancels before it returns is no task left alone.
    """
    strays = {
        f"{tree.relative(path)}:{node.lineno}"
        for path in tree.modules()
        if tree.relative(path) not in SUPERVISED and not _sandbox(tree.relative(path))
        for function in ast.walk(tree.parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and (node.attr == "create_task" or (node.attr == "ensure_future" and not _cancels(function)))
    }
    assert strays == set()


def _cancels(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Every name that the function gives to `ensure_future(...)` is cancelled in it."""
    nodes = list(ast.walk(function))
    made = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and "ensure_future" in ast.dump(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    cancelled = {
        node.value.id
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr == "cancel" and isinstance(node.value, ast.Name)
    }
    return bool(made) and made <= cancelled


def test_the_sandbox_imports_none_of_our_code_and_no_bot_library() -> None:
    """It stands in for the real messengers, so it may share nothing with what it tests."""
    strangers = {
        f"{tree.relative(path)} imports {name}"
        for path in tree.modules("bots")
        if _sandbox(tree.relative(path))
        for name in tree.imported(path)
        if name.split(".")[0] in {*OUR_ROOTS, "aiogram", "aiomax"}
        or (name.startswith("bots.") and not name.startswith("bots.sandbox"))
    }
    assert strangers == set()


def test_dialogs_and_storage_never_meet_and_only_the_composition_root_imports_storage() -> None:
    """Storage is known in bots/wiring alone: everything else gets ports."""
    wrong = {
        f"{tree.relative(path)} imports {name}"
        for path in tree.modules("core", "dialogs", "bots")
        if not tree.relative(path).startswith("bots/wiring/")
        for name in tree.imported(path)
        if name.split(".")[0] == "storage"
    }
    assert wrong == set()


def _sandbox(path: str) -> bool:
    return path.startswith("bots/sandbox/")

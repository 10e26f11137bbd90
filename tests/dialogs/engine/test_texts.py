"""Every text the engine can show is in both languages, with the arguments it is given."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from dialogs.engine.texts import OWN, asked
from tests.dialogs.engine.samples import registry

ROOT = Path(__file__).parents[3]
INNER = {"engine-weekday", "engine-month"}
"""Parts that other texts are made of: shown never on their own."""


class Variables(Visitor):
    """Collects what a text takes."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self.used: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 (fluent's name)
        """An argument."""
        self.found.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 (fluent's name)
        """Another text inside."""
        self.used.add(node.id.name)


def texts(language: str) -> dict[str, set[str]]:
    """The ids of the engine's file with their arguments, those of inner texts included."""
    tree = FluentParser().parse((ROOT / "locales" / language / "engine.ftl").read_text("utf-8"))
    read: dict[str, Variables] = {}
    for entry in tree.body:
        if isinstance(entry, ast.Message):
            read[entry.id.name] = Variables()
            read[entry.id.name].visit(entry)
    return {
        name: seen.found.union(*(read[inner].found for inner in seen.used)) for name, seen in read.items()
    }


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_own_text_is_there_with_its_arguments(language: str) -> None:
    """Neither more nor less than the table names."""
    found = {name: args for name, args in texts(language).items() if name not in INNER}
    assert found == {name: set(args) for name, args in OWN.items()}


def test_the_code_names_no_text_that_the_table_does_not() -> None:
    """Every `engine-...` in the engine's code is in the table, and the other way round."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "dialogs/engine").rglob("*.py"))
    named = set(re.findall(r'"(engine-[a-z-]+)"', code))
    assert named == {name for name in OWN if name.startswith("engine-")}


def test_the_ids_made_of_a_registry_are_its_questions() -> None:
    """Cards and check pages bring their own texts; what can be changed has a button for it."""
    made = set(asked(registry()))
    assert {"report-text", "report-text.change", "houses-list", "houses-list.empty"} <= made
    assert not {"report-check", "house-card", "survey-age.change", "houses-list.change"} & made

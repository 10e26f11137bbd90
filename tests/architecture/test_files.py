"""How files look: short, introduced, named after the domain, silent about where they were written."""

import ast
import re
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from tests.architecture import tree

LONGEST = 300
COUNTED = (".py", ".js", ".css", ".ftl", ".lua", ".sql", ".yaml", ".html")
GRAB_BAGS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "models",
    "services",
    "common",
    "misc",
    "lib",
    "shared_utils",
}
GENERATED = ("bots/sandbox/specs/",)


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    """A file that needs scrolling has two jobs."""
    long = {
        path: lines
        for path, text in tree.texts(*COUNTED)
        if not path.startswith(GENERATED) and (lines := text.count("\n")) > LONGEST
    }
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    """One sentence at the top of every Python file, tests included."""
    silent = {
        tree.relative(path)
        for path in tree.modules(*tree.PACKAGES, "tests")
        if not ast.get_docstring(tree.parsed(path))
    }
    assert silent == set()


def test_no_folder_is_a_grab_bag() -> None:
    """Folders are areas of the domain or places of the house, never kinds of code."""
    bags = {
        tree.relative(path)
        for path in tree.files()
        if GRAB_BAGS & {*path.relative_to(tree.ROOT).parts[:-1], path.stem.lower()}
    }
    assert bags == set()


SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)")
REASONED = re.compile(
    r"#\s*(?:noqa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*|type: ignore\[[a-z, -]+\])\s+\W*\w.{3,}"
)


def test_every_silenced_finding_has_its_code_and_a_reason() -> None:
    """`# noqa: CODE (reason)`, `# type: ignore[code]  # reason`; nothing else."""
    bare = [
        f"{tree.relative(path)}:{comment.start[0]}"
        for path in tree.modules(*tree.PACKAGES, "tests")
        for comment in _comments(path)
        if SILENCED.search(comment.string) and not _reasoned(path, comment)
    ]
    assert bare == []


def _reasoned(path: Path, comment: tokenize.TokenInfo) -> bool:
    """Behind the code, or in a comment right above."""
    above = tree.read(path).splitlines()[comment.start[0] - 2].strip()
    return bool(REASONED.search(comment.string)) or bool(re.match(r"# \w.{7,}", above))


def _comments(path: Path) -> Iterator[tokenize.TokenInfo]:
    tokens = tokenize.generate_tokens(StringIO(tree.read(path)).readline)
    return (token for token in tokens if token.type == tokenize.COMMENT)


def test_every_rule_left_out_of_the_linters_settings_has_a_reason() -> None:
    """Beside each ignored code in pyproject.toml stands why."""
    settings = tree.read(tree.ROOT / "pyproject.toml")
    ignored = re.findall(r'^    "[A-Z]+[0-9]+",(.*)$', settings, re.MULTILINE)
    assert ignored
    assert [rest for rest in ignored if not re.match(r"\s*# .{8,}", rest)] == []


MACHINE = re.compile(
    r"/wor" r"k/(?:main|shared)|/ro" r"ot/|/hom" r"e/[a-z]+/|\.py" r"env|/op" r"t/(?:pypi|wheels)"
)
REGISTRIES = re.compile(
    r"\b(?:py"
    r"pi\.org|files\.python"
    r"hosted\.org|registry\.npm"
    r"js\.org|ghc"
    r"r\.io|docker\.io/|qua"
    r"y\.io)"
)


def test_the_repository_names_no_machine_and_no_registry() -> None:
    """A clone works anywhere: no path of somebody's computer, no package index by name."""
    named = {
        f"{path}: {found.group()}"
        for path, text in tree.texts()
        for found in (MACHINE.search(text), REGISTRIES.search(text))
        if found
    }
    assert named == set()

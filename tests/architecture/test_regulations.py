"""docs/regulations.md: every rule of the five regulations, its code and test where it is done."""

import re

import pytest

from tests.architecture import documents, tree

PAGE = tree.ROOT / "docs/regulations.md"
STATES = ("done", "part", "later")
RULE = re.compile(r"\b(?:GUB|LAB|ZAR|NVK|KAM)-\d+(?:\.\d+)*")
ROWS = [row for row in documents.rows(PAGE) if RULE.search(row[0])]


def _ids(cell: str) -> set[str]:
    """All ids of a cell: `LAB-3.1-3.7` and `LAB-1.2.1-2` are ranges, `GUB-3.8 (1-8)` is one rule."""
    found: set[str] = set()
    for part in re.split(r",\s*", cell):
        match = re.match(rf"({RULE.pattern})(?:-([\d.]+))?", part)
        if match:
            found.add(match[1])
            stem, _, first = match[1].rpartition(".")
            last = (match[2] or first).rpartition(".")[2]
            if stem and match[2]:
                found |= {f"{stem}.{number}" for number in range(int(first), int(last) + 1)}
    return found


KNOWN = {rule for row in ROWS for rule in _ids(row[0])}


def test_the_whole_table_is_here() -> None:
    """All five documents, each rule once."""
    assert len(ROWS) >= 65
    assert {rule[:3] for rule in KNOWN} == {"GUB", "LAB", "ZAR", "NVK", "KAM"}
    assert {f"ZAR-{number}" for number in range(1, 24)} <= KNOWN


@pytest.mark.parametrize("row", ROWS, ids=[row[0].split(",")[0].split(" ")[0] for row in ROWS])
def test_a_rule_that_is_done_has_code_and_a_test(row: list[str]) -> None:
    """State `done` or `part` with links to names that exist; `later` with none."""
    rule, text, product, code, proof, state = row
    assert text
    assert product
    assert state.split(":")[0] in STATES, rule
    coded, proved = documents.links_in(PAGE, code), documents.links_in(PAGE, proof)
    if state == "later":
        assert (coded, proved) == ([], [])
        return
    assert ":" in state or state == "done", f"{rule}: say which part"
    assert coded
    assert proved
    for link in (*coded, *proved):
        assert link.target.exists(), link
        assert documents.defines(link), link
    assert all(tree.relative(link.target).startswith("tests/") for link in proved)
    assert any(_ids(rule) & set(RULE.findall(tree.read(link.target))) for link in coded), (
        f"the code of {rule} does not name it"
    )


def test_every_rule_that_code_names_is_in_the_table_and_begun() -> None:
    """A docstring that claims a rule has its row, and the row does not say `later`."""
    begun = {rule for row in ROWS if row[5] != "later" for rule in _ids(row[0])}
    later = KNOWN - begun
    named = {
        (rule, tree.relative(path))
        for path in tree.files()
        if path.suffix in {".py", ".toml", ".ftl"}
        and tree.relative(path).split("/")[0] in {*tree.PACKAGES, "locales"}
        for rule in RULE.findall(tree.read(path))
    }
    assert named
    assert {(rule, path) for rule, path in named if not _covered(rule)} == set()
    assert {(rule, path) for rule, path in named if rule in later} == set()


def _covered(rule: str) -> bool:
    return rule in KNOWN or any(rule.startswith(f"{known}.") for known in KNOWN)

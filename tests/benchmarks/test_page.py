"""The page of figures fills itself, and what is written by hand stays."""

from pathlib import Path

import pytest

from tests.benchmarks import page, results
from tests.benchmarks.dispatch import growth, stock_aiomax
from tests.benchmarks.engine import milliseconds
from tests.benchmarks.measure import Row
from tests.benchmarks.updates import Updates

FAST = Row(
    name="turn, Telegram", ours=1.5, unit="ms", reference=3.0, ratio=0.5, goal="at most 0.6 x", met=True
)
SLOW = Row(name="turn, MAX", ours=2.4, unit="ms", reference=3.0, ratio=0.8, goal="at most 0.6 x", met=False)
PAGE = """# Benchmarks

## Machine

<!-- measured -->
an older one
<!-- end -->

## Speed and memory

By hand.

<!-- measured -->
older figures
<!-- end -->

## What stands in the way

- **wait of people**: the limit.
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A page as the repository has it."""
    path = tmp_path / "benchmarks.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_tables_are_filled_and_words_stay(written: Path) -> None:
    """Between the marks everything is new, outside nothing."""
    page.publish([FAST, SLOW], "- a machine", written)
    text = written.read_text(encoding="utf-8")
    assert "older" not in text
    assert "- a machine" in text
    assert "By hand." in text
    assert "| turn, MAX" in text
    assert text.endswith("- **wait of people**: the limit.\n")


def test_a_missed_goal_without_a_word_about_it_is_named(written: Path) -> None:
    """So is a word about a goal that is met."""
    assert page.unexplained([FAST, SLOW], written) == [
        "missed, not explained: turn, MAX",
        "explained, not missed: wait of people",
    ]


def test_parts_measured_again_keep_the_figures_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole run forgets them."""
    monkeypatch.setattr(results, "JSON", tmp_path / "build" / "bench.json")
    monkeypatch.setattr(results, "MACHINE", tmp_path / "build" / "machine.md")
    results.keep([FAST, SLOW], "here")
    again = Row(name=SLOW.name, ours=1.0, unit="ms", met=True)
    results.keep([again], "there", beside=True)
    assert results.kept() == ([FAST, again], "there")
    results.keep([again], "there")
    assert results.kept()[0] == [again]


@pytest.mark.parametrize("messenger", ["telegram", "max"])
async def test_the_engine_alone_can_be_measured(messenger: str) -> None:
    """It is built from the same parts as the runner's turn."""
    assert await milliseconds(messenger, slices=1) > 0


async def test_dispatch_can_be_measured() -> None:
    """Every update reaches its handler, or nothing is told."""
    assert await growth(lambda count, handled: stock_aiomax(Updates(), count, handled), slices=1) > 0

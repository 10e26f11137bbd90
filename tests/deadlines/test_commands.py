"""What an operator types: `veche clock advance --working`, and the horizon in `veche check`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from typer.testing import CliRunner, Result

from bots.cli.main import app
from tests.deadlines.cities import at

Veche = Callable[..., Result]


@pytest.fixture
def veche(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str, redis_url: str
) -> Iterator[Veche]:
    """The command on real servers, on a Friday of the demo city, half an hour before closing time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VECHE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("VECHE_DATABASE_URL", database_url)
    monkeypatch.setenv("VECHE_REDIS_URL", redis_url)
    with time_machine.travel(at("24.04.2026 16:30"), tick=False):
        yield lambda *words: CliRunner().invoke(app, list(words))


@pytest.mark.parametrize("words", [("--working", "60m"), ("60m", "--working")])
def test_an_hour_of_working_time_is_moved_in_either_order(veche: Veche, words: tuple[str, str]) -> None:
    """From Friday 16:30 to Monday 8:30, and the answer says so."""
    said = veche("clock", "advance", *words)
    assert said.exit_code == 0
    assert "Вечевой: 27.04.2026 08:30, рабочее время." in said.stdout
    assert "Часы впереди настоящих на 2 days, 16:00:00." in said.stdout


def test_steps_add_up_from_where_the_clock_stands(veche: Veche) -> None:
    """A working day is eight hours; without the word a step is a plain one, into the evening."""
    assert "25.04.2026 16:30, нерабочее" in veche("clock", "advance", "1d").stdout
    assert "27.04.2026 17:00, нерабочее" in veche("clock", "advance", "--working", "1d").stdout
    assert "27.04.2026 18:01, нерабочее" in veche("clock", "advance", "61m").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--working", "0m"), "только вперёд"),
        (("--working", "soon"), "Непонятно, сколько: 'soon'"),
        (("--working", "300d"), "не дальше года"),
        (("9000h", "--working"), "не дальше года"),
        (("367d",), "не дальше года"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(veche: Veche, words: tuple[str, ...], said: str) -> None:
    """Nothing moves."""
    refused = veche("clock", "advance", *words)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert "24.04.2026 16:31" in veche("clock", "advance", "1m").stdout


def test_the_end_of_the_calendar_is_named(veche: Veche) -> None:
    """Plain time goes on, working time does not."""
    for step in ("366d", "245d"):
        assert veche("clock", "advance", step).exit_code == 0
    refused = veche("clock", "advance", "--working", "5d")
    assert refused.exit_code == 2
    assert "valid_until in demo.toml" in refused.stderr
    assert veche("clock", "advance", "9d").stdout.endswith("Вечевой: 04.01.2028 16:30.\n")


def test_real_clocks_do_not_move_by_working_time_either(
    veche: Veche, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal is the one of plain steps."""
    monkeypatch.setenv("VECHE_TELEGRAM_CITIZEN_TOKEN", "123456789:AAFabcdefghijklmnopqrstuvwxyz012345")
    monkeypatch.setenv("VECHE_SECRET_KEY", "a key that is long enough")
    refused = veche("clock", "advance", "--working", "60m")
    assert (refused.exit_code, "Часы здесь настоящие" in refused.stderr) == (2, True)


def test_check_tells_how_far_working_time_is_known(veche: Veche) -> None:
    """And what in it nobody has confirmed yet."""
    said = veche("check")
    assert said.exit_code == 0
    [line] = [line for line in said.stdout.splitlines() if "working time" in line]
    assert line.startswith("✓ working time of demo (demo.toml 2026-1+2026-1.")
    assert line.endswith("until 2027-12-31, to be confirmed: 2027")


@pytest.mark.parametrize(
    ("now", "wrong"),
    [
        ("01.10.2027 09:00", "2028 is missing"),
        ("10.01.2028 09:00", "it has ended, so nothing can be computed"),
    ],
)
def test_from_october_on_check_asks_for_the_next_year(veche: Veche, now: str, wrong: str) -> None:
    """With what to write and where."""
    with time_machine.travel(at(now), tick=False):
        said = veche("check")
    assert said.exit_code == 1
    [line] = [line for line in said.stdout.splitlines() if "working time" in line]
    assert line.startswith("✗")
    assert f"{wrong}; add 2028 to russia.toml" in line
    assert "valid_until = 2028-12-31 in demo.toml." in line

"""Which profiles a deployment serves: the demo city by itself, a city that the operator copied, never all."""

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
from typer.testing import CliRunner, Result

from bots.cli.main import app
from bots.wiring import profiles
from bots.wiring.profiles import load_ready, load_rules
from bots.wiring.settings import SettingsError
from tests.core.shipped import CITIES, NAMES, file_of, text_of

Veche = Callable[[Path | None], Result]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str, redis_url: str) -> Veche:
    """`veche check` on real servers, with a folder of profiles or without."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VECHE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("VECHE_DATABASE_URL", database_url)
    monkeypatch.setenv("VECHE_REDIS_URL", redis_url)

    def run(folder: Path | None) -> Result:
        monkeypatch.setenv("VECHE_PROFILES", str(folder or ""))
        return CliRunner().invoke(app, ["check"])

    return run


def test_a_fresh_deployment_serves_the_demo_city_alone() -> None:
    """So that residents are not asked to choose among cities that nobody serves here."""
    assert set(load_rules(None).profiles) == {"demo"}
    assert {str(home) for home in load_ready().profiles} == set(NAMES)


@pytest.mark.parametrize("name", ["typical", *CITIES])
def test_a_city_is_served_once_its_file_is_copied(tmp_path: Path, name: str) -> None:
    """As it is, with the calendar that ships."""
    copy(file_of(name), tmp_path)
    rules = load_rules(tmp_path)
    assert [str(home) for home in rules.profiles] == [name]
    assert rules.profiles == {home: load_ready().of(home) for home in rules.profiles}


def test_check_looks_at_all_that_ship_and_tells_what_is_to_be_confirmed(check: Veche, tmp_path: Path) -> None:
    """Of the city that is served; a slip in its terms is named with path, line and remedy."""
    demo = check(None).stdout.splitlines()
    assert f"✓ profiles that ship: {', '.join(sorted(NAMES))}" in demo
    assert "✓ profile demo" in demo

    own = tmp_path / "profiles"
    own.mkdir()
    copy(file_of("zarechny"), own)
    [line] = [each for each in check(own).stdout.splitlines() if "profile zarechny" in each]
    assert line == (
        "✓ profile zarechny, to be confirmed: "
        "contacts, source_terms.portal.snow, source_terms.portal.lamps, source_terms.portal.bins"
    )

    text = text_of("zarechny").replace("triage = {", "triag = {")
    (own / "zarechny.toml").write_text(text, "utf-8")
    refused = check(own)
    number = text.splitlines().index(next(each for each in text.splitlines() if "triag = {" in each)) + 1
    assert refused.exit_code == 2
    assert f'{own / "zarechny.toml"}:{number}: unknown key "triag" in [terms]. Did you mean "triage"?' in (
        refused.stderr
    )


def test_a_damaged_profile_that_ships_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if it is not served: an installation that was tampered with is not to be trusted."""
    (tmp_path / "cities").mkdir()
    (tmp_path / "cities/grad.toml").write_text(text_of("typical").replace("[terms]", "[term]"), "utf-8")
    monkeypatch.setattr(profiles, "_PROFILES", tmp_path)
    with pytest.raises(SettingsError, match=r"grad\.toml:\d+: unknown table \[term\]"):
        load_ready()
